"""What changed is said clause by clause, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from shouwen.law.charter import load
from shouwen.law.charter.difference import Difference, differences
from shouwen.law.charter.tests.packs import HEADER, write

LIMIT = "limit: {from: repair.reported, to: repair.arrived, within: {area: {urban: 45min}}}\nbreach: {tell: [crew], points: -5}\n"


def between(tmp_path: Path, old: str, new: str, header: str = HEADER) -> tuple[Difference, ...]:
    return differences(load(write(tmp_path / "a", old)), load(write(tmp_path / "b", new, header=header)))


@pytest.mark.parametrize(
    ("old", "new", "zh", "en"),
    [
        (
            "45min",
            "30min",
            "时限 › 时限 › area › urban：由 45min 改为 30min",
            "time limit › within › area › urban: from 45min to 30min",
        ),
        ("-5", "-7", "违反的后果 › 分数：由 -5 改为 -7", "consequence of a breach › points: from -5 to -7"),
        (
            "[crew]",
            "[crew, head]",
            "违反的后果 › 告知：增加 所长",
            "consequence of a breach › tells: added Head",
        ),
        ("[crew]", "[head]", "违反的后果 › 告知：去掉 抢修", "consequence of a breach › tells: removed Crew"),
        (", points: -5", "", "违反的后果 › 分数：去掉 -5", "consequence of a breach › points: removed -5"),
    ],
)
def test_a_change_is_said_in_both_languages(old: str, new: str, zh: str, en: str, tmp_path: Path) -> None:
    first = between(tmp_path, LIMIT, LIMIT.replace(old, new))[0]
    assert (first.clause, first.words.zh, first.words.en) == ("1", zh, en)


def test_whole_clauses_come_and_go(tmp_path: Path) -> None:
    one, two = (
        load(write(tmp_path / "a", LIMIT)),
        load(write(tmp_path / "b", LIMIT, "precede: {what: repair.arrived, before: repair.done}")),
    )
    assert [(each.clause, each.sort, each.words.en) for each in differences(one, two)] == [
        ("2", "added", "a new clause: Title")
    ]
    assert [(each.clause, each.sort, each.words.zh) for each in differences(two, one)] == [
        ("2", "removed", "删去本条：标题")
    ]
    assert differences(one, one) == ()


def test_head_and_examples_are_counted(tmp_path: Path) -> None:
    example = 'examples:\n- {name: x, facts: [{repair.reported: "08:00", area: urban}], then: open}\n'
    header = HEADER.replace("default: 30min", "default: 20min")
    found = between(tmp_path, LIMIT, LIMIT + example, header)
    assert [(each.clause, each.path) for each in found] == [
        (None, "settings.promptly.default"),
        (None, "settings.promptly"),
        ("1", "examples"),
    ]
    assert found[-1].words.en == "examples: 1 new or rewritten, 0 gone"
