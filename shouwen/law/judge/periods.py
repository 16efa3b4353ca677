"""Calendar periods of a zone: days, ISO weeks, months, quarters, years, as names and as instants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from shouwen.law.judge.rules import Period
from shouwen.law.worktime.instants import day_date, day_number, day_start, local_day

if TYPE_CHECKING:
    from shouwen.law.worktime.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Span:
    """A period: its name (2026-03-04, 2026-W10, 2026-03, 2026-Q1, 2026), its instants [from_at, until_at)."""

    name: str
    from_at: int
    until_at: int


def period_at(at: int, every: Period, zone: str) -> Span:
    """The period an instant lies in."""
    return _period_on(_first_day(local_day(at, zone), every), every, zone)


class Periods:
    """The periods of instants asked for one after the other; quick when neighbours lie in the same one."""

    def __init__(self, every: Period, zone: str) -> None:
        self.every, self.zone = every, zone
        self._last = Span("", 0, 0)

    def at(self, at: int) -> Span:
        """The period an instant lies in."""
        if not self._last.from_at <= at < self._last.until_at:
            self._last = period_at(at, self.every, self.zone)
        return self._last


def period_named(name: str, zone: str) -> Span:
    """The period of a name. Errors: ValueError for a text that names none."""
    if "-W" in name:
        return _period_on(day_number(date.fromisoformat(f"{name}-1")), "week", zone)
    if "-Q" in name:
        year, quarter = name.split("-Q")
        return _period_on(day_number(date(int(year), 3 * int(quarter) - 2, 1)), "quarter", zone)
    every: Period = "year" if len(name) == 4 else "month" if len(name) == 7 else "day"
    first = {"year": f"{name}-01-01", "month": f"{name}-01", "day": name}[every]
    return _period_on(day_number(date.fromisoformat(first)), every, zone)


def ordinal(at: int, every: Period, zone: str) -> int:
    """The number of the period an instant lies in: of two that follow one another the numbers do."""
    first = _first_day(local_day(at, zone), every)
    on = day_date(first)
    match every:
        case "day":
            return first
        case "week":
            return (first + 3) // 7  # day 0 was a Thursday
        case "month":
            return on.year * 12 + on.month
        case "quarter":
            return on.year * 4 + (on.month - 1) // 3
        case "year":
            return on.year


def months_before(at: int, months: int, zone: str) -> int:
    """The instant so many months earlier, as long after midnight; a day the month does not have is its last."""
    day = local_day(at, zone)
    return day_before(day, months, zone) + at - day_start(day, zone)


def day_before(day: int, months: int, zone: str) -> int:
    """Midnight of the day so many months before a local day."""
    on = day_date(day)
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return day_start(day_number(date(year, month + 1, min(on.day, last))), zone)


def open_days(calendar: Calendar, low: int, high: int) -> Mapping[int, int]:
    """The local days with open time between two instants, numbered so that of two that follow the numbers do."""
    table = calendar.table_over(low, high)
    first, last = (
        local_day(low, calendar.zone) - table.first_day,
        local_day(high, calendar.zone) - table.first_day,
    )
    found: dict[int, int] = {}
    for place in range(first, last + 1):
        number = int(table.workdays[place])
        if number > (int(table.workdays[place - 1]) if place else 0):
            found[table.first_day + place] = number
    return found


def periods_between(from_at: int, until_at: int, every: Period, zone: str) -> Iterator[Span]:
    """The periods that begin at or after `from_at` and at or before `until_at`, in order."""
    span = period_at(from_at, every, zone)
    if span.from_at < from_at:
        span = period_at(span.until_at, every, zone)
    while span.from_at <= until_at:
        yield span
        span = period_at(span.until_at, every, zone)


@lru_cache(maxsize=100_000)
def _first_day(day: int, every: Period) -> int:
    on = day_date(day)
    match every:
        case "day":
            return day
        case "week":
            return day - on.weekday()
        case "month":
            return day - on.day + 1
        case "quarter":
            return day_number(date(on.year, on.month - (on.month - 1) % 3, 1))
        case "year":
            return day_number(date(on.year, 1, 1))


@lru_cache(maxsize=100_000)
def _period_on(first: int, every: Period, zone: str) -> Span:
    on = day_date(first)
    return Span(_name(on, every), day_start(first, zone), day_start(day_number(_next(on, every)), zone))


def _name(on: date, every: Period) -> str:
    match every:
        case "day":
            return on.isoformat()
        case "week":
            year, week, _ = on.isocalendar()
            return f"{year:04}-W{week:02}"
        case "month":
            return f"{on.year:04}-{on.month:02}"
        case "quarter":
            return f"{on.year:04}-Q{(on.month + 2) // 3}"
        case "year":
            return f"{on.year:04}"


def _next(on: date, every: Period) -> date:
    match every:
        case "day":
            return on + timedelta(days=1)
        case "week":
            return on + timedelta(days=7)
        case "month":
            return (on + timedelta(days=31)).replace(day=1)
        case "quarter":
            return (on + timedelta(days=92)).replace(day=1)
        case "year":
            return date(on.year + 1, 1, 1)
