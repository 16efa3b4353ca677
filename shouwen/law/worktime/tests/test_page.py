"""The page for charter writers, docs/working-time.md, tells the truth."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from shouwen.law.worktime.calendar import Calendar
from shouwen.law.worktime.instants import from_datetime, parse_iso, to_datetime
from shouwen.law.worktime.limits import parse_limit
from shouwen.law.worktime.spec import CalendarSpec
from shouwen.law.worktime.tests.offices import SHANGHAI

PAGE = (Path(__file__).parents[4] / "docs" / "working-time.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| 2")
]


def the_calendar() -> Calendar:
    block = PAGE.split("```yaml\n")[1].split("```")[0]
    spec = yaml.load(block, Loader=yaml.BaseLoader)["calendars"]["hall"]
    return Calendar("hall", CalendarSpec.model_validate(spec), SHANGHAI)


def instant(text: str) -> int:
    if not text.endswith("24:00"):
        return parse_iso(text, SHANGHAI)
    start = to_datetime(parse_iso(text[:10], SHANGHAI), SHANGHAI)
    return from_datetime(start + timedelta(days=1))


def test_the_page_has_examples() -> None:
    assert len(ROWS) >= 15


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_every_example_of_the_page_holds(row: list[str]) -> None:
    start, limit, due, _ = row
    found = the_calendar().due(instant(start), parse_limit(limit))
    assert found.at == instant(due.removesuffix(" (provisional)"))
    assert found.provisional == due.endswith("(provisional)")
