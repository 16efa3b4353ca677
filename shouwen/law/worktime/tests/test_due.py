"""Worked examples of due times, each with its neighbour on the other side of the boundary."""

from __future__ import annotations

import pytest

from shouwen.law.worktime.calendar import always
from shouwen.law.worktime.tests.offices import SHANGHAI, due

ALWAYS = always(SHANGHAI)


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        ("2026-03-02 08:30", "1h", "2026-03-02 09:30"),
        ("2026-03-02 08:00", "1h", "2026-03-02 09:30"),  # before opening: counted from 08:30
        ("2026-03-02 11:00", "1h", "2026-03-02 12:00"),  # used up at noon, not after lunch
        ("2026-03-02 11:00", "1h1s".replace("1s", "1min"), "2026-03-02 13:31"),
        ("2026-03-02 12:00", "1min", "2026-03-02 13:31"),
        ("2026-03-02 12:30", "1min", "2026-03-02 13:31"),
        ("2026-03-06 17:00", "30min", "2026-03-06 17:30"),
        ("2026-03-06 17:00", "31min", "2026-03-09 08:31"),  # over the weekend
        ("2026-03-06 17:30", "1min", "2026-03-09 08:31"),
        ("2026-03-02 08:30", "37h30min", "2026-03-06 17:30"),
    ],
)
def test_clock_runs_on_open_time_only(start: str, limit: str, expected: str) -> None:
    assert due(start, limit) == expected
