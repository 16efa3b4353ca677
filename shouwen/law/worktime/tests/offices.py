"""Offices the tests of working time visit, and times written as people write them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shouwen.law.worktime.calendar import Calendar
from shouwen.law.worktime.instants import format_iso, parse_iso
from shouwen.law.worktime.limits import parse_limit
from shouwen.law.worktime.pauses import Pauses
from shouwen.law.worktime.spec import CalendarSpec

SHANGHAI = "Asia/Shanghai"
TWO_SPANS = {"mon-fri": ["08:30-12:00", "13:30-17:30"]}


def office(week: dict[str, Any] | None = None, zone: str = SHANGHAI, **more: Any) -> Calendar:
    """A hall with a lunch hour that keeps the announced holidays, unless told otherwise."""
    spec = {"title": {"zh": "营业厅", "en": "Hall"}, "week": week or TWO_SPANS, "holidays": "china", **more}
    return Calendar("hall", CalendarSpec.model_validate(spec), zone)


HALL = office()


Stood = Sequence[tuple[str, str]]


def at(text: str, zone: str = SHANGHAI) -> int:
    return parse_iso(text, zone)


def local(us: int, zone: str = SHANGHAI) -> str:
    """The instant as local time without its offset, midnight of the next day as such."""
    return format_iso(int(us), zone)[:-6].replace("T", " ").removesuffix(":00")


def due(
    start: str, limit: str, calendar: Calendar = HALL, pauses: list[tuple[str, str]] | None = None
) -> str:
    """When a limit from a local time ends, as local time; `?` behind it if provisional."""
    stood = Pauses.of([[(at(a, calendar.zone), at(b, calendar.zone)) for a, b in pauses]]) if pauses else None
    found = calendar.due(at(start, calendar.zone), parse_limit(limit), stood)
    return local(int(found.at), calendar.zone) + "?" * bool(found.provisional)
