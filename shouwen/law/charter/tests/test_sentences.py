"""Every rule of every pack is told in both languages, with its words, items and tiers."""

from __future__ import annotations

from functools import cache

import pytest

from shouwen.law.charter import Charter, load
from shouwen.law.charter.language import KINDS
from shouwen.law.charter.sentences import consequences, sentence, sentences
from shouwen.law.charter.sentences.events import limits_from

PACKS = ("power-hall", "call-centre", "group-services", "heating", "after-sales")


@cache
def pack(name: str) -> Charter:
    return load(name)


@pytest.mark.slow
@pytest.mark.parametrize("name", PACKS)
def test_every_rule_of_a_pack_is_told_in_both_languages(name: str) -> None:
    charter = pack(name)
    for rule in charter.rules:
        told = sentence(charter, rule)
        for words in (told.kind, told.says, *told.points):
            assert words.zh.strip() and words.en.strip(), rule.id


@pytest.mark.slow
def test_every_kind_of_rule_has_its_own_sentence() -> None:
    kinds = {rule.key for name in PACKS for rule in pack(name).rules}
    assert kinds == set(KINDS)


def said(name: str, clause: str) -> str:
    """All that the page of a clause says of its rules, in Chinese and English."""
    charter = pack(name)
    lines = [
        f"{words.zh} {words.en}"
        for told in sentences(charter, charter.clauses[clause])
        for words in (told.says, *told.points)
    ]
    return "\n".join(lines)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "clause", "wanted"),
    [
        ("power-hall", "2.1.4", "城区 45 分钟、农村 90 分钟"),
        ("power-hall", "2.1.4", "Rural 90 minutes"),
        ("power-hall", "1.2.1c", "须说：“请走好”、“再见”"),
        ("power-hall", "2.1.6", "示范（自我介绍并说明来意）"),
        ("group-services", "3.1.4.5c", "忙而不乱"),
        ("call-centre", "14.5b", "三天以内（「准假天数」不大于 3）：分管经理"),
        ("power-hall", "1.3.1.6", "接待日期"),
        ("heating", "2.1", "负责人：总经理"),
        ("call-centre", "5.1.3", "情绪自控能力"),
        ("heating", "3.3.2", "未通过不得办理业务"),
    ],
)
def test_a_page_shows_the_single_points_of_a_rule(name: str, clause: str, wanted: str) -> None:
    assert wanted in said(name, clause)


@pytest.mark.slow
def test_the_clocks_that_an_intake_starts_are_known_beforehand() -> None:
    assert "2.1.4" in {clause for clause, _, _ in limits_from(pack("power-hall"), "repair.reported")}


@pytest.mark.slow
def test_consequences_are_told_with_who_bears_them() -> None:
    charter = pack("power-hall")
    told = [pair for clause in charter.clauses.values() for pair in consequences(charter, clause)]
    assert any("分" in text.zh for _, text in told)
    assert all(label.zh and label.en and text.zh and text.en for label, text in told)
