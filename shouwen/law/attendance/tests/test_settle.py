"""What a shift comes to: minute by minute at the boundaries, over midnight, and in whatever order things came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwen.law.attendance import Inputs, Leave, Mark, Overtime, Settled, Shift, settle, settled_at
from shouwen.law.worktime.instants import DAY, parse_iso, to_datetime
from shouwen.law.worktime.limits import HOUR, MINUTE, SECOND

ZONE = "Asia/Shanghai"
MONDAY = date(2026, 3, 2)


def at(text: str) -> int:
    """`08:30` of the Monday, `+1d 06:00` of the day after."""
    days, _, clock = text.rpartition(" ")
    day = MONDAY + timedelta(days=int(days[1:-1]) if days else 0)
    return parse_iso(f"{day} {clock}", ZONE)


DAY_SHIFT = Shift("s1", "li.na", MONDAY, at("08:30"), at("17:30"))
NIGHT = Shift("s2", "li.na", MONDAY, at("22:00"), at("+1d 06:00"))


def came(*marks: str, shift: Shift = DAY_SHIFT, now: str = "+1d 12:00", **inputs: Any) -> Settled:
    """Marks written `in 08:30`, `out +1d 06:00`."""
    read = [Mark(at(text.partition(" ")[2]), text.partition(" ")[0]) for text in marks]  # type: ignore[arg-type]
    return settle(shift, Inputs(marks=read, **inputs), at(now))


def leave(**fields: Any) -> Leave:
    return replace(Leave("QJ1", "li.na", "personal", MONDAY, MONDAY), **fields)


@pytest.mark.parametrize(
    ("clock", "minutes"),
    [("08:25", 0), ("08:30", 0), ("08:30:01", 1), ("08:31", 1), ("08:31:01", 2), ("09:30", 60)],
)
def test_every_begun_minute_late_counts(clock: str, minutes: int) -> None:
    assert came(f"in {clock}", "out 17:30").late_minutes == minutes


@pytest.mark.parametrize(
    ("clock", "minutes"),
    [("17:30", 0), ("17:40", 0), ("17:29:59", 1), ("17:20", 10), ("17:19:59", 11), ("15:30", 120)],
)
def test_exactly_ten_minutes_early_are_ten_and_a_second_more_is_eleven(clock: str, minutes: int) -> None:
    assert came("in 08:30", f"out {clock}").early_minutes == minutes


@pytest.mark.parametrize(("permitted", "holds"), [("17:00", True), ("17:20", True), ("17:25", False)])
def test_the_exit_formality_is_done_before_leaving(permitted: str, holds: bool) -> None:
    assert came("in 08:30", "out 17:20", f"exit {permitted}").exit_formality is holds


def test_a_night_shift_is_one_shift_of_the_day_it_begins_on() -> None:
    done = came("in 22:05", "out +1d 05:50", shift=NIGHT)
    assert (done.late_minutes, done.early_minutes, done.absence) == (5, 10, "none")
    told = to_datetime(settled_at(NIGHT, 3, ZONE), ZONE)
    assert (told.date(), told.microsecond) == (MONDAY, 3)


def test_a_night_shift_at_the_end_of_a_month_stays_in_it() -> None:
    last = Shift(
        "s3",
        "li.na",
        date(2026, 3, 31),
        parse_iso("2026-03-31 22:00", ZONE),
        parse_iso("2026-04-01 06:00", ZONE),
    )
    assert to_datetime(settled_at(last, 0, ZONE), ZONE).date() == date(2026, 3, 31)


def test_of_two_shifts_a_day_each_has_its_own_marks() -> None:
    morning = Shift("m", "li.na", MONDAY, at("08:30"), at("12:00"))
    afternoon = Shift("a", "li.na", MONDAY, at("13:30"), at("17:30"))
    marks = ["in 08:29", "out 12:01", "in 12:20", "out 17:31"]
    first = came(*marks, shift=morning, after=afternoon)
    second = came(*marks, shift=afternoon, before=morning)
    assert (first.arrived_at, first.left_at) == (at("08:29"), at("12:01"))
    assert (second.arrived_at, second.left_at) == (at("12:20"), at("17:31"))
    assert (first.late_minutes, first.early_minutes, second.late_minutes) == (0, 0, 0)


def test_who_did_not_clock_out_has_no_end_that_could_be_judged() -> None:
    assert "early_minutes" not in came("in 08:30").data
    assert "early_minutes" not in came("in 08:30", "out 12:00", "in 13:00").data


@pytest.mark.parametrize("mark", ["out 17:30", "seen 10:00"])
def test_at_work_without_clocking_in_is_absence(mark: str) -> None:
    done = came(mark)
    assert (done.absence, done.status, done.late_minutes) == ("no_clock_in", "absent", None)


@pytest.mark.parametrize(
    ("given_leave", "absence", "status"),
    [
        ([], "no_leave", "absent"),
        ([leave()], "leave_not_approved", "absent"),
        ([leave(approved_at=at("08:30"))], "none", "personal_leave"),
        ([leave(approved_at=at("08:30:01"))], "leave_not_approved", "absent"),
        ([leave(type="sick", approved_at=at("08:00"))], "none", "sick_leave"),
        ([leave(type="sick", approved_at=at("09:00"), emergency=True)], "leave_not_approved", "absent"),
        ([leave(type="sick", approved_at=at("08:00"), forged=True)], "forged", "absent"),
        ([leave(type="injury", approved_at=at("10:00"))], "none", "injury_leave"),
        ([leave(first_on=MONDAY + timedelta(1), last_on=MONDAY + timedelta(1))], "no_leave", "absent"),
        ([leave(), leave(number="QJ2", approved_at=at("08:00"))], "none", "personal_leave"),
    ],
)  # fmt: skip
def test_who_is_away_is_excused_by_a_leave_approved_before(
    given_leave: list[Leave], absence: str, status: str
) -> None:
    done = came(leaves=given_leave)
    assert (done.absence, done.status) == (absence, status)


@pytest.mark.parametrize(
    ("approved", "handed_in", "now", "absence"),
    [
        ("12:00", "+3d 23:59:59", "+4d 12:00", "none"),
        ("12:00", "+4d 00:00:01", "+4d 12:00", "not_made_up"),
        (None, None, "+2d 12:00", None),
        (None, None, "+4d 12:00", "not_made_up"),
        ("12:00", None, "+2d 12:00", None),
    ],
)
def test_an_emergency_is_made_up_in_time_or_is_absence(
    approved: str | None, handed_in: str | None, now: str, absence: str | None
) -> None:
    urgent = leave(
        emergency=True,
        approved_at=at(approved) if approved else None,
        handed_in_at=at(handed_in) if handed_in else None,
    )
    by = at("+4d 00:00")
    done = came(leaves=[urgent], now=now, make_up_by=lambda begins_at: by)
    assert (done.absence, done.ask_again_at) == (absence, by + 1 if absence is None else None)


@pytest.mark.parametrize(("handed_in", "emergency", "holds"), [
    ("08:30", False, True), ("08:31", False, False), (None, False, False), ("12:00", True, True),
])  # fmt: skip
def test_the_paper_is_with_the_clerk_before_the_shift(
    handed_in: str | None, emergency: bool, holds: bool
) -> None:
    asked = leave(
        approved_at=at("08:00"), handed_in_at=at(handed_in) if handed_in else None, emergency=emergency
    )
    assert came(leaves=[asked]).handed_in is holds


def test_a_trip_is_normal_attendance_and_nobody_clocks() -> None:
    assert came(shift=replace(DAY_SHIFT, kind="trip")).data["status"] == "normal"


@pytest.mark.parametrize(
    ("agreed", "counted", "uncounted"),
    [
        ([], 0, 120),
        ([("17:30", "18:30")], 60, 60),
        ([("17:00", "20:00")], 120, 0),
        ([("17:30", "18:30"), ("18:00", "19:00")], 90, 30),
    ],
)
def test_overtime_is_what_was_worked_outside_the_shift_and_approved(
    agreed: list[tuple[str, str]], counted: int, uncounted: int
) -> None:
    approved = [Overtime(f"JB{n}", "li.na", at(begin), at(end)) for n, (begin, end) in enumerate(agreed)]
    done = came("in 08:30", "out 19:30", overtime=approved)
    assert (done.overtime_minutes, done.unapproved_minutes) == (counted, uncounted)


def test_on_a_day_of_rest_every_approved_minute_is_overtime() -> None:
    approved = [Overtime("JB1", "li.na", at("08:30"), at("17:30"))]
    done = came("in 08:30", "out 17:30", shift=replace(DAY_SHIFT, rest_day=True), overtime=approved)
    assert (done.overtime_minutes, done.status) == (540, "overtime")


MARKS = st.lists(
    st.builds(
        Mark,
        st.integers(at("00:00") // MINUTE, at("+2d 00:00") // MINUTE).map(lambda minute: minute * MINUTE),
        st.sampled_from(["in", "out", "exit", "seen"]),
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(marks=MARKS, data=st.data(), shift=st.sampled_from([DAY_SHIFT, NIGHT]))
def test_the_order_in_which_marks_arrive_does_not_matter(marks: list[Mark], data: Any, shift: Shift) -> None:
    shuffled = data.draw(st.permutations(marks + marks[:2]))
    now = shift.ends_at + DAY
    assert settle(shift, Inputs(marks=marks), now) == settle(shift, Inputs(marks=shuffled), now)


@settings(max_examples=60)
@given(marks=MARKS, gap=st.integers(0, 6 * 60))
def test_no_mark_counts_for_two_shifts(marks: list[Mark], gap: int) -> None:
    later = Shift("s4", "li.na", MONDAY, DAY_SHIFT.ends_at + gap * MINUTE, DAY_SHIFT.ends_at + 8 * HOUR)
    one = settle(DAY_SHIFT, Inputs(marks=marks, after=later), later.ends_at + DAY)
    two = settle(later, Inputs(marks=marks, before=DAY_SHIFT), later.ends_at + DAY)
    assert one.arrived_at is None or one.arrived_at != two.arrived_at
    assert one.left_at is None or one.left_at != two.left_at


@settings(max_examples=40)
@given(marks=MARKS, extra=st.integers(0, 3 * 60))
def test_to_come_later_never_makes_less_late(marks: list[Mark], extra: int) -> None:
    """A first mark put off by some seconds costs no less."""
    ins = sorted(mark.at for mark in marks if mark.way == "in")
    if not ins:
        return
    put_off = [mark for mark in marks if mark.way != "in"] + [Mark(ins[0] + extra * SECOND, "in")]
    before = settle(
        DAY_SHIFT, Inputs(marks=[m for m in marks if m.way != "in"] + [Mark(ins[0], "in")]), DAY * 30000
    )
    after = settle(DAY_SHIFT, Inputs(marks=put_off), DAY * 30000)
    if before.late_minutes is not None and after.late_minutes is not None:
        assert after.late_minutes >= before.late_minutes
