"""Deadlines a second: `worktime` beside pandas CustomBusinessHour and the `business-duration` package.

All are asked the same questions in one process: starts in 2025 and 2026, the announced holidays, a limit of
eight open hours. Neither yardstick knows a swapped working day, so questions that touch one are left out for
all, and the answers must be equal. The yardsticks take one question at a time and are slow, so they get a
sample; `worktime` is measured on half a million at once and, as they are, one at a time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import time as clock_time
from typing import Any, TypedDict

import numpy as np

from shouwen.law.worktime.calendar import Calendar
from shouwen.law.worktime.china import announced
from shouwen.law.worktime.instants import day_date, parse_iso, to_datetime
from shouwen.law.worktime.limits import parse_limit
from shouwen.law.worktime.spec import CalendarSpec

ZONE = "Asia/Shanghai"
LIMIT = parse_limit("8h")
MANY, ONE_BY_ONE, SAMPLE = 500_000, 2_000, 400


class Row(TypedDict):
    """One measurement: questions answered a second, and how many times that of the yardstick of its group."""

    question: str
    by: str
    asked: int
    per_second: float
    ratio: float


def run() -> list[Row]:
    """The measurements; AssertionError when a yardstick gives another answer than `worktime`."""
    return [*_due_beside_pandas(), *_elapsed_beside_business_duration()]


def _due_beside_pandas() -> list[Row]:
    import pandas as pd

    hall = _hall("08:30-12:00", "13:30-17:30")
    offset = pd.offsets.CustomBusinessHour(
        n=8, start=["08:30", "13:30"], end=["12:00", "17:30"], holidays=_closed()
    )
    starts = _plain_starts(hall)
    stamps = [_naive(start) for start in starts[:SAMPLE]]
    theirs, found = _per_second(lambda: [pd.Timestamp(stamp) + offset for stamp in stamps], SAMPLE)
    assert [_naive(due) for due in hall.due(starts[:SAMPLE], LIMIT).at] == [f.to_pydatetime() for f in found]
    return _rows(
        "due in 8 open hours, lunch closed", "pandas CustomBusinessHour", theirs, *_ours(hall, starts)
    )


def _elapsed_beside_business_duration() -> list[Row]:
    from business_duration import businessDuration

    hall = _hall("09:00-17:00")
    starts = _plain_starts(hall)
    ends = hall.due(starts, LIMIT).at
    pairs = [(_naive(start), _naive(end)) for start, end in zip(starts[:SAMPLE], ends[:SAMPLE], strict=True)]
    hours = {"starttime": clock_time(9), "endtime": clock_time(17), "holidaylist": _closed(), "unit": "sec"}
    theirs, found = _per_second(lambda: [businessDuration(*pair, **hours) for pair in pairs], SAMPLE)
    assert np.allclose(found, LIMIT.limit_s or 0)
    many, _ = _per_second(lambda: hall.elapsed(starts, ends, "clock"), MANY)
    few = list(zip(starts[:ONE_BY_ONE].tolist(), ends[:ONE_BY_ONE].tolist(), strict=True))
    one, _ = _per_second(lambda: [hall.elapsed(*pair, "clock") for pair in few], ONE_BY_ONE)
    return _rows("open time between two instants", "business-duration", theirs, many, one)


def _ours(hall: Calendar, starts: Any) -> tuple[float, float]:
    many, _ = _per_second(lambda: hall.due(starts, LIMIT), MANY)
    few = starts[:ONE_BY_ONE].tolist()
    one, _ = _per_second(lambda: [hall.due(start, LIMIT) for start in few], ONE_BY_ONE)
    return many, one


def _rows(question: str, yardstick: str, theirs: float, many: float, one: float) -> list[Row]:
    measured = [
        ("worktime, half a million at once", MANY, many),
        ("worktime, one at a time", ONE_BY_ONE, one),
        (f"{yardstick}, one at a time", SAMPLE, theirs),
    ]
    return [Row(question=question, by=by, asked=n, per_second=x, ratio=x / theirs) for by, n, x in measured]


def _hall(*spans: str) -> Calendar:
    spec = {"title": {"zh": "营业厅", "en": "Hall"}, "week": {"mon-fri": list(spans)}, "holidays": "china"}
    return Calendar("hall", CalendarSpec.model_validate(spec), ZONE)


def _closed() -> list[Any]:
    return [day_date(day) for day in announced().off]


def _plain_starts(hall: Calendar) -> Any:
    """Starts in open time whose eight hours touch no swapped working day and end before the last known day."""
    low, high = parse_iso("2025-01-02", ZONE), parse_iso("2026-12-20", ZONE)
    drawn = np.random.default_rng(2026).integers(low // 10**6, high // 10**6, 6 * MANY) * 10**6
    is_open = hall.elapsed(drawn, drawn + 10**6, "clock") > 0
    due = hall.due(drawn, LIMIT).at
    swapped = np.array([parse_iso(str(day_date(day)), ZONE) for day in announced().at_work])
    touched = np.searchsorted(swapped, due) > np.searchsorted(swapped, drawn - 86_400 * 10**6)
    plain = drawn[is_open & ~touched]
    assert len(plain) >= MANY
    return plain[:MANY]


def _naive(us: int) -> Any:
    return to_datetime(int(us), ZONE).replace(tzinfo=None)


def _per_second(work: Callable[[], Any], count: int) -> tuple[float, Any]:
    """Answers a second, the better of two runs, and the answer."""
    best, answer = float("inf"), None
    for _ in range(2):
        begun = time.perf_counter()
        answer = work()
        best = min(best, time.perf_counter() - begun)
    return count / best, answer


def main() -> None:
    """Print the measurements as a table."""
    question = ""
    for row in run():
        if row["question"] != question:
            question = row["question"]
            print(f"\n{question}")
        print(f"  {row['by']:<42}{row['per_second']:>16,.0f} a second{row['ratio']:>12,.0f} x")


if __name__ == "__main__":
    main()
