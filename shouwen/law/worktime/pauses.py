"""Pauses of many clocks at once: ragged lists as flat arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shouwen.law.worktime.zones import Ints


@dataclass(frozen=True)
class Pauses:
    """Stretches in which clocks stood: `row` is the place in the array of starts, `start` and `end` instants.

    They may come in any order and overlap; ValueError when one ends before it starts.
    """

    row: Ints
    start: Ints
    end: Ints

    def __post_init__(self) -> None:
        for name in ("row", "start", "end"):
            object.__setattr__(self, name, np.atleast_1d(np.asarray(getattr(self, name), np.int64)))
        if not len(self.row) == len(self.start) == len(self.end):
            raise ValueError("row, start and end of pauses differ in length")
        if (self.end < self.start).any():
            place = int(np.argmax(self.end < self.start))
            raise ValueError(f"the pause in row {self.row[place]} ends before it starts")

    @classmethod
    def of(cls, rows: Iterable[Sequence[tuple[int, int]]]) -> Pauses:
        """From one list of (start, end) for each row."""
        flat = [(row, *pause) for row, pauses in enumerate(rows) for pause in pauses]
        return cls(*np.array(flat, np.int64).reshape(-1, 3).T)

    def within(self, low: Ints, high: Ints | None = None) -> Pauses:
        """Cut to what lies between `low` and `high` of their rows, in order, overlapping ones united."""
        start = np.maximum(self.start, low[self.row])
        end = self.end if high is None else np.minimum(self.end, high[self.row])
        real = end > start
        return _united(self.row[real], start[real], end[real])


def _united(row: Ints, start: Ints, end: Ints) -> Pauses:
    if not len(row):
        return Pauses(row, start, end)
    order = np.lexsort((start, row))
    row, start, end = row[order], start[order], end[order]
    end = _running_max(row, end)
    apart = (row[1:] != row[:-1]) | (start[1:] > end[:-1])
    first, last = np.append(True, apart), np.append(apart, True)
    return Pauses(row[first], start[first], end[last])


def _running_max(row: Ints, value: Ints) -> Ints:
    """The largest value so far within each row; rows are in order.

    Values are replaced by their ranks, so that row and rank fit into one number and no row sees another's.
    """
    ranked, rank = np.unique(value, return_inverse=True)
    so_far = np.maximum.accumulate(row * len(ranked) + rank)
    running: Ints = ranked[so_far % len(ranked)]
    return running


def running_sum(row: Ints, value: npt.NDArray[np.int64]) -> Ints:
    """The sum of the values before each one within its row; rows are in order."""
    before = np.cumsum(value) - value
    first = np.append(True, row[1:] != row[:-1])
    running: Ints = before - before[first][np.cumsum(first) - 1]
    return running
