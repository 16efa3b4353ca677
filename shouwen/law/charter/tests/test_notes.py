"""Notes and swallowed clauses: what a charter may say, and still should not."""

from __future__ import annotations

from pathlib import Path

import pytest

from shouwen.law.charter import load
from shouwen.law.charter.checks.notes import notes
from shouwen.law.charter.tests.packs import errors, write

LIMIT = "limit: {from: repair.reported, to: repair.arrived, within: 45min}"
FLOW = """\
flow:
  name: repair
  title: {zh: 报修, en: Repair}
  prefix: BX
  start: [reported]
  steps:
    reported: {title: {zh: 受理, en: Take in}, records: repair.reported, who: [crew]}
    done: {title: {zh: 修复, en: Mend}, records: repair.done, who: [crew], after: reported, ends: true}
"""


def test_facts_are_followed_from_their_step_to_their_rule(tmp_path: Path) -> None:
    found = notes(load(write(tmp_path, LIMIT, FLOW)))
    assert [(each.clause, each.what.en) for each in found] == [
        ("1", "no step records facts of kind repair.arrived"),
        ("2", "no rule reads facts of kind repair.done"),
    ]


def exception(where: str = "", dates: str = "") -> str:
    conditions = f", where: {where}" if where else ""
    return LIMIT.replace("45min", f"90min{conditions}") + f'\nexception_to: "1"\n{dates}'


@pytest.mark.parametrize(
    ("clause", "other", "swallowed"),
    [
        (LIMIT, exception(), True),
        (LIMIT, exception("{area: rural}"), False),
        (LIMIT, exception(dates="effective: 2026-07-01"), False),
        (LIMIT, exception(dates="until: 2026-07-01"), False),
        (LIMIT.replace("45min", "45min, where: {area: rural}"), exception("{area: rural}"), True),
        (LIMIT.replace("45min", "45min, where: {area: rural}"), exception(), True),
        (LIMIT.replace("45min", "45min, where: {area: rural}"), exception("{area: urban}"), False),
    ],
)
def test_an_exception_leaves_something_of_its_clause(
    clause: str, other: str, swallowed: bool, tmp_path: Path
) -> None:
    found = [each.what.en for each in errors(write(tmp_path, clause, other))]
    assert ("the exception leaves nothing of clause 1" in found) is swallowed
