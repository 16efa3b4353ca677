"""Each small breakage changes one thing, and is made by the shape of the data alone."""

from __future__ import annotations

from typing import Any

import pytest

from shouwen.law.charter.changes import GONE, applied, changes

POSTS = ("crew", "head")


def shown(key: str, value: Any) -> set[str]:
    return {f"{change.where}: {change.shown}" for change in changes({key: value}, POSTS)}


@pytest.mark.parametrize(
    ("within", "wanted"),
    [
        ("45min", {"45min → 44min", "45min → 46min"}),
        ("1h30min", {"1h30min → 1h29min", "1h30min → 1h31min"}),
        ("1wd", {"1wd → 2wd"}),
        ("same day", {"same day → 1d"}),
    ],
)
def test_a_limit_moves_by_a_unit(within: str, wanted: set[str]) -> None:
    found = shown("limit", {"from": "a.b", "to": "c.d", "within": within})
    assert {
        each.removeprefix("limit.within: ") for each in found if "within: " in each and "−" not in each
    } == wanted


def test_order_is_turned_round() -> None:
    found = shown("precede", {"what": "a.b", "before": "c.d"})
    assert {"precede: what ⇄ before", "precede: before → after"} <= found


def test_figures_of_consequences_move() -> None:
    assert shown("breach", {"points": -5, "money": -0.5}) == {
        "breach: − {'points': -5, 'money': -0.5}",
        "breach.points: − -5",
        "breach.points: -5 → -6",
        "breach.points: -5 → -4",
        "breach.money: − -0.5",
        "breach.money: -0.5 → -0.6",
        "breach.money: -0.5 → -0.4",
    }


def test_numbers_inside_a_formula_move() -> None:
    found = shown("score", {"on": "a.b", "to": "staff", "points": "max(-2 * k, -10)", "kth": "month"})
    assert {
        "score.points: max(-2 * k, -10) → max(-1 * k, -10)",
        "score.points: max(-2 * k, -10) → max(-2 * k, -11)",
        "score.points: max(-2 * k, -10) → min(-2 * k, -10)",
        "score.kth: month → quarter",
        "score.to: staff → unit",
    } <= found


def test_rights_are_widened_and_narrowed() -> None:
    steps = {
        "one": {"title": {"zh": "一", "en": "One"}, "records": "a.b", "who": ["crew"]},
        "two": {
            "title": {"zh": "二", "en": "Two"},
            "records": "a.c",
            "who": ["crew", "head"],
            "after": "one",
        },
    }
    found = shown("flow", {"name": "f", "start": ["one"], "steps": steps})
    assert {
        "flow.steps.one.who: + head",
        "flow.steps.two.who.1: − head",
        "flow.steps.two.after: + two",
        "flow.steps: − one".replace("steps: ", "steps.one: "),
        "flow.start: + two",
    } <= found
    assert not any("title" in each or "name" in each for each in found)


def test_conditions_and_entries_go_one_by_one() -> None:
    where = {"area": ["urban", "rural"], "grade": {"not": "minor"}, "crew": {"given": True}}
    found = shown("limit", {"from": "a.b", "to": "c.d", "within": "1h", "where": where})
    assert {
        "limit.where.area.0: − urban",
        "limit.where.grade: − grade",
        "limit.where.grade: not minor → minor",
        "limit.where.crew.given: True → False",
    } <= found


def test_dates_and_classes_of_a_figure() -> None:
    found = shown(
        "limit",
        {"from": "a.b", "to": "c.d", "within": {"2026-07-01": {"area": {"urban": "45min", "rural": "1h"}}}},
    )
    assert {
        "limit.within: 2026-07-01 → 2026-06-30",
        "limit.within.2026-07-01.area.urban: − urban",
        "limit.within.2026-07-01.area.rural: 1h → 2h",
    } <= found


def test_what_is_for_people_stays() -> None:
    assert (
        shown("org", {"body": "desk", "duties": {"a": {"zh": "甲", "en": "A"}, "b": {"zh": "乙", "en": "B"}}})
        == set()
    )
    sheet = {
        "sheet": "looks",
        "posts": ["crew"],
        "moment": "on_duty",
        "items": {"badge": {"zh": "牌", "en": "Badge"}},
    }
    assert not any("posts" in each or "moment" in each for each in shown("checklist", sheet))
    assert shown("says", {"zh": "三天", "en": "3d"}) == set()


def test_applied_copies_only_the_way() -> None:
    data = {"a": [1, {"b": 2}], "c": {}}
    assert applied(data, ("a", 1, "b"), 3) == {"a": [1, {"b": 3}], "c": {}}
    assert applied(data, ("a", 0), GONE) == {"a": [{"b": 2}], "c": {}}
    assert data == {"a": [1, {"b": 2}], "c": {}} and applied(data, ("a", 0), GONE)["c"] is data["c"]


def test_choices_of_a_field_are_no_posts() -> None:
    field = {"title": {"zh": "岗位", "en": "Post"}, "type": "choice", "of": ["crew"]}
    assert not any("+ head" in each for each in shown("form", {"name": "card", "fields": {"post": field}}))


def test_who_is_told_of_the_breach_is_not_told_again() -> None:
    raw = {"breach": {"tell": "crew"}, "escalate": [{"after": "30min", "tell": "boss"}]}
    added = {each.shown for each in changes(raw, (*POSTS, "boss")) if each.path[0] == "escalate"}
    assert "+ head" in added and "+ crew" not in added
