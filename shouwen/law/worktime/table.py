"""A calendar laid out over a stretch of years: its days, its open spans, and the clock of open time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from shouwen.law.worktime.china import announced
from shouwen.law.worktime.instants import DAY, day_number
from shouwen.law.worktime.spec import WEEKDAYS, CalendarSpec, Spans
from shouwen.law.worktime.zones import Ints, first_instants

Bools = npt.NDArray[np.bool_]
_NEVER = np.iinfo(np.int64).min


class BeyondTable(Exception):
    """An instant or a count lies outside the years laid out; the calendar answers by laying out more."""


@dataclass(frozen=True)
class Table:
    """Arrays over the local days `first_day`, `first_day + 1`, ... and over the open spans in order.

    midnight    n+1  instant at which a day begins; the last is the end of the table
    close       n    when the day ends for those who work: the end of its last own span, at most 24:00;
                     24:00 on a day without spans
    days        n    days up to and with this one (a day the zone skipped is none)
    workdays    n    days with open spans of their own, up to and with this one
    unknown     n+1  days before this one whose holidays are not announced; None if all are known
    begin, end  m    open spans as instants, disjoint, not touching
    opened      m+1  open microseconds before each span, and in all
    """

    years: tuple[int, int]
    first_day: int
    midnight: Ints
    close: Ints
    days: Ints
    workdays: Ints
    unknown: Ints | None
    begin: Ints
    end: Ints
    opened: Ints

    def covers(self, low: int, high: int) -> bool:
        """Whether every instant from `low` to `high` lies inside."""
        return self._inside[0] < low and high < self._inside[1]

    def day(self, at: Ints) -> Ints:
        """Index of the day an instant lies in, its midnight included."""
        return self.midnight.searchsorted(at, side="right") - 1

    def day_ending(self, at: Ints) -> Ints:
        """Index of the day an end lies in: 24:00 still belongs to the day it closes."""
        return self.midnight.searchsorted(at, side="left") - 1

    def clock(self, at: Ints) -> Ints:
        """Open microseconds from the beginning of the table to an instant."""
        at = np.maximum(at, self.begin[0])
        span = self.begin.searchsorted(at, side="right") - 1
        return np.minimum(at, self.end[span]) - self._closed[span]

    def earliest(self, clock: Ints) -> Ints:
        """The first instant at which the clock shows that much (more than 0)."""
        span = self._within(clock, self.opened[1:].searchsorted(clock, side="left"))
        return clock + self._closed[span]

    def latest(self, clock: Ints) -> Ints:
        """The last instant at which the clock shows no more than that (less than all)."""
        span = self._within(clock, self.opened[1:].searchsorted(clock, side="right"))
        return clock + self._closed[span]

    def touches_unknown(self, begin: Ints, end: Ints) -> Bools:
        """Whether a day that is not announced lies between two instants, their own days included."""
        if self.unknown is None:
            return np.zeros(begin.shape, np.bool_)
        since, until = self._announced
        if extent(begin)[0] >= since and extent(end)[1] <= until:
            return np.zeros(begin.shape, np.bool_)  # the usual case, without a look at every day
        return self.unknown[self.day_ending(end) + 1] > self.unknown[self.day(begin)]

    def _within(self, clock: Ints, span: Ints) -> Ints:
        """The places of spans, none of which lies beyond the table."""
        if extent(clock)[0] < 0 or extent(span)[1] >= len(self.begin):
            raise BeyondTable
        return span

    @cached_property
    def _inside(self) -> tuple[int, int]:
        return int(self.midnight[0]), int(self.midnight[-1])

    @cached_property
    def _closed(self) -> Ints:
        """What must be taken from an instant of a span to get what the clock shows."""
        return self.begin - self.opened[:-1]

    @cached_property
    def _announced(self) -> tuple[int, int]:
        """The longest stretch of instants without an unannounced day."""
        assert self.unknown is not None
        edges = np.flatnonzero(np.diff(self.unknown, prepend=-1, append=self.unknown[-1] + 1))
        longest = int(np.diff(edges).argmax())
        return int(self.midnight[edges[longest]]), int(self.midnight[edges[longest + 1] - 1])


def extent(ints: Ints) -> tuple[int, int]:
    """The least and the largest; for nothing at all (0, 0), which every calendar has room for."""
    if ints.size <= 1:  # a batch of one is common, and numpy is slow at it
        only = int(ints.item()) if ints.size else 0
        return only, only
    return int(ints.min()), int(ints.max())


def lay_out(spec: CalendarSpec, zone: ZoneInfo, years: tuple[int, int]) -> Table:
    """The table of a calendar from 1 January of the first to 31 December of the last year."""
    first = day_number(date(years[0], 1, 1))
    eve_and_days = np.arange(first - 1, day_number(date(years[1] + 1, 1, 1)), dtype=np.int64)
    midnight = first_instants(np.append(eve_and_days[1:], eve_and_days[-1] + 1) * DAY, zone)
    patterns, pattern_of, known = _patterns(spec, eve_and_days)
    owner, begin, end = _spans(patterns, pattern_of, eve_and_days, zone)
    own_end = np.full(len(eve_and_days), _NEVER)
    np.maximum.at(own_end, owner, end)
    own_end, known = own_end[1:], known[1:]  # the eve was laid out for its night shift alone
    begin, end = _united(*np.clip((begin, end), midnight[0], midnight[-1]))
    return Table(
        years=years,
        first_day=first,
        midnight=midnight,
        close=np.where(own_end > _NEVER, np.minimum(own_end, midnight[1:]), midnight[1:]),
        days=np.cumsum(np.diff(midnight) > 0, dtype=np.int64),
        workdays=np.cumsum(own_end > _NEVER, dtype=np.int64),
        unknown=None if known.all() else np.append(0, np.cumsum(~known, dtype=np.int64)),
        begin=begin,
        end=end,
        opened=np.append(0, np.cumsum(end - begin, dtype=np.int64)),
    )


def _patterns(spec: CalendarSpec, numbers: Ints) -> tuple[list[Spans], Ints, Bools]:
    """The distinct spans of a day, which of them each day follows, and whether that is known."""
    patterns: list[Spans] = [()]

    def code(spans: Spans) -> int:
        if spans not in patterns:
            patterns.append(spans)
        return patterns.index(spans)

    weeks = [spec.week, *(season.week for season in spec.seasons)]
    codes = np.array([[code(spans) for spans in week] for week in weeks], np.int64)
    in_force = _seasons(spec, numbers)
    pattern_of = codes[in_force, (numbers + 3) % 7]
    known = np.ones(len(numbers), np.bool_)
    if spec.holidays == "china":
        notices = announced()
        at_work = np.isin(numbers, notices.at_work)
        pattern_of = np.where(at_work, codes[in_force, WEEKDAYS.index(spec.makeup)], pattern_of)
        pattern_of[np.isin(numbers, notices.off)] = 0
        known = (numbers >= notices.first) & (numbers < notices.until)
    for on, spans in spec.days.items():
        own = numbers == day_number(on)
        pattern_of[own], known[own] = code(spans), True
    return patterns, pattern_of, known


def _seasons(spec: CalendarSpec, numbers: Ints) -> Ints:
    """Which week is in force on each day: 0 the plain one, 1 that of the first season, ..."""
    on = numbers.astype("M8[D]")
    month = on.astype("M8[M]")
    year_day = (month.astype(np.int64) % 12 + 1) * 100 + (on - month.astype("M8[D]")).astype(np.int64) + 1
    in_force = np.zeros(len(numbers), np.int64)
    for place, season in enumerate(spec.seasons, start=1):
        first, last = (month * 100 + day for month, day in (season.from_, season.to))
        after, before = year_day >= first, year_day <= last
        in_force[after & before if first <= last else after | before] = place
    return in_force


def _spans(patterns: list[Spans], pattern_of: Ints, numbers: Ints, zone: ZoneInfo) -> tuple[Ints, Ints, Ints]:
    """Index of its day, begin and end of every span that is not empty on that day's clock."""
    owners, readings = [], []
    for place, spans in enumerate(patterns):
        of_pattern = np.flatnonzero(pattern_of == place)
        for span in spans:
            owners.append(of_pattern)
            readings.append(numbers[of_pattern, None] * DAY + np.array(span, np.int64))
    if not owners:
        return (np.empty(0, np.int64),) * 3
    owner = np.concatenate(owners)
    edges = first_instants(np.concatenate(readings).ravel(), zone).reshape(-1, 2)
    real = edges[:, 1] > edges[:, 0]
    return owner[real], edges[real, 0], edges[real, 1]


def _united(begin: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Spans in order without empty ones; those that overlap or touch made one."""
    real = end > begin
    order = np.argsort(begin[real], kind="stable")
    begin, end = begin[real][order], np.maximum.accumulate(end[real][order])
    apart = begin[1:] > end[:-1]
    return begin[np.append(True, apart)], end[np.append(apart, True)]
