"""Which charter this process judges by; loaded once. `actions.adopt` makes it the one the house judges by."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connection

from shouwen.works.journal.models import CharterVersion

if TYPE_CHECKING:
    from shouwen.law.charter.charter import Charter

log = logging.getLogger(__name__)
EVERY_S = 20
"""How often a process that serves pages asks whether another charter was adopted."""


class OtherCharter(Exception):
    """The house has adopted a charter that this process does not have and must not judge without."""


class _Kept:
    """The charter of this process; whoever asks first loads it, and a newer one takes its place at once."""

    def __init__(self) -> None:
        self._charter: Charter | None = None
        self._lock = threading.Lock()

    def __call__(self) -> Charter:
        """The charter in force, `settings.SHOUWEN_CHARTER`: the name of one that is shipped, or a folder.

        Errors: those of the loader, all of them at once with file and line. Loading takes a moment, so a
        server calls this before it forks.
        """
        kept = self._charter
        if kept is not None:
            return kept
        with self._lock:
            if self._charter is None:
                self._charter = _load()
            return self._charter

    def put(self, charter: Charter) -> None:
        """From now on this one."""
        self._charter = charter

    def cache_clear(self) -> None:
        """The next who asks loads it again."""
        self._charter = None


current = _Kept()


def _load() -> Charter:
    from shouwen.law.charter import load

    return load(settings.SHOUWEN_CHARTER)


def adopted() -> Charter:
    """The charter the house has adopted, which a process that judges has to ask for.

    Somebody may have adopted another since this process loaded its own: then it loads again, and goes on with
    its own if it cannot. Errors: OtherCharter, when what it finds is still not the one that was adopted; those of
    the loader.
    """
    charter = current()
    last = CharterVersion.objects.order_by("-adopted_at", "-id").values_list("fingerprint", "version").first()
    if last is None or last[0] == charter.fingerprint:
        return charter
    found = _load()
    if last[0] != found.fingerprint:
        raise OtherCharter(
            f"the house has adopted version {last[1]} ({last[0][:8]}) of its charter, but {settings.SHOUWEN_CHARTER} "
            f"is {found.version} ({found.fingerprint[:8]}) here: bring the file up to date, or run `shouwen serve` "
            "where it is newer"
        )
    current.put(found)
    return found


def follow(every_s: float = EVERY_S) -> threading.Thread:
    """Keep this process at the adopted charter, in a thread of its own: pages show another within seconds.

    What stands in the way is logged once, and the process goes on with the charter it has.
    """
    from shouwen.law.charter.errors import CharterErrors

    def look() -> None:
        told = ""
        while True:
            time.sleep(every_s)
            try:
                adopted()
                told = ""
            except (OtherCharter, CharterErrors, DatabaseError) as error:
                if str(error) != told:
                    told = str(error)
                    log.warning("the pages stay with the charter they have: %s", told)
            finally:
                connection.close()

    thread = threading.Thread(target=look, name="charter", daemon=True)
    thread.start()
    return thread
