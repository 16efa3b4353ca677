"""Holidays and swapped working days (调休) of mainland China, as far as they have been announced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from shouwen.law.worktime.instants import day_number
from shouwen.law.worktime.zones import Ints


@dataclass(frozen=True)
class Announced:
    """Day numbers off and at work by notice; only days in `first <= day < until` are known."""

    off: Ints
    at_work: Ints
    first: int
    until: int


@cache
def announced() -> Announced:
    """What the notices known to the `chinesecalendar` package say.

    A year's notice may swap the weekend before New Year's Day, so the last announced year is known only
    up to its 24 December.
    """
    from chinese_calendar.constants import holidays, workdays

    years = [on.year for on in holidays]
    return Announced(
        off=_numbers(holidays),
        at_work=_numbers(workdays),
        first=day_number(date(min(years), 1, 1)),
        until=day_number(date(max(years), 12, 25)),
    )


def _numbers(days: dict[date, str]) -> Ints:
    return np.array(sorted(day_number(on) for on in days), np.int64)
