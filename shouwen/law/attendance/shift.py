"""A planned shift, and the marks of the clock that belong to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from shouwen.law.worktime.instants import day_number, day_start
from shouwen.law.worktime.limits import HOUR, SECOND

Kind = Literal["work", "trip", "overtime"]
Way = Literal["in", "out", "exit", "seen"]
EARLIEST, LATEST = 6 * HOUR, 10 * HOUR
"""How long before its beginning and after its end somebody may clock for a shift."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A person is to be at post from `begins_at` to `ends_at`; `day` is the local day it begins on.

    A `trip` is worked elsewhere and nobody clocks; `overtime` is work on a day off, which owes no hours.
    `rest_day` says that the calendar is closed that day: a Sunday, a holiday, not a swapped working day.
    """

    id: str
    staff: str
    day: date
    begins_at: int
    ends_at: int
    kind: Kind = "work"
    rest_day: bool = False


class Mark(NamedTuple):
    """Somebody clocked in or out, did the exit formality (出门手续), or was seen at post by a leader."""

    at: int
    way: Way


class Reach(NamedTuple):
    """The marks of one shift, each sort in order."""

    ins: tuple[int, ...]
    outs: tuple[int, ...]
    exits: tuple[int, ...]
    seen: tuple[int, ...]


def reach(shift: Shift, marks: Iterable[Mark], before: Shift | None, after: Shift | None) -> Reach:
    """What of a person's marks belongs to a shift that has these neighbours.

    Between two shifts coming belongs to the later one and going to the earlier one, so that no mark counts
    twice, and a lunch hour needs no rule of its own.
    """
    since = max(shift.begins_at - EARLIEST, before.ends_at if before else shift.begins_at - EARLIEST)
    until = min(shift.ends_at + LATEST, after.begins_at if after else shift.ends_at + LATEST)
    sorted_marks = sorted(set(marks))

    def of(way: Way, low: int, high: int) -> tuple[int, ...]:
        return tuple(at for at, each in sorted_marks if each == way and low <= at <= high)

    return Reach(
        ins=of("in", since, shift.ends_at - 1),
        outs=of("out", shift.begins_at + 1, until),
        exits=of("exit", since, shift.ends_at),
        seen=of("seen", shift.begins_at, shift.ends_at),
    )


def settled_at(shift: Shift, revision: int, zone: str) -> int:
    """The instant of the `attendance.settled` fact: the end of the shift, but on the day it began.

    A night shift counts in the day and the month it began in. Every revision is a microsecond later than the
    one before, so that the last is the one that holds.
    """
    midnight = day_start(day_number(shift.day) + 1, zone)
    return min(shift.ends_at, midnight - SECOND) + revision
