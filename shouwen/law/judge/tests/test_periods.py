"""Periods have names, and the names lead back."""

from __future__ import annotations

import pytest

from shouwen.law.judge.periods import Period, period_at, period_named, periods_between
from shouwen.law.worktime.instants import parse_iso

ZONE = "Asia/Shanghai"


@pytest.mark.parametrize(
    ("every", "name", "from_on", "until_on"),
    [
        ("day", "2026-03-04", "2026-03-04", "2026-03-05"),
        ("week", "2026-W10", "2026-03-02", "2026-03-09"),
        ("month", "2026-03", "2026-03-01", "2026-04-01"),
        ("quarter", "2026-Q1", "2026-01-01", "2026-04-01"),
        ("year", "2026", "2026-01-01", "2027-01-01"),
    ],
)
def test_a_period_has_a_name_and_two_ends(every: Period, name: str, from_on: str, until_on: str) -> None:
    span = period_at(parse_iso("2026-03-04T12:00", ZONE), every, ZONE)
    assert (span.name, span.from_at, span.until_at) == (
        name,
        parse_iso(from_on, ZONE),
        parse_iso(until_on, ZONE),
    )
    assert period_named(name, ZONE) == span


def test_weeks_belong_to_the_year_of_their_thursday() -> None:
    assert period_at(parse_iso("2027-01-01", ZONE), "week", ZONE).name == "2026-W53"


def test_a_day_of_changing_clocks_has_23_hours() -> None:
    span = period_at(parse_iso("2026-03-29T12:00", "Europe/Berlin"), "day", "Europe/Berlin")
    assert span.until_at - span.from_at == 23 * 3_600_000_000


def test_only_periods_that_begin_inside_are_between() -> None:
    first, last = parse_iso("2026-01-15", ZONE), parse_iso("2026-04-01", ZONE)
    assert [span.name for span in periods_between(first, last, "month", ZONE)] == [
        "2026-02",
        "2026-03",
        "2026-04",
    ]
