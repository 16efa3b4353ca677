"""What people see of attendance: their own month with what it cost, a team's day, and nothing of others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from shouwen.works.attendance import actions, clock, queries, settling
from shouwen.works.attendance.models import Shift
from shouwen.works.attendance.tests.conftest import MONDAY, at
from shouwen.works.duty import live
from shouwen.works.people.tests.cast import Cast

pytestmark = pytest.mark.django_db
Give = Callable[..., Shift]


def run() -> None:
    while settling.settle_due():
        pass
    while live.judge_touched() or live.judge_due():
        pass


def log(cast: Cast, *rows: tuple[str, str]) -> None:
    clock.bring_in(rows=[clock.Row("owner", at(f"03-02 {when}"), way) for way, when in rows], by=cast.boss)


def test_a_month_shows_what_was_deducted_and_by_which_clause(cast: Cast, give: Give) -> None:
    give()
    log(cast, ("in", "08:37"), ("out", "17:30"))
    run()
    month = queries.month_of(cast.owner, "owner", "2026-03")
    (row,) = month.rows
    assert (row.status, row.late_minutes, month.money) == ("late", 7, -700)
    assert [(each.clause, each.money) for each in row.deductions] == [("1", -700)]


def test_others_see_nothing_of_it(cast: Cast, give: Give) -> None:
    give()
    assert queries.month_of(cast.teammate, "owner", "2026-03").rows == []
    assert len(queries.month_of(cast.boss, "owner", "2026-03").rows) == 1
    assert queries.team_day(cast.owner, MONDAY) == [] and len(queries.team_day(cast.chief, MONDAY)) == 1


@pytest.mark.parametrize(
    ("now", "marks", "status", "late"),
    [
        ("03-02 08:00", [], "planned", 0),
        ("03-02 08:50", [], "missing", 20),
        ("03-02 08:50", [("in", "08:20")], "here", 0),
        ("03-02 09:50", [("in", "08:41")], "late", 11),
        ("03-02 15:00", [("in", "08:20"), ("out", "14:00")], "gone", 0),
        ("03-02 18:00", [], "waiting", 0),
    ],
)
def test_a_team_is_seen_as_it_stands_now(
    cast: Cast, give: Give, now: str, marks: list[tuple[str, str]], status: str, late: int
) -> None:
    give()
    if marks:
        log(cast, *marks)
    (row,) = queries.team_day(cast.boss, MONDAY, now=at(now))
    assert (row.status, row.late_minutes) == (status, late)


def test_a_week_lists_everybody_led_also_without_a_shift(cast: Cast, give: Give) -> None:
    give()
    lines = {line.staff: [len(day) for day in line.days] for line in queries.week_plan(cast.boss, MONDAY)}
    assert lines == {"owner": [1, 0, 0, 0, 0, 0, 0], "teammate": [0] * 7, "boss": [0] * 7}
    assert queries.week_plan(cast.owner, MONDAY) == []


def test_who_decides_sees_what_waits_but_not_their_own(cast: Cast, give: Give) -> None:
    for staff, person in (("owner", cast.owner), ("boss", cast.boss)):
        shift = give(staff=staff)
        actions.ask_correction(shift=shift, way="in", at=at("03-02 08:28"), reason="忘记", by=person)
    assert [each.shift.staff for each, _ in queries.waiting(cast.boss)] == ["owner"]
    assert len(queries.waiting(cast.chief)) == 2 and queries.waiting(cast.owner) == []


def test_a_month_without_shifts_is_empty(cast: Cast) -> None:
    assert queries.month_of(cast.owner, "owner", f"{date(2026, 3, 1) - timedelta(days=1):%Y-%m}").rows == []
