"""The corner shop with a time clock, its cast, and shifts of a past Monday."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from shouwen.law.attendance.plan import shift_of
from shouwen.law.charter import Charter, load
from shouwen.law.worktime.spec import read_span
from shouwen.works.attendance import actions
from shouwen.works.attendance.models import Shift
from shouwen.works.people.tests.cast import Cast, assemble

MONDAY = date(2026, 3, 2)
ZONE = ZoneInfo("Asia/Shanghai")


@cache
def clocked_shop() -> Charter:
    return load(str(Path(__file__).parent / "charter"))


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Everybody of the shop, under the charter with the clock."""
    from shouwen.works.journal import charters

    monkeypatch.setattr(charters, "current", clocked_shop)
    return assemble()


@pytest.fixture
def give(cast: Cast) -> Callable[..., Shift]:
    """Plan one shift of the owner's, by the head of the hall."""

    def planned(
        span: str = "08:30-17:30", staff: str = "owner", day: date = MONDAY, kind: str = "work"
    ) -> Shift:
        of = shift_of(day, read_span(span), "Asia/Shanghai", clocked_shop().calendars["office"])
        (shift,) = actions.plan(shifts=[actions.Wanted(staff, of, kind)], by=cast.boss)
        return shift

    return planned


def at(text: str) -> datetime:
    """`03-02 08:25` of the year of the tests."""
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
