"""How often a shift was settled, and what each time said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shouwen.law.attendance.settled import KIND
from shouwen.works.attendance.models import Shift
from shouwen.works.journal import store
from shouwen.works.journal.instants import to_datetime


@dataclass(frozen=True, slots=True)
class Revision:
    """One `attendance.settled` fact: when it was written, and what differs from the one before."""

    number: int
    recorded_at: datetime
    data: Mapping[str, Any]
    changed: tuple[str, ...]


def revisions(shift: Shift) -> list[Revision]:
    """All of them, the first one first; the last is the one that holds."""
    facts = sorted(
        store.select("subject = %s AND kind = %s", [shift.code, KIND]), key=lambda fact: fact.order
    )
    found: list[Revision] = []
    for number, fact in enumerate(facts, start=1):
        before = found[-1].data if found else {}
        data = dict(fact.data)
        changed = tuple(sorted(name for name in {*before, *data} if before.get(name) != data.get(name)))
        found.append(
            Revision(number, to_datetime(fact.recorded_at or fact.at), data, changed if found else ())
        )
    return found
