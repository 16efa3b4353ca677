"""Which charter this process judges by; loaded once. `actions.adopt` makes it the one the house judges by."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from shouwen.works.journal.models import CharterVersion

if TYPE_CHECKING:
    from shouwen.law.charter.charter import Charter


class OtherCharter(Exception):
    """The house has adopted a charter that this process does not have and must not judge without."""


@cache
def current() -> Charter:
    """The charter in force, `settings.SHOUWEN_CHARTER`: the name of one that is shipped, or a folder.

    Errors: those of the loader, all of them at once with file and line. Loading takes a moment, so a
    server calls this before it forks.
    """
    from shouwen.law.charter import load

    return load(settings.SHOUWEN_CHARTER)


def adopted() -> Charter:
    """The charter the house has adopted, which a process that judges has to ask for.

    Somebody may have adopted another since this process loaded its own: then it loads again. Errors:
    OtherCharter, when what it finds is still not the one that was adopted.
    """
    charter = current()
    last = CharterVersion.objects.order_by("-adopted_at", "-id").values_list("fingerprint", "version").first()
    if last is None or last[0] == charter.fingerprint:
        return charter
    current.cache_clear()
    charter = current()
    if last[0] != charter.fingerprint:
        raise OtherCharter(
            f"the house has adopted version {last[1]} ({last[0][:8]}) of its charter, but {settings.SHOUWEN_CHARTER} "
            f"is {charter.version} ({charter.fingerprint[:8]}) here: bring the file up to date, or run `shouwen serve` "
            "where it is newer"
        )
    return charter
