"""How a clause of the source stands follows from all clauses that cite it."""

from __future__ import annotations

from pathlib import Path

import pytest

from shouwen.law.charter import load
from shouwen.law.charter.prove import prove
from shouwen.law.charter.standing import counts, standings
from shouwen.law.charter.tests.packs import write

RULE = "limit: {from: repair.reported, to: repair.%s, within: 45min}\nexamples:\n"
KEPT = '- {name: kept, facts: [{repair.reported: "08:00"}, {repair.%s: "08:45"}], then: kept}\n'
LATE = '- {name: late, facts: [{repair.reported: "08:00"}, {repair.%s: "08:45:01"}], then: breached}\n'
WAITS = "score: {on: repair.reported, to: staff, points: $unset}\n"
PROVEN, FORCE = RULE + KEPT + LATE, RULE + KEPT
FAILS = FORCE.replace("then: kept", "then: breached")


def states(folder: Path, *clauses: str, cites: tuple[str, ...], kind: str = "limit") -> dict[str, str]:
    ends = ("arrived", "done")
    texts = [text.replace("%s", end) for text, end in zip(clauses, ends, strict=False)]
    write(folder, *texts)
    chapter = folder / "chapter.yaml"
    text = chapter.read_text("utf-8")
    for number, cited in enumerate(cites, start=1):
        text = text.replace(f"cites: MD-{number}\n", f"cites: {cited}\n")
    chapter.write_text(text, "utf-8")
    (folder / "catalogue.yaml").write_text(f"MD-1: {kind}\nMD-2: flow\n", "utf-8")
    return {each.id: each.state for each in standings(prove(load(folder)))}


@pytest.mark.parametrize(
    ("clauses", "kind", "state"),
    [
        ((PROVEN, PROVEN), "limit", "proven"),
        ((PROVEN, FORCE), "limit", "in-force"),
        ((PROVEN, "reading: {zh: 读, en: R}"), "limit", "in-force"),
        ((PROVEN, FAILS), "limit", "failing"),
        ((PROVEN, WAITS), "limit", "waiting"),
        (("reading: {zh: 读, en: R}",) * 2, "limit", "missing"),
        (("reading: {zh: 读, en: R}",) * 2, "principle", "handbook"),
        ((PROVEN, PROVEN), "org", "proven"),
    ],
)
def test_all_clauses_that_cite_it_decide(
    clauses: tuple[str, ...], kind: str, state: str, tmp_path: Path
) -> None:
    found = states(tmp_path, *clauses, cites=("MD-1", "MD-1"), kind=kind)
    assert found == {"MD-1": state, "MD-2": "missing"}


def test_rules_and_examples_that_carry_it_are_named(tmp_path: Path) -> None:
    states(tmp_path, PROVEN, PROVEN, cites=("[MD-1, MD-2]", "MD-1"))
    one, other = standings(prove(load(tmp_path)))
    assert (one.clauses, one.rules, one.examples) == (
        ("1", "2"),
        ("1#limit", "2#limit"),
        ("kept", "late") * 2,
    )
    assert (other.id, other.kind, other.clauses) == ("MD-2", "flow", ("1",))


def test_counts_by_kind(tmp_path: Path) -> None:
    states(tmp_path, PROVEN, cites=("MD-1",))
    assert counts(standings(prove(load(tmp_path)))) == {"limit": {"proven": 1}, "flow": {"missing": 1}}
