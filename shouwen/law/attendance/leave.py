"""Leave and overtime as the facts of their matters tell them, and what a leave says about one shift.

The kinds and fields read here are what a charter's flows of leave, injury and overtime record; a charter that
names its steps otherwise keeps its attendance without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from shouwen.law.facts.fact import Fact
from shouwen.law.worktime.instants import day_date, local_day, parse_iso

LEAVE_KINDS = (
    "leave.requested", "leave.approved", "leave.refused", "leave.handed_in", "leave.withdrawn",
    "certificate.found_forged",
)  # fmt: skip
INJURY_KINDS = ("injury.happened", "injury.leave_recorded")
OVERTIME_KINDS = ("overtime.requested", "overtime.approved")


@dataclass(frozen=True, slots=True)
class Leave:
    """Days off asked for, first and last included, and what became of the request."""

    number: str
    staff: str
    type: str
    first_on: date
    last_on: date
    emergency: bool = False
    approved_at: int | None = None
    handed_in_at: int | None = None
    forged: bool = False

    def covers(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


@dataclass(frozen=True, slots=True)
class Overtime:
    """Hours outside the plan that were approved."""

    number: str
    staff: str
    from_at: int
    until_at: int


def leaves_of(facts: Iterable[Fact], zone: str) -> tuple[Leave, ...]:
    """The leaves in the facts of any matters, injury leave among them; refused or withdrawn: not approved, none."""
    found = (_leave(each) or _injury(each, zone) for each in _by_subject(facts).values())
    return tuple(sorted((leave for leave in found if leave), key=lambda leave: leave.number))


def overtime_of(facts: Iterable[Fact], zone: str) -> tuple[Overtime, ...]:
    """The overtime that was approved."""
    found = (_overtime(each, zone) for each in _by_subject(facts).values())
    return tuple(sorted((each for each in found if each), key=lambda each: each.number))


def _by_subject(facts: Iterable[Fact]) -> dict[str, dict[str, Fact]]:
    """The last fact of each kind of each subject."""
    found: dict[str, dict[str, Fact]] = {}
    for fact in sorted(facts, key=lambda fact: fact.order):
        found.setdefault(fact.subject, {})[fact.kind] = fact
    return found


def _leave(last: Mapping[str, Fact]) -> Leave | None:
    asked = last.get("leave.requested")
    if asked is None or asked.staff is None or "leave.withdrawn" in last:
        return None
    first, until = _day(asked, "from_on"), _day(asked, "until_on")
    if first is None or until is None:
        return None
    approved = last.get("leave.approved")
    refused = last.get("leave.refused")
    if approved and refused and refused.order > approved.order:
        approved = None
    if approved is not None and isinstance(days := approved.data.get("granted_days"), int):
        until = min(until, first + timedelta(days=days - 1))
    handed_in = last.get("leave.handed_in")
    return Leave(
        number=asked.subject,
        staff=asked.staff,
        type=str(asked.data.get("leave_type", "personal")),
        first_on=first,
        last_on=until,
        emergency=asked.data.get("emergency") is True,
        approved_at=approved.at if approved else None,
        handed_in_at=handed_in.at if handed_in else None,
        forged="certificate.found_forged" in last,
    )


def _injury(last: Mapping[str, Fact], zone: str) -> Leave | None:
    """From the day of the injury to the end of the medical period the hospital's note gives."""
    happened, recorded = last.get("injury.happened"), last.get("injury.leave_recorded")
    if happened is None or recorded is None:
        return None
    staff, until = happened.data.get("injured"), _day(recorded, "medical_until")
    if not isinstance(staff, str) or until is None:
        return None
    first = day_date(local_day(happened.at, zone))
    return Leave(happened.subject, staff, "injury", first, until, approved_at=happened.at)


def _overtime(last: Mapping[str, Fact], zone: str) -> Overtime | None:
    asked, approved = last.get("overtime.requested"), last.get("overtime.approved")
    if asked is None or approved is None or asked.staff is None:
        return None
    begins, ends = asked.data.get("from_at"), asked.data.get("until_at")
    if not isinstance(begins, str) or not isinstance(ends, str):
        return None
    return Overtime(asked.subject, asked.staff, parse_iso(begins, zone), parse_iso(ends, zone))


def _day(fact: Fact, name: str) -> date | None:
    value = fact.data.get(name)
    return date.fromisoformat(value) if isinstance(value, str) and value else None
