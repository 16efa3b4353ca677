"""Local clocks as arrays: the first instant at which a zone's clock shows a given reading."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from shouwen.law.worktime.instants import DAY, EPOCH
from shouwen.law.worktime.limits import SECOND

Ints = npt.NDArray[np.int64]

_STRETCH = 4000  # days; calendars of one zone then share what was found
_HOP = 4  # days between two looks at the offset; no zone has changed its clocks twice in so few


def first_instants(readings: Ints, zone: ZoneInfo) -> Ints:
    """For local readings (microseconds since 1970-01-01 00:00 local) the first instant not before them.

    A reading shown twice means its first showing; one that was skipped means the moment of the change.
    """
    if not len(readings):
        return readings
    first, last = int(readings.min()) // DAY - 2, int(readings.max()) // DAY + 2
    changes, offsets = _changes(first // _STRETCH, last // _STRETCH + 1, zone)
    shown_until = np.maximum.accumulate(changes + offsets[:-1])
    stretch = np.searchsorted(shown_until, readings, side="right")
    since = np.concatenate([[np.iinfo(np.int64).min], changes])
    instants: Ints = np.maximum(since[stretch], readings - offsets[stretch])
    return instants


@lru_cache(maxsize=64)
def _changes(first: int, last: int, zone: ZoneInfo) -> tuple[Ints, Ints]:
    """Instants at which the offset changes, in stretches of days; the offsets before, between and after."""
    first, last = first * _STRETCH, last * _STRETCH
    changes, offsets = [], [_offset(first * DAY, zone)]
    for day in range(first, last, _HOP):
        low, high = day * DAY, (day + _HOP) * DAY
        after = _offset(high, zone)
        if after == offsets[-1]:
            continue
        while high - low > SECOND:
            middle = (low + high) // 2 // SECOND * SECOND
            low, high = (middle, high) if _offset(middle, zone) == offsets[-1] else (low, middle)
        changes.append(high)
        offsets.append(after)
    return np.array(changes, np.int64), np.array(offsets, np.int64)


def _offset(at: int, zone: ZoneInfo) -> int:
    offset = (EPOCH + timedelta(microseconds=at)).astimezone(zone).utcoffset()
    assert offset is not None
    return offset // timedelta(microseconds=1)
