"""Forms of the charter as pages show them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.http import QueryDict
from django.utils import timezone

from shouwen import works
from shouwen.law.charter import Charter, load
from shouwen.rooms.desk import forms
from shouwen.words import Words
from shouwen.works.people.tests.cast import assemble
from shouwen.works.refusal import Refused


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


def slip() -> forms.Form:
    shop = load(str(Path(works.__file__).parent / "matters" / "tests" / "charter"))
    return shop.forms["slip"]


def test_what_the_house_fills_in_cannot_be_typed() -> None:
    shown = {each.name: each for each in forms.rows(slip(), {})}
    assert (shown["leader"].shape, shown["above"].value, shown["person"].shape) == ("filled", "", "staff")
    post = QueryDict("person=owner&leader=inspector")
    assert forms.typed(slip(), post) == {"person": "owner"}


def test_a_leader_is_shown_by_name_once_the_person_is_known(db: None) -> None:
    assemble()
    shown = {each.name: each.value for each in forms.rows(slip(), {"person": "owner"})}
    assert (shown["leader"], shown["above"]) == ("boss boss", "chief chief")


def test_a_refusal_that_no_field_shows_stands_above_the_form() -> None:
    words = Words("须先填写证明。", "The certificate has to be given first.")
    rows = forms.rows(slip(), {}, {"person": words})
    assert forms.beside(rows, Refused("missing-field", words, field="person")) is None
    elsewhere = Refused("missing-field", words, field="certificate", clause="3.1")
    assert forms.beside(rows, elsewhere) is elsewhere
