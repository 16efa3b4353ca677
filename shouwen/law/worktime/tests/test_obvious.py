"""The calendar against a slow and obvious one: it ticks minute by minute and walks day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwen.law.worktime.calendar import Calendar
from shouwen.law.worktime.instants import from_datetime, to_datetime, zone_of
from shouwen.law.worktime.limits import HOUR, MINUTE, Limit, Unit
from shouwen.law.worktime.pauses import Pauses
from shouwen.law.worktime.spec import Spans
from shouwen.law.worktime.tests.inventions import sound_specs
from shouwen.law.worktime.tests.offices import SHANGHAI, at, office

pytestmark = pytest.mark.slow
quick = settings(max_examples=60)
Stood = list[tuple[int, int]]


class Obvious:
    """Answers from the spec alone, without tables; whole minutes and clocks that never change only."""

    def __init__(self, calendar: Calendar) -> None:
        self.spec, self.zone = calendar.spec, calendar.zone

    def spans(self, on: date) -> Spans:
        week = self.spec.week_on((on.month, on.day))
        if on in self.spec.days:
            return self.spec.days[on]
        if self.spec.holidays == "china" and on in chinese_calendar.constants.workdays:
            return week[0]
        if self.spec.holidays == "china" and on in chinese_calendar.constants.holidays:
            return ()
        return week[on.weekday()]

    def is_open(self, minute: int) -> bool:
        local = to_datetime(minute, self.zone)
        since = local.hour * HOUR + local.minute * MINUTE
        today, eve = self.spans(local.date()), self.spans(local.date() - timedelta(days=1))
        return any(a <= since < b for a, b in today) or any(since < b - 24 * HOUR for _, b in eve)

    def running(self, start: int, pauses: Stood) -> Iterator[int]:
        """The minutes from `start` on in which the clock runs."""
        minute = start
        while True:
            if self.is_open(minute) and not any(a <= minute < b for a, b in pauses):
                yield minute
            minute += MINUTE

    def due(self, start: int, minutes: int, pauses: Stood) -> int:
        running = self.running(start, pauses)
        return [next(running) for _ in range(minutes)][-1] + MINUTE

    def day(self, us: int) -> date:
        return to_datetime(us, self.zone).date()

    def midnight(self, on: date) -> int:
        return from_datetime(datetime.combine(on, time(), zone_of(self.zone)))

    def close(self, on: date, resumed: int) -> int:
        end = self.midnight(on + timedelta(days=1))
        last = [self.midnight(on) + b for _, b in self.spans(on)]
        return min(last[-1], end) if last and min(last[-1], end) >= resumed else end

    def due_day(self, start: int, days: int, unit: Unit, pauses: Stood) -> int:
        """Walk on to the last day; then, as long as a pause begins before its close and ends later, walk on."""
        on, left, resumed = self.day(start), days, start
        while left:
            on += timedelta(days=1)
            entered = any(self.day(a) < on <= self.day(b - 1) for a, b in pauses if b > start)
            left -= not entered and (unit == "d" or bool(self.spans(on)))
        while True:
            before = [b for a, b in pauses if a < self.close(on, resumed) and b > start]
            if max(before, default=resumed) <= resumed:
                return self.close(on, resumed)
            resumed = max(before)
            on = max(on, self.day(resumed - 1))


minutes = st.one_of(st.integers(0, 4000), st.integers(0, 26_000))
pauses = st.lists(st.tuples(minutes, st.integers(1, 6000)), max_size=3)
starts = st.sampled_from([at("2024-02-02"), at("2026-02-12"), at("2026-03-13"), at("2026-09-29")])


def stood(start: int, drawn: list[tuple[int, int]]) -> Stood:
    return [(start + (a - 1440) * MINUTE, start + (a - 1440 + length) * MINUTE) for a, length in drawn]


@quick
@given(sound_specs, starts, minutes, pauses, st.integers(1, 3000))
def test_clock_equals_counting_minutes(
    spec: dict[str, Any], epoch: int, later: int, drawn: list[tuple[int, int]], length: int
) -> None:
    calendar, start = office(**spec, zone=SHANGHAI), epoch + later * MINUTE
    paused = stood(start, drawn)
    expected = Obvious(calendar).due(start, length, paused)
    assert calendar.due(start, Limit(length * MINUTE, "clock"), Pauses.of([paused])).at == expected


@quick
@given(sound_specs, starts, minutes, pauses, st.integers(0, 12), st.sampled_from(["d", "wd"]))
def test_days_equal_walking_from_day_to_day(
    spec: dict[str, Any], epoch: int, later: int, drawn: list[tuple[int, int]], days: int, unit: Unit
) -> None:
    calendar, start = office(**spec, zone=SHANGHAI), epoch + later * MINUTE
    paused = stood(start, drawn)
    limit = Limit(days, unit) if days else Limit(0, "same day")
    expected = Obvious(calendar).due_day(start, days, "d" if not days else unit, paused)
    assert calendar.due(start, limit, Pauses.of([paused])).at == expected
