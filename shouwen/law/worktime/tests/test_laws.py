"""Laws of working time, over invented offices, zones, starts, limits and pauses."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shouwen.law.worktime.calendar import Calendar, always
from shouwen.law.worktime.instants import day_date, local_day
from shouwen.law.worktime.limits import Limit, Unit
from shouwen.law.worktime.pauses import Pauses
from shouwen.law.worktime.tests.inventions import (
    UNITS,
    ZONES,
    Case,
    cases,
    instants,
    limits,
    offices,
    sound_specs,
)  # fmt: skip
from shouwen.law.worktime.tests.offices import office

pytestmark = pytest.mark.slow
often = settings(max_examples=60)
COUNTED: list[Unit] = ["clock", "d", "wd"]


@often
@given(offices(), cases(), limits())
def test_there_and_back(calendar: Calendar, case: Case, limit: Limit) -> None:
    due = calendar.due(case.start, limit, case.table)
    assert calendar.elapsed(case.start, due.at, limit.unit, case.table) == limit.count
    assert due.at >= case.start


@often
@given(st.sampled_from(ZONES).map(always), cases(), limits([unit for unit in UNITS if unit != "wd"]))
def test_there_and_back_round_the_clock(calendar: Calendar, case: Case, limit: Limit) -> None:
    due = calendar.due(case.start, limit, case.table)
    assert calendar.elapsed(case.start, due.at, limit.unit, case.table) == limit.count
    assert not due.provisional


@often
@given(offices(), cases(), limits(["clock"]))
def test_due_is_the_first_instant_that_uses_up_the_clock(
    calendar: Calendar, case: Case, limit: Limit
) -> None:
    due = calendar.due(case.start, limit, case.table)
    assert calendar.elapsed(case.start, due.at - 1, "clock", case.table) == limit.count - 1


@often
@given(offices(), cases(), limits(["d", "wd", "w", "mo"]))
def test_after_the_day_of_the_due_time_the_limit_is_passed(
    calendar: Calendar, case: Case, limit: Limit
) -> None:
    """Past the last day and all pauses, the next counted day is one too many."""
    due = int(calendar.due(case.start, limit).at)
    unit: Unit = "wd" if limit.unit == "wd" else "d"
    used = int(calendar.elapsed(case.start, due, unit))
    next_day = int(calendar.due(due, Limit(1, unit)).at)
    assume(local_day(due - 1, calendar.zone) == local_day(due, calendar.zone))
    assert calendar.elapsed(case.start, next_day, unit) == used + 1


@often
@given(offices(), st.lists(instants, min_size=2, max_size=6), limits())
def test_a_later_start_is_never_due_earlier(calendar: Calendar, starts: list[int], limit: Limit) -> None:
    assert (np.diff(calendar.due(np.array(sorted(starts)), limit).at) >= 0).all()


@often
@given(offices(), st.integers(0, 10**12), cases(), limits(["clock", "d", "wd", "w"]))
def test_a_later_start_with_the_same_pauses_is_never_due_earlier(
    calendar: Calendar, later: int, case: Case, limit: Limit
) -> None:
    after = calendar.due(case.start + later, limit, case.table)
    assert after.at >= calendar.due(case.start, limit, case.table).at


@often
@given(offices(), cases(), st.sampled_from(COUNTED), st.lists(st.integers(1, 40), min_size=2, max_size=5))
def test_a_longer_limit_is_never_due_earlier(
    calendar: Calendar, case: Case, unit: Unit, counts: list[int]
) -> None:
    found = [int(calendar.due(case.start, Limit(count, unit), case.table).at) for count in sorted(counts)]
    assert all(a <= b for a, b in pairwise(found))


@often
@given(sound_specs, st.sampled_from(ZONES), cases(), limits(), st.integers(-1, 40))
def test_a_holiday_more_never_brings_a_due_time_forward(
    spec: dict[str, Any], zone: str, case: Case, limit: Limit, ahead: int
) -> None:
    before = office(zone=zone, **spec)
    on = day_date(local_day(case.start, zone) + ahead).isoformat()
    after = office(zone=zone, **spec | {"days": spec.get("days", {}) | {on: "closed"}})
    assert after.due(case.start, limit, case.table).at >= before.due(case.start, limit, case.table).at


@often
@given(sound_specs, cases(), limits(), st.data())
def test_splitting_a_span_changes_nothing(
    spec: dict[str, Any], case: Case, limit: Limit, data: st.DataObject
) -> None:
    def split(day: list[str]) -> list[str]:
        place = data.draw(st.integers(0, len(day) - 1))
        begin, end = day[place].split("-")
        middles = [f"{half // 2:02}:{half % 2 * 30 + 15:02}" for half in range(48)]
        inside = [m for m in middles if begin < m < end] or [m for m in middles if end < begin < m]
        if not inside:
            return day
        middle = data.draw(st.sampled_from(inside))
        return [*day[:place], f"{begin}-{middle}", f"{middle}-{end}", *day[place + 1 :]]

    whole = office(**spec)
    parted = office(**spec | {"week": {key: split(day) for key, day in spec["week"].items()}})
    assert parted.due(case.start, limit, case.table) == whole.due(case.start, limit, case.table)


@often
@given(offices(), cases(), limits(), st.randoms(use_true_random=False))
def test_order_overlap_and_division_of_pauses_do_not_matter(
    calendar: Calendar, case: Case, limit: Limit, chance: Any
) -> None:
    shuffled = list(case.pauses)
    for begin, end in case.pauses:
        middle = chance.randint(begin, end)
        shuffled += [(begin, middle), (middle, end), (begin, middle)]
    chance.shuffle(shuffled)
    again = Pauses.of([shuffled])
    due = calendar.due(case.start, limit, case.table)
    assert calendar.due(case.start, limit, again) == due
    end = int(due.at) + chance.randint(0, 10**12)
    assert calendar.elapsed(case.start, end, limit.unit, again) == calendar.elapsed(
        case.start, end, limit.unit, case.table
    )


@often
@given(offices(), cases(), limits(), st.integers(0, 5 * 10**11), st.integers(0, 3 * 10**11))
def test_one_pause_more_never_brings_a_due_time_forward(
    calendar: Calendar, case: Case, limit: Limit, offset: int, length: int
) -> None:
    more = (case.start + offset, case.start + offset + length)
    later = calendar.due(case.start, limit, Pauses.of([(*case.pauses, more)]))
    assert later.at >= calendar.due(case.start, limit, case.table).at


@often
@given(offices(), st.lists(instants, min_size=3, max_size=3), st.sampled_from(COUNTED), cases())
def test_elapsed_adds_up(calendar: Calendar, three: list[int], unit: Unit, case: Case) -> None:
    a, b, c = sorted(three)
    if unit != "clock":  # midnight ends one day and begins another
        assume(local_day(b - 1, calendar.zone) == local_day(b, calendar.zone))
    parts = [calendar.elapsed(x, y, unit, case.table) for x, y in ((a, b), (b, c))]
    assert calendar.elapsed(a, c, unit, case.table) == sum(parts)


@often
@given(offices(), instants, limits(["clock"]), limits(["clock"]))
def test_limits_one_after_the_other_are_their_sum(calendar: Calendar, start: int, x: Limit, y: Limit) -> None:
    through = calendar.due(calendar.due(start, x).at, y)
    assert through.at == calendar.due(start, Limit(x.count + y.count, "clock")).at


@often
@given(offices(), instants, limits(["clock"]))
def test_before_is_the_latest_instant_with_that_much_left(calendar: Calendar, at: int, offset: Limit) -> None:
    warned = calendar.before(at, offset)
    assert calendar.elapsed(warned, at, "clock") == offset.count
    assert calendar.elapsed(warned + 1, at, "clock") == offset.count - 1


@often
@given(offices(), instants, st.sampled_from(["d", "wd", "w"]), st.integers(1, 20), st.integers(1, 20))
def test_so_many_days_before_is_the_due_time_of_so_many_fewer(
    calendar: Calendar, start: int, unit: Unit, fewer: int, offset: int
) -> None:
    due = calendar.due(start, Limit(fewer + offset, unit)).at
    assert calendar.before(due, Limit(offset, unit)) == calendar.due(start, Limit(fewer, unit)).at


@often
@given(offices(), st.lists(cases(), min_size=1, max_size=5), limits())
def test_many_at_once_are_each_alone(calendar: Calendar, rows: list[Case], limit: Limit) -> None:
    starts = np.array([case.start for case in rows])
    pauses = Pauses.of([case.pauses for case in rows])
    together = calendar.due(starts, limit, pauses)
    ran = calendar.elapsed(starts, together.at + 10**9, limit.unit, pauses)
    for place, case in enumerate(rows):
        alone = calendar.due(case.start, limit, case.table)
        assert (alone.at, alone.provisional) == (together.at[place], together.provisional[place])
        assert calendar.elapsed(case.start, alone.at + 10**9, limit.unit, case.table) == ran[place]
