"""Forms of the charter as pages show them."""

from __future__ import annotations

from functools import cache

from django.http import QueryDict
from django.utils import timezone

from shouwen.law.charter import Charter, load
from shouwen.rooms.desk import clauses, forms
from shouwen.words import Words


@cache
def charter() -> Charter:
    return load("power-hall")


def row(form: str, name: str, **data: str) -> forms.Row:
    return next(each for each in forms.rows(charter().forms[form], data) if each.name == name)


def test_every_form_of_the_charter_has_a_page() -> None:
    shapes = {each.shape for form in charter().forms.values() for each in forms.rows(form, {})}
    assert shapes <= {"check", "picks", "select", "customer", "unit", "staff", "text", "line"}


def test_what_was_typed_stays_and_what_is_wrong_stands_beside_it() -> None:
    wrong = {"contact": Words("应填电话号码。", "takes a telephone number.")}
    shown = {
        each.name: each for each in forms.rows(charter().forms["repair-report"], {"contact": "abc"}, wrong)
    }
    assert (shown["contact"].value, shown["contact"].wrong) == ("abc", "应填电话号码。")
    assert shown["address"].wrong == ""


def test_a_field_asked_for_only_after_a_certain_answer_says_after_which() -> None:
    assert row("follow-up", "remarks").when == '{"satisfied": ["dissatisfied"]}'


def test_a_day_that_is_required_is_today_until_changed() -> None:
    assert row("follow-up", "followed_on").value == timezone.localdate().isoformat()
    assert row("follow-up", "followed_on", followed_on="2026-03-01").value == "2026-03-01"


def test_only_fields_of_the_form_are_read_and_empty_ones_left_out() -> None:
    post = QueryDict("content= 停电 \r\n了&contact=&revision=7&area=urban")
    assert forms.typed(charter().forms["repair-report"], post) == {"content": "停电 \n了", "area": "urban"}


def test_every_rule_of_the_charter_is_told_in_a_sentence() -> None:
    told = [pair for clause in charter().clauses.values() for pair in clauses.sentences(charter(), clause)]
    assert len(told) >= len(charter().rules)
    assert all(text.zh and text.en for _, text in told)


def test_a_limit_by_class_of_case_names_every_class() -> None:
    ((_, text),) = clauses.sentences(charter(), charter().clauses["2.1.4"])
    assert "城区 45 分钟、农村 90 分钟" in text.zh and "Rural 90 minutes" in text.en


def test_the_clocks_that_an_intake_starts_are_known_beforehand() -> None:
    assert "2.1.4" in {clause.clause for clause, _ in clauses.clocks_from(charter(), "repair.reported")}
