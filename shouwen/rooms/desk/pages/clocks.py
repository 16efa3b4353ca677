"""The clocks and findings of one matter, as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shouwen.words import Words
from shouwen.works.duty.models import STANDING, Verdict
from shouwen.works.journal import charters
from shouwen.works.matters.models import Matter
from shouwen.works.people import access
from shouwen.works.people.models import Staff

COLUMNS = ("id", "verdict", "clause", "due_at", "warn_at", "elapsed_s", "points", "paused")
KEPT = ("kept", "met")
ORDER = {"overdue": 0, "open": 1, "breached": 2, "undecided": 3, "praised": 4, "kept": 5}


@dataclass(frozen=True, slots=True)
class Clock:
    """One obligation or finding of a matter; `may_open` says whether this person may see how it was found."""

    id: int
    verdict: str
    title: Words
    clause: str
    due_at: datetime | None
    warn_at: datetime | None
    elapsed_s: float | None
    points: int
    paused: bool
    may_open: bool

    @property
    def is_running(self) -> bool:
        return self.verdict in STANDING and not self.paused


def of_matter(user: Staff, matter: Matter) -> tuple[list[Clock], list[Clock]]:
    """What runs or went wrong, the nearest due at the top; and what was kept. Two statements."""
    rows = Verdict.objects.filter(subject=matter.number, superseded_at=None)
    shown = set(access.visible(user, rows, "finding.see").values_list("id", flat=True))
    found = [_clock(values, shown) for values in rows.values_list(*COLUMNS)]
    found.sort(
        key=lambda clock: (ORDER.get(clock.verdict, 9), clock.due_at or matter.opened_at, clock.clause)
    )
    return [c for c in found if c.verdict not in KEPT], [c for c in found if c.verdict in KEPT]


def _clock(values: tuple, shown: set[int]) -> Clock:  # type: ignore[type-arg]
    id, verdict, clause, due_at, warn_at, elapsed_s, points, paused = values
    title = clause_title(clause)
    may = id in shown
    taken = None if verdict in STANDING else elapsed_s
    return Clock(id, verdict, title, clause, due_at, warn_at, taken, points if may else 0, paused, may)


def clause_title(number: str) -> Words:
    """The title of a clause; its number where the charter no longer has it."""
    clause = charters.current().clauses.get(number)
    return clause.title if clause else Words(number, number)
