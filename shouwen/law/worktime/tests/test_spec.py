"""Calendars as charters write them: what is read, and what is refused with a cure."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from shouwen.law.worktime.limits import HOUR, MINUTE
from shouwen.law.worktime.spec import CalendarSpec

MORNING = (8 * HOUR + 30 * MINUTE, 12 * HOUR)
TITLE = {"zh": "营业厅", "en": "Hall"}


def read(**spec: Any) -> CalendarSpec:
    return CalendarSpec.model_validate({"title": TITLE, "week": {"mon-fri": "08:30-12:00"}} | spec)


def test_week_names_days_and_ranges() -> None:
    week = read(week={"mon-thu": ["08:30-12:00"], "fri": "08:30-12:00", "sat": "closed"}).week
    assert week == ((MORNING,),) * 5 + ((), ())
    assert read(week={"sat-mon": "08:30-12:00"}).week[0] == (MORNING,)


def test_spans_are_put_in_order_and_may_touch() -> None:
    spans = read(week={"mon": ["13:30-17:30", "08:30-12:00", "12:00-13:30"]}).week[0]
    assert [begin for begin, _ in spans] == [MORNING[0], 12 * HOUR, 13 * HOUR + 30 * MINUTE]


def test_span_over_midnight_runs_into_the_next_day() -> None:
    assert read(week={"mon": "22:00-06:00"}).week[0] == ((22 * HOUR, 30 * HOUR),)
    assert read(week={"mon": "00:00-24:00"}).week[0] == ((0, 24 * HOUR),)
    assert read(week={"mon": "22:00-00:00"}).week[0] == ((22 * HOUR, 24 * HOUR),)


@pytest.mark.parametrize(
    ("spec", "cure"),
    [
        ({"week": {}}, "a week names its days"),
        ({"week": {"mon": []}}, "never open"),
        ({"week": {"monday": "08:00-09:00"}}, "'monday' is no day of the week"),
        ({"week": {"mon-": "08:00-09:00"}}, "'mon-' is no day of the week"),
        ({"week": {"mon-fri": "08:00-09:00", "fri": []}}, "fri is named twice"),
        ({"week": {"mon": "8:00-9:00"}}, "'8:00-9:00' is no span of hours; write 08:30-12:00"),
        ({"week": {"mon": "08:00-24:30"}}, "passes 24:00"),
        ({"week": {"mon": "24:00-06:00"}}, "passes 24:00"),
        ({"week": {"mon": "08:00-08:00"}}, "is empty"),
        ({"week": {"mon": ["08:00-12:00", "11:59-13:00"]}}, "overlap around 11:59"),
        ({"week": {"mon": ["22:00-06:00"], "tue": ["05:00-06:00"]}}, "last span of mon runs over midnight"),
        ({"week": {"mon": 8}}, "neither a list of spans nor 'closed'"),
        ({"holidays": "usa"}, "'china' or 'none'"),
        ({"makeup": "weekday"}, "'mon'"),
        ({"days": {"2026-13-01": "closed"}}, "'2026-13-01' is no date"),
        ({"days": {20260501: "closed"}}, "20260501 is no date"),
        ({"colour": "red"}, "Extra inputs"),
        ({"title": {"zh": "营业厅"}}, "title.en"),
    ],
)
def test_says_how_to_mend_a_calendar(spec: dict[str, Any], cure: str) -> None:
    with pytest.raises(ValidationError, match=cure):
        read(**spec)


def season(begin: str, end: str, name: str = "heating") -> dict[str, Any]:
    return {"name": name, "from": begin, "to": end, "week": {"mon-sun": "00:00-24:00"}}


def test_season_holds_from_its_first_to_its_last_day() -> None:
    spec = read(seasons=[season("11-15", "03-15"), season("06-01", "08-31", "summer")])
    for on, name in [((11, 14), None), ((11, 15), "heating"), ((3, 15), "heating"), ((3, 16), None)]:
        assert [s.name for s in spec.seasons if s.holds(on)] == ([name] if name else [])
    assert spec.week_on((7, 1)) == ((((0, 24 * HOUR),),) * 7)
    assert spec.week_on((5, 1)) == spec.week


@pytest.mark.parametrize(
    ("seasons", "cure"),
    [
        (
            [season("11-15", "03-15"), season("03-15", "04-01", "spring")],
            "heating and spring overlap on 03-15",
        ),
        ([season("02-30", "03-15")], "'02-30' is no day of the year"),
        ([season("15-11", "03-15")], "'15-11' is no day of the year"),
    ],
)
def test_says_how_to_mend_a_season(seasons: list[dict[str, Any]], cure: str) -> None:
    with pytest.raises(ValidationError, match=cure):
        read(seasons=seasons)


def test_a_spec_reads_itself_back() -> None:
    spec = read(days={"2026-05-01": "closed"}, seasons=[season("11-15", "03-15")])
    assert CalendarSpec.model_validate(spec.model_dump(by_alias=True)) == spec


@pytest.mark.slow
def test_schema_lets_an_editor_check_what_the_reader_checks() -> None:
    from jsonschema import Draft202012Validator

    schema = Draft202012Validator(CalendarSpec.model_json_schema())
    good = {"title": TITLE, "week": {"mon-fri": ["08:30-12:00"], "sat": "closed"}, "days": {"2026-05-01": []}}
    assert schema.is_valid(good | {"seasons": [season("11-15", "03-15")]})
    assert not schema.is_valid(good | {"week": {"mon": "8-12"}})
    assert not schema.is_valid(good | {"seasons": [season("11/15", "03-15")]})
