"""Phrase rules: what the language refuses, what clashes, and what examples of talk come to."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from shouwen.law.charter import Charter, CharterErrors, load
from shouwen.law.charter.changes import applied
from shouwen.law.charter.language import Phrase
from shouwen.law.charter.prove import prove
from shouwen.law.charter.tests.packs import HEADER, errors, write

WHERE = """\
channels: {hall: {zh: 大厅, en: Hall}, phone: {zh: 电话, en: Telephone}}
situations: {refusing: {zh: 拒绝, en: Refusing}, cash: {zh: 现金, en: Cash}}
"""
WORDS = "{zh: 请稍候, en: please wait}"


def found(tmp_path: Path, *clauses: str) -> list[str]:
    """What is wrong with clauses, in English."""
    return [error.sentence("en") for error in errors(write(tmp_path, *clauses, header=HEADER + WHERE))]


@pytest.mark.parametrize(
    ("phrase", "what"),
    [
        ("{channel: hall}", "it asks for no words; write required"),
        ("{required: '！？'}", "holds no letter or digit; write the word"),
        ("{forbidden: 不行, required: 不 行}", "is both required and forbidden; remove it from one"),
        (f"{{forbidden: 不行, replace: {{不知道: {WORDS}}}}}", "has a better wording but is not forbidden"),
        (f"{{required: 您好, instead: {WORDS}}}", "a wording instead, but no forbidden word"),
        ("{forbidden: 不行, harmless: [不知道]}", "holds none of the forbidden words; remove it"),
        ("{required: [您好, 再见], order: [您好, 谢谢]}", "stands in the order but is not required"),
        ("{required: [您好, 再见], order: [您好]}", "one word has no order; give at least two"),
        (f"{{model: {{for: {WORDS}}}}}", "nothing that can be checked; write keywords, parts or slots"),
        (
            f"{{model: {{for: {WORDS}, slots: {{channel: {{title: {WORDS}}}}}}}}}",
            "'channel' is a field of speech.said already; give the slot another name",
        ),
        ("{situation: refusin, required: 您好}", "no situation 'refusin'; did you mean 'refusing'?"),
        ("{channel: fone, required: 您好}", "there is no channel 'fone'; did you mean 'phone'?"),
        ("{position: start, required: 您好}", "'position' cannot be 'start'; write 'opening'"),
        ("{posts: crow, required: 您好}", "there is no post 'crow'; did you mean 'crew'?"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_cure(phrase: str, what: str, tmp_path: Path) -> None:
    assert any(what in sentence for sentence in found(tmp_path, f"phrase: {phrase}")), found(
        tmp_path, f"phrase: {phrase}"
    )


@pytest.mark.parametrize(
    "advised",
    [
        "required: [办不行了]",
        "required_any: [您好, 不行]",
        f"model: {{for: {WORDS}, keywords: [不行]}}",
        f"model: {{for: {WORDS}, keywords: [您好], says: {{zh: 您好，这样不行。, en: no}}}}",
        "forbidden: [不知道], replace: {不知道: {zh: 这个不行, en: no}}",
        "forbidden: [不知道], instead: {zh: 不 行 啊, en: no}",
    ],
)
def test_a_word_one_clause_wants_and_another_forbids_shows_both_places(advised: str, tmp_path: Path) -> None:
    pack = write(
        tmp_path,
        "phrase: {forbidden: [不行]}",
        f"phrase: {{channel: hall, {advised}}}",
        header=HEADER + WHERE,
    )
    (error,) = errors(pack)
    assert "which clause 1 forbids" in error.what.en
    assert error.other is not None
    assert (error.other.line, error.place.line) == (7, 12)


@pytest.mark.parametrize(
    "other",
    [
        "channel: phone, required: [不行]",
        "situation: cash, channel: phone, required: [不行]",
        f"channel: hall, model: {{for: {WORDS}, says: {{zh: 不是不行。, en: yes}}, keywords: [不是]}}",
    ],
)
def test_what_is_parted_or_not_charged_does_not_clash(other: str, tmp_path: Path) -> None:
    assert found(tmp_path, "phrase: {channel: hall, forbidden: [不行]}", f"phrase: {{{other}}}") == []


def test_phrase_clauses_have_no_exceptions(tmp_path: Path) -> None:
    other = 'phrase: {channel: hall, required: 您好}\nexception_to: "1"'
    sentences = found(tmp_path, "phrase: {required: 再见}", other)
    assert any("it cannot be its exception" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("example", "what"),
    [
        ("says: 您好, in: {chanel: hall}", "what is said has no field 'chanel'; did you mean 'channel'?"),
        ("says: 您好, in: {channel: hal}", "'channel' cannot be 'hal'; did you mean 'hall'?"),
        ("says: {staff: 您好, situation: cash refusin}", "'situation' cannot be 'refusin'"),
        ("says: {clerk: 您好}", "a turn is not understood; write what staff said"),
        ("says: 您好, each: 您好", "says and each cannot stand together"),
        ("says: 您好, only: true", "only goes with a step that is allowed"),
    ],
)
def test_an_example_that_cannot_be_read_is_told_where(example: str, what: str, tmp_path: Path) -> None:
    clause = f"phrase: {{required: 您好}}\nexamples: [{{name: a, {example}, then: kept}}]"
    assert any(what in sentence for sentence in found(tmp_path, clause)), found(tmp_path, clause)


def standing(tmp_path: Path, phrase: str, *examples: str) -> list[str]:
    """How the examples of one clause came out: its standing, then what failed."""
    lines = "\n".join(f"  - {{name: e{n}, {example}}}" for n, example in enumerate(examples))
    pack = write(tmp_path, f"phrase: {phrase}\nexamples:\n{lines}", header=HEADER + WHERE)
    (clause,) = prove(load(pack), "both").clauses
    return [clause.standing, *(f"{o.engine}: {o.got}" for o in clause.outcomes if o.got)]


@pytest.mark.slow
def test_examples_of_talk_come_out_on_both_engines(tmp_path: Path) -> None:
    assert standing(
        tmp_path,
        f"{{channel: hall, forbidden: [不行, 等着吧], replace: {{不行: {WORDS}}}}}",
        "each: [不行。, 等着吧。], in: {channel: hall, who: wang}, only: true, then: {breached: {staff: wang}}",
        "says: [不行。, {customer: 什么}, {staff: 等着吧, at: '08:05'}], in: {channel: hall}, then: [breached, breached]",
        "says: 不 行！, in: {channel: hall}, then: {breached: {words: 不行, better: please wait}}",
        "says: 好的, in: {channel: [hall]}, then: kept",
        "says: 不行, then: {undecided: channel}",
        "says: 不行, in: {channel: phone}, then: none",
    ) == ["proven"]


@pytest.mark.slow
def test_only_finds_a_rule_that_is_too_wide(tmp_path: Path) -> None:
    example = "says: 您好, in: {channel: hall, situation: cash}, only: true, then: kept"
    state, *failed = standing(tmp_path, "{situation: cash, required: 您好}", example)
    assert state == "failing"
    assert failed == ["python: kept, kept", "duckdb: kept, kept"]


@pytest.mark.slow
def test_order_lasting_and_open_talk(tmp_path: Path) -> None:
    order = "{required: [您好, 再见], order: [您好, 再见]}"
    assert standing(
        tmp_path,
        order,
        "says: [您好。, 再见。], then: [kept, kept]",
        "says: 再见，您好。, then: [kept, {breached: {words: 再见、您好}}]",
        "says: 您好。, then: {breached: {words: 再见}}",
        "says: 您好。, over: false, then: {open: {words: 再见}}",
    ) == ["proven"]
    assert standing(
        tmp_path,
        "{lasting: 10min, to: next, required: 对不起}",
        "says: [在办。, {staff: 对不起。, to: next, at: '08:10'}], then: kept",
        "says: [在办。, {staff: 对不起。, at: '08:10'}], then: breached",
        "says: [在办。, {staff: 好。, at: '08:09:59'}], then: none",
    ) == ["proven"]


def _without(charter: Charter, number: str, broken: Phrase) -> Charter:
    """The charter with another phrase rule in the place of that of a clause."""
    return replace(
        charter,
        written=tuple(
            replace(rule, body=broken) if rule.clause.clause == number and rule.key == "phrase" else rule
            for rule in charter.written
        ),
    )


def _words(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The places of every word in a list of words."""
    if isinstance(data, dict):
        return [place for key, value in data.items() for place in _words(value, (*path, key))]
    if isinstance(data, (list, tuple)):
        return [
            place
            for index, value in enumerate(data)
            for place in ([(*path, index)] if isinstance(value, str) else _words(value, (*path, index)))
        ]
    return []


@pytest.mark.slow
def test_every_word_of_the_power_hall_is_felt_by_an_example() -> None:
    charter, unfelt, tried = load("power-hall"), [], 0
    chapters = json.loads(charter.text)["chapters"]
    written = {raw["clause"]: raw for _, chapter in chapters for raw in chapter["clauses"]}
    for rule in charter.rules_of(Phrase):
        raw = written[rule.clause.clause]["phrase"]
        for place in _words(raw):
            if place[0] in ("channel", "situation", "position", "language"):
                continue
            tried += 1
            raw.pop("replace", None)  # the better wording of a word that is gone would be refused
            broken = Phrase.model_validate(applied(raw, place, "从来没有人说过的话"))
            other = _without(charter, rule.clause.clause, broken)
            proof = prove(other.only(rule.clause.clause))
            mine = next(each for each in proof.clauses if each.clause.clause == rule.clause.clause)
            unfelt += [(rule.id, place)] if mine.standing != "failing" else []
    assert tried > 70
    assert unfelt == []


def test_the_facts_of_speech_come_with_the_rule(tmp_path: Path) -> None:
    slot = f"phrase: {{model: {{for: {WORDS}, slots: {{amount: {{title: {WORDS}}}}}}}}}"
    facts = load(write(tmp_path, slot, header=HEADER + WHERE)).facts
    assert {"text", "speaker", "situation", "amount"} <= facts["speech.said"].data.keys()
    assert "speech.ended" in facts
    with pytest.raises(CharterErrors, match=r"no kind of fact .speech\.said."):
        load(write(tmp_path / "none", "score: {on: speech.said, to: staff, points: -1}"))
