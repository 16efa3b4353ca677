"""The clocks and findings of one matter, as its page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shouwen.words import Words
from shouwen.works.duty.access import sees_on
from shouwen.works.duty.models import STANDING, Verdict
from shouwen.works.journal import charters
from shouwen.works.matters.models import Matter
from shouwen.works.people.models import Staff
from shouwen.works.people.standing import standing

COLUMNS = ("staff", "unit", "id", "verdict", "clause", "due_at", "warn_at", "elapsed_s", "points", "paused")
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
    """What runs or went wrong, the nearest due at the top; and what was kept. One statement.

    `user` is somebody who sees the matter; which findings they may open is asked of the rule, row by row.
    """
    stood = standing(user)
    rows = Verdict.objects.filter(subject=matter.number, superseded_at=None).values_list(*COLUMNS)
    found = [
        _clock(shown, stood is not None and sees_on(stood, matter, staff, unit))
        for staff, unit, *shown in rows
    ]
    found.sort(
        key=lambda clock: (ORDER.get(clock.verdict, 9), clock.due_at or matter.opened_at, clock.clause)
    )
    return [c for c in found if c.verdict not in KEPT], [c for c in found if c.verdict in KEPT]


def _clock(values: Sequence[Any], may: bool) -> Clock:
    id, verdict, clause, due_at, warn_at, elapsed_s, points, paused = values
    taken = None if verdict in STANDING else elapsed_s
    return Clock(
        id, verdict, clause_title(clause), clause, due_at, warn_at, taken, points if may else 0, paused, may
    )


def clause_title(number: str) -> Words:
    """The title of a clause; its number where the charter no longer has it."""
    clause = charters.current().clauses.get(number)
    return clause.title if clause else Words(number, number)
