"""Worked examples of what ran, of looking back, and of asking for many at once."""

from __future__ import annotations

import numpy as np
import pytest

from shouwen.law.worktime.calendar import always
from shouwen.law.worktime.limits import HOUR, MINUTE, LimitError, Unit, parse_limit
from shouwen.law.worktime.pauses import Pauses
from shouwen.law.worktime.tests.offices import HALL, SHANGHAI, at, local, office


@pytest.mark.parametrize(
    ("start", "end", "unit", "count"),
    [
        ("2026-03-02 11:00", "2026-03-02 14:00", "clock", 90 * MINUTE),
        ("2026-03-02 12:00", "2026-03-02 13:30", "clock", 0),
        ("2026-03-06 17:00", "2026-03-09 09:00", "clock", HOUR),
        ("2026-03-02 09:00", "2026-03-02 23:00", "d", 0),
        ("2026-03-02 09:00", "2026-03-03 00:00", "d", 0),  # 24:00 still belongs to the day
        ("2026-03-02 09:00", "2026-03-03 00:01", "d", 1),
        ("2026-03-06 09:00", "2026-03-09 09:00", "d", 3),
        ("2026-03-06 09:00", "2026-03-09 09:00", "wd", 1),
        ("2026-03-06 09:00", "2026-03-08 09:00", "wd", 0),
        ("2026-02-13 09:00", "2026-02-24 09:00", "wd", 2),  # a swapped Saturday, then Spring Festival
        ("2026-03-02 09:00", "2026-03-15 09:00", "w", 1),
        ("2026-03-02 09:00", "2026-03-16 09:00", "w", 2),
        ("2026-01-31 09:00", "2026-02-27 09:00", "mo", 0),
        ("2026-01-31 09:00", "2026-02-28 09:00", "mo", 1),
        ("2024-02-29 09:00", "2025-02-27 09:00", "y", 0),
        ("2024-02-29 09:00", "2025-02-28 09:00", "y", 1),
        ("2026-03-31 09:00", "2026-04-01 09:00", "same month", 1),
        ("2026-03-08 09:00", "2026-03-09 09:00", "same week", 1),
        ("2026-03-02 09:00", "2026-03-08 09:00", "same week", 0),
        ("2026-03-02 09:00", "2026-03-04 09:00", "same day", 2),
        ("2026-03-02 09:00", "2026-03-01 09:00", "clock", 0),  # nothing runs backwards
        ("2026-03-02 00:00", "2026-03-02 00:00", "wd", 0),
    ],
)
def test_what_ran(start: str, end: str, unit: Unit, count: int) -> None:
    assert HALL.elapsed(at(start), at(end), unit) == count


def test_what_ran_without_the_pauses() -> None:
    stood = Pauses.of([[(at("2026-03-02 10:00"), at("2026-03-02 14:00"))]])
    ran = HALL.elapsed(at("2026-03-02 09:00"), at("2026-03-02 15:00"), "clock", stood)
    assert ran == 2 * HOUR
    cut = HALL.elapsed(at("2026-03-02 09:00"), at("2026-03-02 11:00"), "clock", stood)
    assert cut == HOUR


@pytest.mark.parametrize(
    ("at_", "offset", "expected"),
    [
        ("2026-03-02 11:00", "10min", "2026-03-02 10:50"),
        ("2026-03-02 09:00", "1h", "2026-02-28 17:00"),  # not 08:00, when nobody is there; a swapped Saturday
        ("2026-03-02 13:40", "10min", "2026-03-02 13:30"),  # as late as possible: after lunch
        ("2026-03-02 13:40", "11min", "2026-03-02 11:59"),
        ("2026-03-08 00:00", "30min", "2026-03-06 17:00"),
        ("2026-03-09 17:30", "1wd", "2026-03-06 17:30"),
        ("2026-03-09 17:30", "1d", "2026-03-09 00:00"),
        ("2026-03-09 00:00", "1wd", "2026-03-05 17:30"),
        ("2026-03-31 17:30", "1mo", "2026-02-28 17:30"),
        ("2026-03-16 17:30", "1w", "2026-03-09 17:30"),
        ("2024-02-29 17:30", "1y", "2023-02-28 17:30"),
    ],
)
def test_looking_back(at_: str, offset: str, expected: str) -> None:
    assert local(int(HALL.before(at(at_), parse_limit(offset)))) == expected


def test_looking_back_round_the_clock() -> None:
    clock = always(SHANGHAI)
    assert local(int(clock.before(at("2026-03-02 00:05"), parse_limit("10min")))) == "2026-03-01 23:55"
    assert local(int(clock.before(at("2026-03-05 00:00"), parse_limit("1d")))) == "2026-03-04 00:00"


@pytest.mark.slow
@pytest.mark.parametrize("days", range(1, 15))
def test_looking_back_past_the_first_year_lays_out_earlier_ones(days: int) -> None:
    long_known = office()
    long_known.table_over(at("1990-01-01"), at("2000-02-01"))
    end, offset = at("2000-01-14 17:30"), parse_limit(f"{days}wd")
    assert office().before(end, offset) == long_known.before(end, offset)
    hours = parse_limit(f"{days * 7}h30min")
    assert office().before(end, hours) == long_known.before(end, hours)


def test_what_cannot_be_looked_back() -> None:
    with pytest.raises(LimitError, match="same day cannot be counted back"):
        HALL.before(at("2026-03-02"), parse_limit("same day"))
    with pytest.raises(LimitError, match="'always' has none"):
        always(SHANGHAI).before(at("2026-03-02"), parse_limit("1wd"))
    with pytest.raises(LimitError, match="'always' has none"):
        always(SHANGHAI).elapsed(at("2026-03-02"), at("2026-03-03"), "wd")


def test_answers_have_the_shape_of_the_question() -> None:
    start = at("2026-03-02 09:00")
    assert HALL.due(start, parse_limit("1h")).at.shape == ()
    assert HALL.due([start], parse_limit("1h")).at.shape == (1,)
    assert HALL.due([], parse_limit("1h")).at.shape == (0,)
    grid = np.full((2, 3), start)
    assert HALL.due(grid, parse_limit("7wd")).provisional.shape == (2, 3)
    assert HALL.elapsed(start, grid, "clock").shape == (2, 3)
    assert HALL.before(grid, parse_limit("1wd")).shape == (2, 3)


def test_provisional_between_two_instants() -> None:
    days = [at("2026-12-24 23:59"), at("2026-12-25 00:00"), at("2026-12-25 00:01")]
    assert HALL.provisional(at("2026-03-02"), days).tolist() == [False, False, True]
    assert not always(SHANGHAI).provisional(at("2026-03-02"), at("2030-03-02"))


@pytest.mark.parametrize(
    ("row", "start", "end", "cure"),
    [([0], [2], [1], "the pause in row 0 ends before it starts"), ([0], [1, 2], [3], "differ in length")],
)
def test_pauses_that_cannot_be(row: list[int], start: list[int], end: list[int], cure: str) -> None:
    with pytest.raises(ValueError, match=cure):
        Pauses(row, start, end)  # type: ignore[arg-type]
