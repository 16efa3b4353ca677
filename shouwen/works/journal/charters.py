"""Which charter this process judges by; loaded once. `actions.adopt` makes it the one the house judges by."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from shouwen.law.charter.charter import Charter


@cache
def current() -> Charter:
    """The charter in force, `settings.SHOUWEN_CHARTER`: the name of one that is shipped, or a folder.

    Errors: those of the loader, all of them at once with file and line. Loading takes a moment, so a
    server calls this before it forks.
    """
    from shouwen.law.charter import load

    return load(settings.SHOUWEN_CHARTER)
