"""A calendar in use: when is it due, how much has run, when to warn; exact to the microsecond."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from shouwen.law.worktime.instants import DAY, format_iso, zone_of
from shouwen.law.worktime.limits import Limit, LimitError, Unit
from shouwen.law.worktime.pauses import Pauses, running_sum
from shouwen.law.worktime.rulers import Days, OpenTime, RoundTheClock, Ruler, step
from shouwen.law.worktime.spec import CalendarSpec
from shouwen.law.worktime.table import BeyondTable, Bools, Table, extent, lay_out
from shouwen.law.worktime.zones import Ints
from shouwen.words import Words

FIRST_YEAR, LAST_YEAR = 1900, 2199
_USUAL_YEARS = (2000, 2039)
_STRETCH = 40  # years laid out more, both ways, when the table is too short

Instants = int | npt.ArrayLike
_Answer = TypeVar("_Answer")


class CalendarEnds(ValueError):
    """An instant before 1900, or a limit that runs past 2199."""


class Due(NamedTuple):
    """Due instants in the shape of the starts; `provisional` where a day not yet announced took part."""

    at: Ints
    provisional: Bools


class Calendar:
    """A CalendarSpec on the clock of one zone; it lays out its years as they are asked for.

    Instants are microseconds UTC, one or an array; answers have the shape of `start` (a 0-d array for one).
    """

    def __init__(self, name: str, spec: CalendarSpec, zone: str, *, round_the_clock: bool = False) -> None:
        self.name = name
        self.spec = spec
        self.zone = zone
        self.round_the_clock = round_the_clock
        self._laid_out: Table | None = None

    def check(self, limit: Limit) -> None:
        """LimitError for a limit that this calendar cannot measure."""
        if limit.unit == "wd" and self.round_the_clock:
            raise LimitError(
                f"{limit} counts working days, and {self.name!r} has none; name a calendar of hours"
            )

    def due(self, start: Instants, limit: Limit, pauses: Pauses | None = None) -> Due:
        """When a limit ends that began at `start` and stood still during `pauses`.

        A clock limit ends at the first instant at which it is used up (12:00, not 13:30 after lunch). One in
        days ends with its last day: at the close of the office if it opens that day, else at 24:00; the
        day of the start does not count (the idea of art. 201 and 203 of the Civil Code). A pause that begins
        before the due instant moves it: by its open time, or by the counted days it runs into.
        """
        self.check(limit)
        starts = np.asarray(start, np.int64)
        if self.round_the_clock and limit.unit == "clock" and pauses is None:
            return Due(starts + limit.count, np.zeros(starts.shape, np.bool_))
        flat = starts.ravel()
        asked = (flat,) if pauses is None else (flat, pauses.start, pauses.end)
        at, provisional = self._ask(lambda table: self._due(table, flat, limit, pauses), *asked)
        return Due(at.reshape(starts.shape), provisional.reshape(starts.shape))

    def elapsed(self, start: Instants, end: Instants, unit: Unit, pauses: Pauses | None = None) -> Ints:
        """How much of a unit ran from `start` to `end` without `pauses`; 0 if the end is not later.

        `clock` gives open microseconds, `d` and `wd` days, `w`, `mo`, `y` complete weeks, months, years, and
        `same ...` the boundaries of that unit crossed. Always `elapsed(s, due(s, limit), unit) == count`.
        """
        if unit == "wd":
            self.check(Limit(1, unit))
        starts, ends = _alike(start, end)
        if self.round_the_clock and unit == "clock" and pauses is None:
            return (ends - starts) * (ends > starts)
        low, high = starts.ravel(), ends.ravel()
        ran = self._ask(lambda table: self._elapsed(table, low, high, unit, pauses), low, high)
        return ran.reshape(starts.shape)

    def before(self, at: Instants, offset: Limit) -> Ints:
        """The latest instant from which `offset` still runs until `at`: when to warn.

        On the clock it lies in open time (one hour before 09:00 is 17:00 of the working day before, or the
        opening after a break). In days it is the close of the day so many counted days earlier, so that
        `before(due(s, 5wd), 2wd) == due(s, 3wd)`. LimitError for `same ...`.
        """
        self.check(offset)
        if offset.unit.startswith("same"):
            raise LimitError(
                f"{offset} cannot be counted back from an end; write days or hours, such as 1wd or 2h"
            )
        instants = np.asarray(at, np.int64)
        if self.round_the_clock and offset.unit == "clock":
            return instants - offset.count
        flat = instants.ravel()
        return self._ask(lambda table: self._before(table, flat, offset), flat).reshape(instants.shape)

    def provisional(self, start: Instants, end: Instants) -> Bools:
        """Whether a day whose holidays are not announced lies between `start` and `end`."""
        starts, ends = _alike(start, end)
        low, high = starts.ravel(), np.maximum(starts, ends).ravel()
        return self._ask(lambda table: table.touches_unknown(low, high), low, high).reshape(starts.shape)

    def is_open(self, at: int) -> bool:
        """Whether an instant lies in open time; the instant at which it closes does not."""
        table = self.table_over(at, at)
        span = int(table.begin.searchsorted(at, side="right")) - 1
        return span >= 0 and at < int(table.end[span])

    def spans(self, low: int, high: int) -> tuple[Ints, Ints]:
        """When open time begins and ends, span by span, from before `low` until after `high`."""
        table = self.table_over(low, high)
        return table.begin, table.end

    def _due(self, table: Table, start: Ints, limit: Limit, pauses: Pauses | None) -> tuple[Ints, Bools]:
        ruler = self._ruler(table, limit.unit)
        count = ruler.until(limit, start) if isinstance(ruler, Days) else limit.count
        ticks, resumed = ruler.begin(start) + count, start
        if pauses is not None:
            ticks, resumed = _moved(ruler, start, ticks, pauses.within(start))
        at = ruler.due(ticks, resumed)
        reckoned = start if limit.unit in ("clock", "wd") else at - 1  # else the last day alone matters
        return at, table.touches_unknown(reckoned, at)

    def _elapsed(self, table: Table, start: Ints, end: Ints, unit: Unit, pauses: Pauses | None) -> Ints:
        ruler = self._ruler(table, unit)
        ticks = ruler.end(end) - ruler.begin(start)
        if pauses is not None:
            stood = pauses.within(start, end)
            np.subtract.at(ticks, stood.row, ruler.end(stood.end) - ruler.begin(stood.start))
        ticks = np.maximum(ticks, 0) * (end > start)
        return ruler.units(start, ticks, unit) if isinstance(ruler, Days) else ticks

    def _before(self, table: Table, at: Ints, offset: Limit) -> Ints:
        ruler = self._ruler(table, offset.unit)
        if not isinstance(ruler, Days):
            return table.latest(table.clock(at) - offset.count)
        if offset.unit in ("mo", "y"):
            day = step(table.day_ending(at) + table.first_day, -offset.count, offset.unit) - table.first_day
            if extent(day)[0] < 0:
                raise BeyondTable
            return table.close[day]
        days = offset.count * (7 if offset.unit == "w" else 1)
        return table.close[ruler.day(ruler.end(at) - days)]

    def _ruler(self, table: Table, unit: Unit) -> Ruler:
        if unit == "clock":
            return RoundTheClock() if self.round_the_clock else OpenTime(table)
        return Days(table, table.workdays if unit == "wd" else table.days)

    def _ask(self, question: Callable[[Table], _Answer], *asked: Ints) -> _Answer:
        """The answer from a table long enough for it and for all instants asked about."""
        extents = [extent(instants) for instants in asked if instants.size]
        low, high = min((low for low, _ in extents), default=0), max((high for _, high in extents), default=0)
        table = self.table_over(low, high)
        while True:
            try:
                return question(table)
            except BeyondTable:
                table = self._longer(table, low, high)

    def table_over(self, low: int, high: int) -> Table:
        """The laid out years, made to hold both instants; CalendarEnds when they cannot."""
        table = self._laid_out or self._lay_out(_USUAL_YEARS)
        while not table.covers(low, high):
            table = self._longer(table, low, high)
        return table

    def _longer(self, table: Table, low: int, high: int) -> Table:
        if table.years == (FIRST_YEAR, LAST_YEAR):
            raise CalendarEnds(
                f"calendar {self.name!r} knows the years {FIRST_YEAR} to {LAST_YEAR}; instants from "
                f"{format_iso(low, 'UTC')} to {format_iso(high, 'UTC')} or limits running from them lie outside"
            )
        first, last = table.years
        return self._lay_out((max(first - _STRETCH, FIRST_YEAR), min(last + _STRETCH, LAST_YEAR)))

    def _lay_out(self, years: tuple[int, int]) -> Table:
        """A whole table takes the place of the other at once: threads share calendars."""
        self._laid_out = table = lay_out(self.spec, zone_of(self.zone), years)
        return table


def _alike(start: Instants, end: Instants) -> tuple[Ints, Ints]:
    starts, ends = np.asarray(start, np.int64), np.asarray(end, np.int64)
    if starts.shape == ends.shape:
        return starts, ends
    both = np.broadcast_arrays(starts, ends)
    return both[0], both[1]


def always(zone: str) -> Calendar:
    """The calendar every charter has: open day and night, without holidays and without working days."""
    whole_day = ((0, DAY),)
    title = Words("全天", "round the clock")
    return Calendar("always", CalendarSpec(title=title, week=(whole_day,) * 7), zone, round_the_clock=True)


def _moved(ruler: Ruler, start: Ints, ticks: Ints, pauses: Pauses) -> tuple[Ints, Ints]:
    """The tick a limit runs out with after pauses, and when it last ran again.

    The pauses are in order, apart and not before the start. Each is asked whether it begins before the
    limit would end if all earlier ones count; the first of a row that does not shuts out those behind it.
    """
    row = pauses.row
    if not len(row):
        return ticks, start
    lengths = ruler.end(pauses.end) - ruler.begin(pauses.start)
    first = np.append(True, row[1:] != row[:-1])
    resumed = np.where(first, start[row], np.append(0, pauses.end[:-1]))
    in_time = pauses.start < ruler.due(ticks[row] + running_sum(row, lengths), resumed)
    counts = (running_sum(row, (~in_time).astype(np.int64)) == 0) & in_time
    moved, runs_again = ticks.copy(), start.copy()
    np.add.at(moved, row[counts], lengths[counts])
    np.maximum.at(runs_again, row[counts], pauses.end[counts])
    return moved, runs_again
