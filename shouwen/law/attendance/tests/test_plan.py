"""Shifts laid out over holidays, swapped working days and midnight."""

from __future__ import annotations

from datetime import date

import pytest

from shouwen.law.attendance import Week, expand, is_rest_day
from shouwen.law.worktime.calendar import Calendar
from shouwen.law.worktime.instants import to_datetime
from shouwen.law.worktime.spec import CalendarSpec, read_span, read_week
from shouwen.words import Words

ZONE = "Asia/Shanghai"
OFFICE = Calendar(
    "office",
    CalendarSpec(title=Words("办公", "Office"), week=read_week({"mon-fri": "08:30-17:30"}), holidays="china"),
    ZONE,
)
SPANS = (read_span("08:30-17:30"),)


def days(week: Week, first: date, last: date) -> list[int]:
    return [each.day.day for each in expand(week, first, last, ZONE, OFFICE)]


def test_a_swapped_sunday_is_planned_and_the_holiday_it_pays_for_is_not() -> None:
    assert days(Week(SPANS, calendar=OFFICE), date(2026, 9, 18), date(2026, 9, 28)) == [
        18, 20, 21, 22, 23, 24, 28,
    ]  # fmt: skip


def test_by_the_week_holidays_do_not_matter() -> None:
    assert days(Week(SPANS, weekdays=frozenset({4, 6})), date(2026, 9, 18), date(2026, 9, 27)) == [
        18,
        20,
        25,
        27,
    ]


@pytest.mark.parametrize(
    ("day", "rests"),
    [
        (date(2026, 9, 20), False),  # a Sunday swapped to work
        (date(2026, 9, 25), True),  # a Friday, Mid-Autumn
        (date(2026, 9, 27), True),
        (date(2026, 9, 28), False),
    ],
)
def test_a_day_of_rest_is_one_the_calendar_is_closed_on(day: date, rests: bool) -> None:
    assert is_rest_day(day, OFFICE) is rests


def test_without_a_calendar_only_sunday_rests() -> None:
    assert [is_rest_day(date(2026, 9, day), None) for day in (19, 20, 25)] == [False, True, False]


def test_a_night_ends_on_the_next_day_and_two_spans_make_two_shifts() -> None:
    week = Week((read_span("08:00-12:00"), read_span("22:00-06:00")))
    first, second = expand(week, date(2026, 2, 28), date(2026, 2, 28), ZONE, None)
    assert to_datetime(first.ends_at, ZONE).hour == 12
    assert (second.day, to_datetime(second.ends_at, ZONE).date()) == (date(2026, 2, 28), date(2026, 3, 1))


@pytest.mark.parametrize(("first", "last"), [((2026, 3, 2), (2026, 3, 1)), ((2026, 1, 1), (2027, 12, 31))])
def test_a_stretch_that_runs_backwards_or_for_years_is_an_error(
    first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    with pytest.raises(ValueError, match="no stretch"):
        list(expand(Week(SPANS), date(*first), date(*last), ZONE, None))
