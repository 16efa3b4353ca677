"""Required words, model sentences and reasons: asked for only where the rule applies, undecided where nobody knows."""

from __future__ import annotations

import pytest

from shouwen.law.speech import (
    Model,
    PhraseBook,
    PhraseError,
    PhraseRule,
    Reason,
    judge,
    judge_one,
    placed,
    why,
)
from shouwen.law.speech.tests.words import CHANGE, GREETING, TABOO, THANKS, found, said
from shouwen.words import Words

REFUSAL = PhraseRule("refusal", "2.1", reason=Reason())


def verdicts(text: str, rule: PhraseRule, **more: object) -> list[str]:
    return [finding.verdict for finding in found(text, rule, **more)]


@pytest.mark.parametrize(
    ("text", "verdict"), [("您好，很高兴为您服务", "kept"), ("喂，什么事", "breached"), ("你好", "breached")]
)
def test_a_required_word_is_asked_for_where_the_rule_applies(text: str, verdict: str) -> None:
    assert verdicts(text, GREETING, position="opening") == [verdict]


@pytest.mark.parametrize("elsewhere", [{"position": "closing"}, {"channel": "hall", "position": "opening"}])
def test_elsewhere_nothing_is_asked_for(elsewhere: dict[str, str]) -> None:
    assert verdicts("喂", GREETING, **elsewhere) == []


@pytest.mark.parametrize("text", ["您好", "喂"])
@pytest.mark.parametrize(
    ("more", "unknown"),
    [
        ({"position": None}, ("position",)),
        ({"channel": None, "position": "opening"}, ("channel",)),
        ({"channel": None, "position": None}, ("channel", "position")),
    ],
)
def test_where_it_is_not_known_the_finding_is_undecided(
    text: str, more: dict[str, None], unknown: tuple[str]
) -> None:
    [finding] = found(text, GREETING, **more)
    assert (finding.verdict, finding.unknown) == ("undecided", unknown)


def test_an_unknown_situation_is_undecided_and_never_kept() -> None:
    only_here = PhraseRule("r", "1", situations=("complaint",), forbidden=("不行",))
    assert verdicts("谢谢", THANKS, situations=None) == ["undecided"]
    assert verdicts("不行", only_here, situations=None) == ["undecided"]
    assert verdicts("可以", only_here, situations=None) == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("非常感谢", "kept"), ("谢谢谢谢", "kept"), ("感激", "breached"), ("感谢", "breached")],
)
def test_one_of_several_words_is_enough(text: str, verdict: str) -> None:
    assert verdicts(text, THANKS, situations=frozenset({"help-received"})) == [verdict]


def test_the_parts_of_a_model_sentence_may_be_said_in_several_turns() -> None:
    here = {"situations": frozenset({"cash"})}
    talk = [
        said("收您一百元。", **here),
        said("好的", id="u2", at=1, speaker="customer", **here),
        said("找您二十元。", id="u3", at=2, **here),
    ]
    [finding] = judge(talk, PhraseBook([CHANGE]))
    assert (finding.verdict, finding.utterances) == ("kept", ("u1", "u3"))
    [short] = judge(talk[:1], PhraseBook([CHANGE]))
    assert (short.verdict, short.lacking, short.key) == ("breached", ("找您",), finding.key)


def test_a_slot_is_checked_where_its_value_is_known() -> None:
    here = {"situations": frozenset({"cash"}), "known": {"received": "100"}}
    assert verdicts("收您１００元，找您20元", CHANGE, **here) == ["kept"]
    [finding] = found("收您五十元，找您20元", CHANGE, **here)
    assert finding.lacking == ("{received}",)


def test_a_model_known_only_by_a_slot_nobody_filled_is_undecided() -> None:
    rule = PhraseRule("r", "1", model=Model(Words("说明原因", "tell the reason"), slots=("cause",)))
    [finding] = found("天冷管道冻了", rule)
    assert (finding.verdict, finding.unknown) == ("undecided", ("cause",))
    assert verdicts("管道冻裂了", rule, known={"cause": "管道冻裂"}) == ["kept"]


@pytest.mark.parametrize(
    ("turns", "verdicts"),
    [
        (["这个办不了。"], ["breached"]),
        (["这个办不了，因为资料不全。"], ["kept"]),
        (["因为系统检修，今天办不了。"], ["kept"]),
        (["这个办不了。", "原因是资料不全。"], ["kept"]),
        (["这个办不了。", "请回吧。", "因为资料不全。"], ["breached"]),
        (["不是办不了，请稍等。"], []),
        (["已经办好了。"], []),
    ],
)
def test_a_reason_must_follow_a_refusal(turns: list[str], verdicts: list[str]) -> None:
    talk = [said(text, id=f"u{i}", at=i) for i, text in enumerate(turns)]
    assert [finding.verdict for finding in judge(talk, PhraseBook([REFUSAL]))] == verdicts


SILENCE = PhraseRule("silence", "2.2", after_silence_s=10, required=("还在吗",))


@pytest.mark.parametrize(
    ("until", "at", "verdict"),
    [(2, 12, ["breached"]), (2, 11, []), (None, 12, ["undecided"]), (None, 9, [])],
)
def test_a_rule_after_silence_applies_when_nobody_spoke_for_so_long(
    until: int | None, at: int, verdict: list[str]
) -> None:
    ended = None if until is None else until * 1_000_000
    talk = [said("嗯", speaker="customer", until_at=ended), said("喂", id="u2", at=at * 1_000_000)]
    assert [finding.verdict for finding in judge(talk, PhraseBook([SILENCE]))] == verdict


def test_the_first_turn_of_staff_is_the_opening_and_the_last_the_closing_once_it_is_over() -> None:
    talk = [said(text, id=f"u{i}", at=i, position=None) for i, text in enumerate(["您好", "请讲", "再见"])]
    assert [one.position for one in placed(talk, is_over=True)] == ["opening", "middle", "closing"]
    assert [one.position for one in placed(talk, is_over=False)] == ["opening", "middle", None]


def test_the_order_and_repetition_of_utterances_change_nothing() -> None:
    talk = [
        said("不行", id="u1"),
        said("您好，不清楚", id="u2", at=1, position="opening"),
        said("谢谢", id="u3", at=2),
    ]
    book = PhraseBook([TABOO, GREETING, THANKS, REFUSAL])
    assert judge([*talk[::-1], *talk], book) == judge(talk, book)


def test_a_batch_says_what_its_conversations_say_one_by_one() -> None:
    talk = [said("不行", id="u1"), said("您好", id="u2", subject="call-2", position="opening")]
    book = PhraseBook([TABOO, GREETING])
    alone = [finding for one in talk for finding in judge_one(one, book)]
    assert sorted(alone, key=lambda f: f.key) == sorted(judge(talk, book), key=lambda f: f.key)


def test_leaving_out_what_was_kept_leaves_everything_else() -> None:
    talk = [
        said("不行", id="u1"),
        said("您好", id="u2", at=1, position="opening"),
        said("喂", id="u3", at=2, position=None),
    ]
    book = PhraseBook([TABOO, GREETING, REFUSAL])
    kept_out = judge(talk, book, with_kept=False)
    assert kept_out == [finding for finding in judge(talk, book) if finding.verdict != "kept"]
    assert {finding.verdict for finding in kept_out} == {"breached", "undecided"}


def test_every_finding_says_why_in_both_languages() -> None:
    rules = [TABOO, GREETING, REFUSAL]
    for text, position in [("不行，办不了", "opening"), ("您好，因为停电，办不了", "opening"), ("喂", None)]:
        for finding in found(text, *rules, position=position):
            words = why(finding)
            assert words.zh.startswith(f"第 {finding.clause} 条：") and words.zh.endswith("。")
            assert words.en.startswith(f"Clause {finding.clause}: ") and words.en.endswith(".")


@pytest.mark.parametrize(
    ("broken", "mend"),
    [
        (lambda: PhraseRule("r", "1"), "write required"),
        (lambda: PhraseRule("r", "1", forbidden=("！！",)), "write the word"),
        (
            lambda: PhraseRule("r", "1", forbidden=("不行",), better={"不会": Words("我来", "I will")}),
            "add it to forbidden",
        ),
        (lambda: PhraseBook([TABOO, TABOO]), "an id of its own"),
    ],
)
def test_a_rule_that_cannot_be_used_says_how_to_mend_it(broken: object, mend: str) -> None:
    with pytest.raises(PhraseError, match=mend):
        broken()  # type: ignore[operator]
