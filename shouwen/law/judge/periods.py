"""Calendar periods of a zone: days, ISO weeks, months, quarters, years, as names and as instants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from shouwen.law.judge.rules import Period
from shouwen.law.worktime.instants import day_date, day_number, day_start, local_day


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
