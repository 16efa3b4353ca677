"""The tables for SQL engines say what the calendars say: their formulas, evaluated by look-ups alone."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from shouwen.law.worktime.calendar import Calendar, always
from shouwen.law.worktime.instants import DAY
from shouwen.law.worktime.limits import Limit, Unit, parse_limit
from shouwen.law.worktime.sql import CLOCK_BUCKET, Columns, SqlTables, sql_tables
from shouwen.law.worktime.tests.offices import HALL, SHANGHAI, at, office
from shouwen.law.worktime.zones import Ints

NIGHT = office(
    {"mon-sun": ["00:30-05:00", "07:00-07:01", "12:00-13:00", "22:00-00:15"]},
    "Europe/London",
    holidays="none",
)
HAVANA = office({"mon-sat": "08:00-17:00"}, "America/Havana", holidays="none")
OFFICES = [HALL, always(SHANGHAI), NIGHT, HAVANA]
LOW, HIGH = at("2025-10-01"), at("2027-06-01")


class Joined:
    """The tables seen from one calendar; every method is one line of the documentation."""

    def __init__(self, tables: SqlTables, calendar: int) -> None:
        self.month = tables.month
        mine = {name: tables[place]["calendar"] == calendar for place, name in enumerate(tables._fields[:3])}
        self.day = {name: column[mine["day"]] for name, column in tables.day.items()}
        self.clock_back = {name: column[mine["clock"]] for name, column in tables.clock.items()}
        self.workday = {name: column[mine["workday"]] for name, column in tables.workday.items()}

    def clock(self, t: Ints) -> Ints:
        row = join(self.day, t // DAY)
        pieces = [
            np.clip(t - row[b], 0, row[e] - row[b])
            for b, e in zip(numbered(row, "begin"), numbered(row, "end"), strict=True)
        ]
        return row["opened"] + sum(pieces)

    def way_back(self, w: Ints, latest: bool) -> Ints:
        row = join(self.clock_back, (w if latest else w - 1) // CLOCK_BUCKET)
        pairs = zip(numbered(row, "cut"), numbered(row, "jump"), strict=True)
        return (
            w
            + row["shift"]
            + sum(np.where((w >= row[c]) if latest else (w > row[c]), row[j], 0) for c, j in pairs)
        )

    def day_begin(self, t: Ints) -> Ints:
        row = join(self.day, t // DAY)
        return row["eve"] + (t >= row["midnight_1"]) + (t >= row["midnight_2"])

    def day_end(self, t: Ints) -> Ints:
        row = join(self.day, t // DAY)
        return row["eve"] + (t > row["midnight_1"]) + (t > row["midnight_2"])

    def last_day(self, s: Ints, limit: Limit) -> Ints:
        first = self.day_begin(s)
        if limit.unit == "wd":
            return join(self.workday, join(self.day, first)["workdays"] + limit.count)["day"]
        if limit.unit in ("mo", "y", "same month"):
            here = join(self.day, first)
            month = join(self.month, here["month"] + limit.count * (12 if limit.unit == "y" else 1))
            of_month = 31 if limit.unit == "same month" else here["month_day"]
            return month["first"] + np.minimum(of_month, month["days"] - 1)
        if limit.unit == "same week":
            return first + 6 - (first + 3) % 7
        return first + limit.count * (7 if limit.unit == "w" else 1)

    def due(self, s: Ints, limit: Limit) -> tuple[Ints, Any]:
        if limit.unit == "clock":
            due = self.way_back(self.clock(s) + limit.count, latest=False)
            first, last = self.day_begin(s), self.day_end(due)
        else:
            last = self.last_day(s, limit)
            row = join(self.day, last)
            due = np.where(row["close"] >= s, row["close"], row["next_midnight"])
            first = self.day_begin(s) if limit.unit == "wd" else last
        return due, join(self.day, last)["unknown_through"] > join(self.day, first)["unknown_before"]

    def elapsed(self, s: Ints, e: Ints, unit: Unit) -> Ints:
        if unit == "clock":
            return self.clock(e) - self.clock(s)
        first, last = self.day_begin(s), self.day_end(e)
        if unit == "wd":
            return join(self.day, last)["workdays"] - join(self.day, first)["workdays"]
        return (last - first) // (7 if unit == "w" else 1)


def numbered(row: Columns, name: str) -> list[str]:
    return [column for column in row if column.startswith(f"{name}_")]


def join(table: Columns, n: Ints) -> Columns:
    """An equi-join on `n`; a key without a row is an error."""
    rows = {int(key): place for place, key in enumerate(table["n"])}
    assert len(rows) == len(table["n"])
    places = [rows[int(key)] for key in n]
    return {name: column[places] for name, column in table.items()}


@cache
def tables() -> SqlTables:
    return sql_tables(OFFICES, LOW, HIGH)


def instants(calendar: Calendar) -> Ints:
    """Random instants, and every edge of a week in spring, autumn and at the year's end, with its neighbours."""
    table = calendar.table_over(LOW, HIGH)
    edges = np.concatenate([table.begin, table.end, table.midnight])
    weeks = [at(day) for day in ("2025-10-23", "2026-02-13", "2026-03-05", "2026-03-26", "2026-12-28")]
    edges = np.concatenate([edges[(edges >= week) & (edges < week + 9 * DAY)] for week in weeks])
    drawn = np.random.default_rng(1).integers(LOW, at("2027-02-01"), 300)
    return np.concatenate([drawn, edges - 1, edges, edges + 1])


LIMITS = ["1s", "7min", "1h", "8h", "55h", "1d", "3d", "1wd", "7wd", "2w", "1mo", "3mo"]
LIMITS += ["same day", "same week", "same month"]
ASKED = [
    (place, limit)
    for place, calendar in enumerate(OFFICES)
    for limit in LIMITS
    if not (limit.endswith("wd") and calendar.round_the_clock)
]


@pytest.mark.parametrize(("place", "limit"), ASKED)
def test_formulas_over_the_tables_equal_the_calendar(place: int, limit: str) -> None:
    calendar, joined, start = OFFICES[place], Joined(tables(), place), instants(OFFICES[place])
    asked = parse_limit(limit)
    due, provisional = joined.due(start, asked)
    expected = calendar.due(start, asked)
    assert np.array_equal(due, expected.at)
    assert np.array_equal(provisional, expected.provisional)
    if asked.unit in ("clock", "d", "wd", "w"):
        assert np.array_equal(joined.elapsed(start, due, asked.unit), np.full(len(start), asked.count))
        end = np.sort(start)[::-1]
        later = end > start
        assert np.array_equal(
            joined.elapsed(start, end, asked.unit)[later], calendar.elapsed(start, end, asked.unit)[later]
        )


@pytest.mark.parametrize("place", [0, 2, 3])
def test_looking_back_over_the_tables_equals_the_calendar(place: int) -> None:
    calendar, joined, end = OFFICES[place], Joined(tables(), place), instants(OFFICES[place])
    offset = parse_limit("90min")
    end = end[end > LOW + 9 * DAY]
    assert np.array_equal(
        joined.way_back(joined.clock(end) - offset.count, latest=True), calendar.before(end, offset)
    )


def test_calendars_are_padded_to_the_same_columns() -> None:
    assert set(np.unique(tables().day["calendar"])) == {0, 1, 2, 3}
    assert len({len(column) for column in tables().day.values()}) == 1
    assert len(numbered(tables().day, "begin")) > 2
    assert "calendar" not in tables().month
