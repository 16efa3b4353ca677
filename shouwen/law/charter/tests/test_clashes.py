"""Two clauses that cannot both hold are an error that shows both places, unless one is the other's exception."""

from __future__ import annotations

from pathlib import Path

import pytest

from shouwen.law.charter.tests.packs import errors, write

LIMIT = "limit: {from: repair.reported, to: repair.arrived, within: 45min}"
URBAN = "limit: {from: repair.reported, to: repair.arrived, within: 1h, where: {area: urban}}"
RURAL = "limit: {from: repair.reported, to: repair.arrived, within: 2h, where: {area: {not: urban}}}"
SCORE = "score: {on: repair.done, to: staff, points: -1}"


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        (LIMIT, URBAN, "limits the same pair of events as another clause (clauses 1 and 2)"),
        (SCORE, "score: {on: [repair.done, repair.arrived], to: staff, points: 2}", "scores the same event"),
        (
            "precede: {what: repair.arrived, before: repair.done}",
            "precede: {what: repair.done, before: repair.arrived}",
            "the order of events runs in a circle",
        ),
    ],
)
def test_a_clash_shows_both_places(one: str, other: str, what: str, tmp_path: Path) -> None:
    (error,) = errors(write(tmp_path, one, other))
    assert what in error.what.en
    assert error.other is not None
    assert (error.other.line, error.place.line) == (7, 12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LIMIT, f'{URBAN}\nexception_to: "1"'),
        (URBAN, RURAL),
        (f"{LIMIT}\nuntil: 2025-06-30", f"{LIMIT}\neffective: 2025-07-01"),
        (SCORE, "score: {on: repair.done, to: unit, points: -1}"),
        (SCORE, "score: {on: repair.done, to: staff, money: -1}"),
        (LIMIT, "limit: {from: repair.reported, to: repair.done, within: 4h}"),
    ],
)
def test_what_is_parted_does_not_clash(one: str, other: str, tmp_path: Path) -> None:
    assert errors(write(tmp_path, one, other)) == ()


def test_a_circle_of_three_is_found_once(tmp_path: Path) -> None:
    orders = [("reported", "arrived"), ("arrived", "done"), ("done", "reported")]
    texts = [f"precede: {{what: repair.{first}, before: repair.{then}}}" for first, then in orders]
    (error,) = errors(write(tmp_path, *texts))
    assert "repair.reported -> repair.arrived -> repair.done -> repair.reported" in error.what.en


def test_two_flows_of_one_name_show_both_places(tmp_path: Path) -> None:
    flow = """\
flow:
  name: repair
  title: {zh: 报修, en: Repair}
  prefix: BX
  start: [taken]
  steps:
    taken: {title: {zh: 受理, en: Take}, records: repair.reported, who: crew, ends: true}"""
    (error,) = errors(write(tmp_path, flow, flow))
    assert "the name of the flow 'repair' is taken" in error.what.en
    assert error.other is not None and error.other.line < error.place.line


def test_a_field_of_a_form_is_asked_for_once(tmp_path: Path) -> None:
    form = "form: {name: card, title: {zh: 卡, en: Card}, fields: {note: {title: {zh: 注, en: Note}, type: text}}}"
    (error,) = errors(write(tmp_path, form, form))
    assert "clause 1 asks for the field 'note' already" in error.what.en
