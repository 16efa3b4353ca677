"""Examples of steps and forms: `only` tries what they do not list, lists try each value, details are compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from shouwen.law.charter import load
from shouwen.law.charter.prove import Proof, prove
from shouwen.law.charter.tests.packs import errors, write

FLOW = """\
flow:
  name: repair
  title: {zh: 报修, en: Repair}
  prefix: BX
  start: [reported]
  carry: [area]
  steps:
    reported: {title: {zh: 受理, en: Take in}, records: repair.reported, who: [crew], form: report}
    arrived: {title: {zh: 到场, en: Arrive}, records: repair.arrived, who: [%s], after: [%s]}
    done: {title: {zh: 修复, en: Mend}, records: repair.done, who: [crew, head], after: any, ends: true}
form:
  name: report
  title: {zh: 单, en: Report}
  fields:
    area: {title: {zh: 地段, en: Area}, type: choice, of: [urban, rural], required: true}
    n: {title: {zh: 数, en: Number}, type: integer, required: %s}
examples:
- %s
"""
ARRIVE = "{name: arrives, flow: repair, state: reported, step: arrived, by: crew, only: true, then: allowed}"
REPORT = "{name: filed, form: report, data: {area: [urban, rural]}, only: true, then: filed}"


def proof(
    tmp_path: Path, example: str, who: str = "crew", after: str = "reported", needed: str = "false"
) -> Proof:
    return prove(load(write(tmp_path, FLOW % (who, after, needed, example))))


def test_only_proves_both_sides_at_once(tmp_path: Path) -> None:
    found = proof(tmp_path, ARRIVE)
    assert found.failures == ()
    assert [each.standing for each in found.clauses] == ["proven"]


@pytest.mark.parametrize(
    ("who", "after", "got"),
    [
        ("crew, head", "reported", "from reported by head: allowed"),
        ("crew", "reported, arrived", "from arrived by crew: allowed"),
        (
            "head",
            "reported",
            "from reported by crew: refused (code: not-your-post); from reported by head: allowed",
        ),
    ],
)
def test_only_finds_every_other_way(who: str, after: str, got: str, tmp_path: Path) -> None:
    (failure,) = proof(tmp_path, ARRIVE, who, after).failures
    assert failure.got is not None and failure.got.startswith(got)


def test_a_new_matter_is_a_state_like_others(tmp_path: Path) -> None:
    new = "{name: new, flow: repair, state: %s, step: reported, by: crew, data: {area: urban}, only: true, then: allowed}"
    assert proof(tmp_path / "a", new % "new").failures == ()
    assert proof(tmp_path / "b", new.replace("state: %s, ", "")).failures == ()
    (failure,) = proof(tmp_path / "c", new % "[new, arrived]").failures
    assert failure.got == "from arrived by crew: refused (code: wrong-state)"


def test_every_value_of_a_list_is_filed_and_nothing_may_be_left_out(tmp_path: Path) -> None:
    assert proof(tmp_path / "a", REPORT).failures == ()
    (failure,) = proof(tmp_path / "b", REPORT.replace("rural", "sea")).failures
    assert failure.got == "{'area': 'sea'}: refused (code: bad-field, field: area, clause: 1)"
    (failure,) = proof(tmp_path / "c", REPORT.replace("rural]", "rural], n: 3")).failures
    assert failure.got == "without n: filed"
    assert proof(tmp_path / "d", REPORT.replace("rural]", "rural], n: 3"), needed="true").failures == ()


@pytest.mark.parametrize(
    ("wanted", "passes"),
    [
        ("state: done", True),
        ("state: arrived", False),
        ("ends: true", True),
        ("ends: false", False),
        ("records: repair.done", True),
        ("records: repair.arrived", False),
        ("carries: {area: urban}", True),
        ("carries: {area: rural}", False),
        ("carries: {}", False),
        ("seen_by: []", True),
        ("seen_by: head", False),
        ("confidential: false", True),
        ("confidential: true", False),
    ],
)
def test_whatever_an_example_of_a_step_insists_on_is_compared(
    wanted: str, passes: bool, tmp_path: Path
) -> None:
    example = (
        '{name: x, facts: [{repair.reported: "08:00", area: urban}], flow: repair, state: reported, step: done, '
        f"by: head, then: {{allowed: {{{wanted}}}}}}}"
    )
    assert (proof(tmp_path, example).failures == ()) is passes


@pytest.mark.parametrize(
    "example",
    [
        "{name: x, flow: repair, state: reported, step: arrived, only: true, then: allowed}",
        "{name: x, flow: repair, state: reported, step: arrived, by: head, only: true, then: {refused: closed}}",
        '{name: x, facts: [{repair.reported: "08:00"}], only: true, then: none}',
    ],
)
def test_only_needs_something_that_is_allowed(example: str, tmp_path: Path) -> None:
    found = errors(write(tmp_path, FLOW % ("crew", "reported", "false", example)))
    assert any(error.what.en.startswith("only goes") for error in found)
