"""Holidays and swapped working days against the collected notices of the State Council."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from shouwen.law.worktime.instants import day_number
from shouwen.law.worktime.tests.offices import HALL, at

FIRST, UNTIL = date(2008, 1, 1), date(2027, 1, 1)


def noticed(folder: Path) -> dict[date, bool]:
    """Whether a day is off, for the days that a notice names; late December stands in the next year's."""
    named = {}
    for file in sorted(folder.glob("20*.json")):
        for day in json.loads(file.read_text(encoding="utf-8"))["days"]:
            named[date.fromisoformat(day["date"])] = day["isOffDay"]
    return named


def test_every_working_day_since_2008_agrees_with_the_notices(shared_data: Path) -> None:
    named = noticed(shared_data / "calendar_cn")
    days = [FIRST + timedelta(days=n) for n in range((UNTIL - FIRST).days)]
    expected = [not named.get(on, on.weekday() >= 5) for on in days]
    table = HALL.table_over(at("2007-12-31"), at("2027-01-02"))
    index = np.array([day_number(on) - table.first_day for on in days])
    works = np.diff(table.workdays)[index - 1] == 1
    assert [on for on, a, b in zip(days, expected, works, strict=True) if a != b] == []
    assert sum(expected) > 4500


def test_only_announced_days_are_known() -> None:
    table = HALL.table_over(at("2003-01-01"), at("2028-01-01"))
    assert table.unknown is not None
    known = np.flatnonzero(np.diff(table.unknown) == 0) + table.first_day
    assert known[0] == day_number(date(2004, 1, 1))
    assert known[-1] == day_number(date(2026, 12, 24))
    assert len(known) == known[-1] - known[0] + 1
