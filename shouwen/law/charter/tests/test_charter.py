"""What a loaded charter offers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from shouwen.law.charter import from_text, load, packs
from shouwen.law.charter.language import Condition, Limit, Missing, Score, holds, overlap
from shouwen.law.charter.tests.packs import HEADER, SMALL, small, write

LIMIT = "limit: {from: repair.reported, to: repair.arrived, within: $promptly}"


def test_rules_are_numbered_within_their_clause(tmp_path: Path) -> None:
    two = """\
limit:
- {from: repair.reported, to: repair.arrived, within: 1h}
- {from: repair.reported, to: repair.done, within: 2h}"""
    charter = load(write(tmp_path, two))
    assert [rule.id for rule in charter.rules] == ["1#limit", "1#limit.2"]
    assert [rule.place.line for rule in charter.rules] == [8, 9]


def test_a_clause_is_in_force_from_its_day_to_its_last_day() -> None:
    (rule,) = [rule for rule in small().rules if rule.clause.clause == "7"]
    assert not rule.in_force(date(2024, 12, 31))
    assert rule.in_force(date(2025, 1, 1)) and rule.in_force(date(2030, 12, 31))
    assert not rule.in_force(date(2031, 1, 1))


def test_a_clause_waits_for_a_setting_without_value() -> None:
    assert small().waiting == {"8": ("quorum",)}
    charter = load(SMALL, {"quorum": 20})
    assert charter.waiting == {} and charter.settings["quorum"] == 20
    assert "8" in {rule.clause.clause for rule in charter.rules}


def test_settings_are_filled_in() -> None:
    limits = {rule.clause.clause: rule.body for rule in small().rules_of(Limit)}
    assert [str(time) for time in limits["2"].within.limits] == ["30min"]


def test_a_dated_figure_by_class() -> None:
    (figure,) = [rule.body.within for rule in small().rules_of(Limit) if rule.clause.clause == "1"]
    grades = {"grade": "grave"}
    assert figure.choose(date(2023, 12, 31), grades.get) is None
    assert str(figure.choose(date(2024, 6, 1), grades.get)) == "2wd"
    assert str(figure.choose(date(2025, 1, 1), grades.get)) == "1wd"
    assert figure.choose(date(2025, 1, 1), {}.get) == Missing("grade")
    assert figure.choose(date(2025, 1, 1), {"grade": "odd"}.get) == Missing("grade")


def test_facts_carry_what_header_forms_and_flows_say() -> None:
    facts = small().facts
    assert set(facts["complaint.received"].data) == {"grade", "content", "thanked"}
    assert set(facts["complaint.heard"].data) == {"grade"}


def test_the_fingerprint_follows_the_content_and_nothing_else(tmp_path: Path) -> None:
    first = load(write(tmp_path / "a", LIMIT))
    commented = load(write(tmp_path / "b", f"# a remark\n{LIMIT}"))
    changed = load(write(tmp_path / "c", LIMIT.replace("arrived", "done")))
    set_otherwise = load(tmp_path / "a", {"promptly": "20min"})
    assert first.fingerprint == commented.fingerprint
    assert len({first.fingerprint, changed.fingerprint, set_otherwise.fingerprint}) == 3
    assert first.version_text == f"1+{first.fingerprint[:8]}"


def test_a_kept_text_gives_the_same_charter_again() -> None:
    charter = load(SMALL, {"promptly": "20min"})
    again = from_text(charter.text)
    assert (again.version_text, again.settings) == (charter.version_text, charter.settings)
    assert [(rule.id, rule.body) for rule in again.rules] == [(rule.id, rule.body) for rule in charter.rules]


def test_calendars_are_ready_by_name() -> None:
    assert set(small().calendars) == {"always", "shop"}


def test_exceptions_are_known_by_the_rule_they_replace(tmp_path: Path) -> None:
    urban = 'limit: {from: repair.reported, to: repair.arrived, within: 1h, where: {area: urban}}\nexception_to: "1"'
    charter = load(write(tmp_path, LIMIT, urban))
    one, other = charter.rules
    assert charter.exceptions(one) == (other,) and charter.exceptions(other) == ()


def test_one_clause_keeps_the_rules_it_depends_on(tmp_path: Path) -> None:
    target = 'target: {kept: "1", per: unit, every: month, at_least: "90%"}'
    urban = 'limit: {from: repair.reported, to: repair.arrived, within: 1h, where: {area: urban}}\nexception_to: "1"'
    charter = load(
        write(tmp_path, LIMIT, target, urban, "precede: {what: repair.arrived, before: repair.done}")
    )
    assert [rule.id for rule in charter.only("2").rules] == ["1#limit", "2#target", "3#limit"]
    assert [rule.id for rule in charter.only("3").rules] == ["3#limit"]
    assert charter.only("4").version_text == charter.version_text


def test_packs_are_found_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "made", LIMIT)
    monkeypatch.setenv("SHOUWEN_CHARTERS", str(tmp_path))
    assert dict(packs())["made"] == tmp_path / "made"
    assert load("made").name == "made"


def test_yaml_words_stay_what_they_look_like(tmp_path: Path) -> None:
    header = HEADER.replace("of: [urban, rural]", "of: [no, on, 007, 1, 12:30]")
    area = load(write(tmp_path, LIMIT, header=header)).facts["repair.reported"].data["area"]
    assert list(area.of) == ["no", "on", "007", "1", "12:30"]


@pytest.mark.parametrize(
    ("text", "values", "hundredths"),
    [
        ("-5", {}, -500),
        ("0.5 * minutes", {"minutes": 3}, 150),
        ("-2 * k", {"k": 4}, -800),
        ("max(-1 * (k - 1), -3) - 0.25", {"k": 9}, -325),
        ("min(k, 2, 7) + -(1 - 3)", {"k": 5}, 400),
    ],
)
def test_formulas_are_exact(text: str, values: dict[str, int], hundredths: int) -> None:
    rule = Score.model_validate({"on": "a.done", "to": "staff", "points": text, "kth": "month"})
    assert rule.points is not None and rule.points.hundredths(values) == hundredths


def test_a_condition_that_fails_decides_although_another_field_is_missing() -> None:
    where = (Condition("a", "is", ("1",)), Condition("b", "not", ("2",)))
    assert holds(where, {"a": "1", "b": "3"}.get) is True
    assert holds(where, {"b": "2"}.get) is False
    assert holds(where, {"b": "3"}.get) == Missing("a")


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Condition("a", "is", ("1", "2")), Condition("a", "is", ("2", "3")), True),
        (Condition("a", "is", ("1",)), Condition("a", "is", ("2",)), False),
        (Condition("a", "is", ("1",)), Condition("a", "not", ("1", "2")), False),
        (Condition("a", "not", ("1",)), Condition("a", "not", ("2",)), True),
        (Condition("a", "absent"), Condition("a", "not", ("2",)), False),
        (Condition("a", "absent"), Condition("a", "absent"), True),
        (Condition("a", "is", ("1",)), Condition("b", "is", ("2",)), True),
        (Condition("a", "is", ("5.0", "x")), Condition("a", "at_least", ("5",)), True),
        (Condition("a", "is", ("4.9", "x")), Condition("a", "at_least", ("5",)), False),
        (Condition("a", "at_most", ("5",)), Condition("a", "at_least", ("5",)), True),
        (Condition("a", "under", ("5",)), Condition("a", "at_least", ("5",)), False),
        (Condition("a", "over", ("5",)), Condition("a", "under", ("5.000001",)), False),
        (Condition("a", "over", ("5",)), Condition("a", "not", ("6",)), True),
        (Condition("a", "same_as", ("b",)), Condition("a", "differs_from", ("b",)), False),
        (Condition("a", "same_as", ("b",)), Condition("a", "differs_from", ("c",)), True),
        (Condition("at", "open", ("hall",)), Condition("at", "shut", ("hall",)), False),
        (Condition("at", "open", ("hall",)), Condition("at", "open", ("other",)), True),
    ],
)
def test_conditions_overlap_unless_they_exclude_each_other(
    one: Condition, other: Condition, both: bool
) -> None:
    assert overlap((one,), (other,)) is both is overlap((other,), (one,))
