"""Which charter the house judges by: loaded once a process, and kept in the database as it was."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from shouwen.works.journal.models import CharterVersion

if TYPE_CHECKING:
    from shouwen.law.charter import Charter


@cache
def current() -> Charter:
    """The charter in force, `settings.SHOUWEN_CHARTER`: the name of one that is shipped, or a folder.

    Errors: those of the loader, all of them at once with file and line. Loading takes a moment, so a
    server calls this before it forks.
    """
    from shouwen.law.charter import load

    return load(settings.SHOUWEN_CHARTER)


def keep(charter: Charter) -> CharterVersion:
    """Remember the text of a charter under its fingerprint; the same text is kept once."""
    row, _ = CharterVersion.objects.get_or_create(
        name=charter.name,
        fingerprint=charter.fingerprint,
        defaults={"version": charter.version, "text": charter.text},
    )
    return row
