"""What a limit is measured with. Every unit counts ticks that never run backwards:
the clock counts open microseconds, the day rulers count days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from shouwen.law.worktime.limits import Limit, Unit
from shouwen.law.worktime.table import BeyondTable, Table, extent
from shouwen.law.worktime.zones import Ints


class Ruler(Protocol):
    """Ticks at an instant that begins a stretch and at one that ends it, and the way back."""

    def begin(self, at: Ints) -> Ints: ...
    def end(self, at: Ints) -> Ints: ...
    def due(self, ticks: Ints, resumed: Ints) -> Ints:
        """The instant a limit ends that runs out with that tick and was last started or resumed then."""
        ...


class RoundTheClock:
    """The clock that never stands; needs no table."""

    def begin(self, at: Ints) -> Ints:
        return at

    end = begin

    def due(self, ticks: Ints, resumed: Ints) -> Ints:
        return ticks


@dataclass(frozen=True)
class OpenTime:
    """The clock of open time; a limit ends at the first instant that shows the tick."""

    table: Table

    def begin(self, at: Ints) -> Ints:
        return self.table.clock(at)

    end = begin

    def due(self, ticks: Ints, resumed: Ints) -> Ints:
        return self.table.earliest(ticks)


@dataclass(frozen=True)
class Days:
    """Days, all or working ones (`count` is a column of the table); the day of the start is not counted."""

    table: Table
    count: Ints

    def begin(self, at: Ints) -> Ints:
        return self.count[self.table.day(at)]

    def end(self, at: Ints) -> Ints:
        return self.count[self.table.day_ending(at)]

    def due(self, ticks: Ints, resumed: Ints) -> Ints:
        """The close of that day; its 24:00 when the office had closed before the clock ran again.

        A pause that ends on a day that does not count (a Sunday, in working days) takes the end along.
        """
        day = np.maximum(self.day(ticks), self.table.day_ending(resumed))
        close = self.table.close[day]
        return np.where(close >= resumed, close, self.table.midnight[day + 1])

    def day(self, ticks: Ints) -> Ints:
        """Index of the first day that shows the tick."""
        day = self.count.searchsorted(ticks, side="left")
        if (ticks.size and extent(ticks)[0] <= 0) or extent(day)[1] >= len(self.count):
            raise BeyondTable
        return day

    def until(self, limit: Limit, start: Ints) -> Ints | np.int64:
        """Ticks from each start to the last day of a limit in days, weeks, months or years."""
        if limit.unit == "wd":
            return np.int64(limit.count)
        first = self.table.day(start)
        last = step(first + self.table.first_day, limit.count, limit.unit) - self.table.first_day
        if extent(last)[1] >= len(self.count):
            raise BeyondTable
        return self.count[last] - self.count[first]

    def units(self, start: Ints, ticks: Ints, unit: Unit) -> Ints:
        """So many days after each start as whole weeks, months, ...; for `same ...` boundaries crossed."""
        if unit in ("d", "wd"):
            return ticks
        if unit == "w":
            return ticks // 7
        first = self.table.day(start)
        last = self.day(self.count[first] + ticks)
        return crossed(first + self.table.first_day, last + self.table.first_day, unit)


def step(day: Ints, count: int, unit: Unit) -> Ints:
    """The day number a limit starting on `day` ends on; a month without that day ends on its last."""
    if unit in ("mo", "y"):
        return _months_on(day, count * (12 if unit == "y" else 1))
    if unit == "same week":
        return day + 6 - (day + 3) % 7
    if unit == "same month":
        return (_month(day) + 1).astype("M8[M]").astype("M8[D]").astype(np.int64) - 1
    return day + {"d": 1, "w": 7, "same day": 0}[unit] * count


def crossed(first: Ints, last: Ints, unit: Unit) -> Ints:
    """Whole months or years between two day numbers, or days, weeks, months begun since the first."""
    if unit == "same day":
        return last - first
    if unit == "same week":
        return (last + 3) // 7 - (first + 3) // 7
    months = _month(last) - _month(first)
    if unit == "same month":
        return months
    months -= _months_on(first, months) > last
    return months // 12 if unit == "y" else months


def _month(day: Ints) -> Ints:
    return day.astype("M8[D]").astype("M8[M]").astype(np.int64)


def _months_on(day: Ints, count: int | Ints) -> Ints:
    month = _month(day)
    of_month = day - _first_of(month)
    return np.minimum(_first_of(month + count) + of_month, _first_of(month + count + 1) - 1)


def _first_of(month: Ints) -> Ints:
    return month.astype("M8[M]").astype("M8[D]").astype(np.int64)
