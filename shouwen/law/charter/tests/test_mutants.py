"""Breaking a rule breaks its proof, and where it does not, the breakage is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from shouwen.law.charter import load
from shouwen.law.charter.mutants import hunt
from shouwen.law.charter.tests.packs import write

LIMIT = "limit: {from: repair.reported, to: repair.arrived, within: 45min}\nbreach: {points: -5}\nexamples:\n"
KEPT = '- {name: kept, facts: [{repair.reported: "08:00"}, {repair.arrived: "08:45"}], then: kept}\n'
LATE = '- {name: late, facts: [{repair.reported: "08:00"}, {repair.arrived: "08:45:01"}], then: %s}\n'
CLOCK = "limit: {from: repair.reported, to: repair.done, within: 1wd, clock: hall}\nexamples:\n"
FLOW = """\
flow:
  name: repair
  title: {zh: 报修, en: Repair}
  prefix: BX
  start: [reported]
  steps:
    reported: {title: {zh: 受理, en: Take in}, records: repair.reported, who: [crew]}
    done: {title: {zh: 修复, en: Mend}, records: repair.done, who: [crew], after: reported, ends: true}
examples:
- {name: taken in, flow: repair, step: reported, by: crew, only: true, then: allowed}
"""
DONE = "- {name: mended, flow: repair, state: reported, step: done, by: crew, only: true, then: {allowed: {ends: true}}}\n"


def survivors(tmp_path: Path, text: str) -> dict[str, str]:
    found = hunt(load(write(tmp_path, text)))
    assert len(found.mutants) > len(found.survivors)
    assert found.share == found.killed / len(found.mutants)
    return {each.change.where: each.change.shown for each in found.survivors}


def test_examples_at_the_boundary_notice_everything(tmp_path: Path) -> None:
    assert survivors(tmp_path / "limit", LIMIT + KEPT + LATE % "{breached: {points: -5}}") == {}
    assert survivors(tmp_path / "flow", FLOW + DONE) == {}


def test_what_no_example_insists_on_survives(tmp_path: Path) -> None:
    found = hunt(load(write(tmp_path, LIMIT + KEPT + LATE % "breached"))).survivors
    assert {each.change.shown for each in found} == {
        "− {'points': -5}",
        "− -5",
        "-5 → -6",
        "-5 → -4",
    }


def test_an_example_far_from_the_boundary_notices_no_minute(tmp_path: Path) -> None:
    late = '- {name: late, facts: [{repair.reported: "08:00"}, {repair.arrived: "10:00"}], then: {breached: {points: -5}}}\n'
    assert set(survivors(tmp_path, LIMIT + KEPT + late).values()) == {"45min → 46min"}


def test_a_step_without_example_survives_in_every_way(tmp_path: Path) -> None:
    found = hunt(load(write(tmp_path, FLOW))).survivors
    assert {each.change.shown for each in found if each.change.path[:3] == ("flow", "steps", "done")} == {
        "+ head",
        "+ done",
    }


def test_a_step_may_be_shown_beside_another_clause(tmp_path: Path) -> None:
    charter = load(write(tmp_path, FLOW, LIMIT + DONE))
    assert hunt(charter, ["1"]).survivors == ()


def test_what_the_checks_refuse_is_no_charter(tmp_path: Path) -> None:
    kept = '- {name: kept, facts: [{repair.reported: "09:00"}, {repair.done: "+1d 17:00"}], then: kept}\n'
    late = (
        '- {name: late, facts: [{repair.reported: "09:00"}, {repair.done: "+1d 17:00:01"}], then: breached}\n'
    )
    found = hunt(load(write(tmp_path, CLOCK + kept + late)))
    assert found.survivors == () and all(each.change.where != "limit.clock" for each in found.mutants)


def test_one_clause_is_broken_alone_and_a_waiting_one_not_at_all(tmp_path: Path) -> None:
    waits = "score: {on: repair.reported, to: staff, points: $unset}\n"
    charter = load(write(tmp_path, LIMIT + KEPT, CLOCK.removesuffix("examples:\n"), waits))
    assert {each.clause for each in hunt(charter, ["2"]).mutants} == {"2"}
    assert {each.clause for each in hunt(charter).mutants} == {"1", "2"}


@pytest.mark.slow
@pytest.mark.parametrize("clause", ["2.1.13", "1.2.3c", "1.3.1.1", "1.3.3.3b", "2.1.2"])
def test_clauses_of_the_power_hall_notice_every_breakage(clause: str) -> None:
    found = hunt(load("power-hall"), [clause])
    assert found.mutants and [(each.change.where, each.change.shown) for each in found.survivors] == []
