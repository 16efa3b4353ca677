"""Shifts laid out over days: by the week, or on the working days of a calendar, swapped days included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from shouwen.law.worktime.calendar import Calendar
from shouwen.law.worktime.instants import DAY, day_number, day_start, zone_of
from shouwen.law.worktime.spec import Span
from shouwen.law.worktime.zones import first_instants

SUNDAY = 6
MOST_DAYS = 400


class Planned(NamedTuple):
    """One shift of a plan: its day, and when it begins and ends."""

    day: date
    begins_at: int
    ends_at: int
    rest_day: bool


@dataclass(frozen=True, slots=True)
class Week:
    """The hours of a working day, and on which days: those of the week (0 is Monday), or those a calendar opens."""

    spans: tuple[Span, ...]
    weekdays: frozenset[int] = frozenset(range(7))
    calendar: Calendar | None = None


def expand(week: Week, first_on: date, last_on: date, zone: str, rest: Calendar | None) -> Iterator[Planned]:
    """The shifts from the first to the last day; `rest` is the calendar that says what a day of rest is."""
    if not 0 <= (last_on - first_on).days < MOST_DAYS:
        raise ValueError(f"{first_on} to {last_on} is no stretch of at most {MOST_DAYS} days")
    for day in (first_on + timedelta(n) for n in range((last_on - first_on).days + 1)):
        planned = opens(week.calendar, day) if week.calendar else day.weekday() in week.weekdays
        for span in week.spans if planned else ():
            yield shift_of(day, span, zone, rest)


def shift_of(day: date, span: Span, zone: str, rest: Calendar | None) -> Planned:
    """One shift of a day; a span that ends before it begins runs into the next day."""
    begin, end = first_instants(day_number(day) * DAY + np.array(span, np.int64), zone_of(zone)).tolist()
    return Planned(day, begin, end, is_rest_day(day, rest))


def is_rest_day(day: date, rest: Calendar | None) -> bool:
    """Whether the calendar is closed that day; without a calendar, whether it is a Sunday."""
    return day.weekday() == SUNDAY if rest is None else not opens(rest, day)


def opens(calendar: Calendar, day: date) -> bool:
    """Whether a calendar has hours of its own on a day, holidays and swapped working days regarded."""
    number = day_number(day)
    start = day_start(number, calendar.zone)
    table = calendar.table_over(start - DAY, start + DAY)
    place = number - table.first_day
    before = int(table.workdays[place - 1]) if place else 0
    return int(table.workdays[place]) > before
