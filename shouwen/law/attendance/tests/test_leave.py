"""Leave and overtime read from the facts of their matters."""

from __future__ import annotations

from datetime import date
from typing import Any

from shouwen.law.attendance import leaves_of, overtime_of
from shouwen.law.facts.fact import Fact
from shouwen.law.worktime.instants import parse_iso

ZONE = "Asia/Shanghai"


def fact(kind: str, at: str, subject: str = "QJ1", **data: Any) -> Fact:
    return Fact(kind, parse_iso(f"2026-03-{at}", ZONE), subject, staff="li.na", data=data)


ASKED = fact(
    "leave.requested", "02 09:00", leave_type="personal", from_on="2026-03-05", until_on="2026-03-09"
)


def test_a_leave_lasts_as_many_days_as_were_granted() -> None:
    (leave,) = leaves_of([fact("leave.approved", "02 10:00", granted_days=3), ASKED], ZONE)
    assert (leave.first_on, leave.last_on, leave.approved_at is None) == (
        date(2026, 3, 5),
        date(2026, 3, 7),
        False,
    )


def test_a_refusal_after_the_approval_takes_it_back() -> None:
    facts = [ASKED, fact("leave.approved", "02 10:00", granted_days=3), fact("leave.refused", "02 11:00")]
    (leave,) = leaves_of(facts, ZONE)
    assert leave.approved_at is None


def test_a_leave_that_was_withdrawn_is_none() -> None:
    assert leaves_of([ASKED, fact("leave.withdrawn", "02 11:00")], ZONE) == ()


def test_injury_leave_runs_from_the_injury_to_the_end_of_the_medical_period() -> None:
    facts = [
        fact("injury.happened", "02 10:00", "GS1", injured="zhang.wei"),
        fact("injury.leave_recorded", "03 09:00", "GS1", medical_until="2026-03-16"),
    ]
    (leave,) = leaves_of(facts, ZONE)
    assert (leave.staff, leave.type, leave.first_on, leave.last_on) == (
        "zhang.wei", "injury", date(2026, 3, 2), date(2026, 3, 16),
    )  # fmt: skip


def test_overtime_counts_once_it_is_approved() -> None:
    asked = fact(
        "overtime.requested", "02 15:00", "JB1", from_at="2026-03-02T17:30", until_at="2026-03-02T19:30"
    )
    assert overtime_of([asked], ZONE) == ()
    (each,) = overtime_of([asked, fact("overtime.approved", "02 16:00", "JB1")], ZONE)
    assert (each.staff, each.until_at) == ("li.na", parse_iso("2026-03-02 19:30", ZONE))
