"""Prompts: the words for here and now, chosen with the customer's feeling; feelings never reach the judge."""

from __future__ import annotations

import inspect

import pytest

from shouwen.law.speech import Model, PhraseBook, PhraseRule, Utterance, judge, prompt, read_emotion
from shouwen.law.speech.tests.words import GREETING, TABOO, THANKS, found
from shouwen.words import Words

SOOTHE = PhraseRule(
    "soothe",
    "3.1",
    situations=("customer-angry",),
    model=Model(Words("安抚", "soothe"), keywords=("理解您的心情",)),
)
BOOK = PhraseBook([TABOO, GREETING, THANKS, SOOTHE])


def shown(**here: object) -> list[str]:
    return [one.rule for one in prompt(BOOK, **here)]


def test_what_is_for_this_situation_comes_first_and_what_is_for_others_not_at_all() -> None:
    assert shown(channel="phone", position="middle", situations={"help-received"}) == ["thanks", "taboo"]
    assert shown(channel="hall", position="opening") == ["taboo"]
    assert shown(channel="phone", position="opening") == ["greeting", "taboo"]


def test_a_feeling_brings_up_the_words_for_it() -> None:
    feeling = read_emotion("等了三天了，什么态度，我要投诉你们")
    assert "soothe" in shown(channel="phone", position="middle", emotion=feeling.emotion)
    assert "soothe" not in shown(channel="phone", position="middle", emotion="uncertain")


def test_a_prompt_shows_what_to_say_and_what_instead() -> None:
    [taboo] = prompt(BOOK, channel="hall", position="opening")
    assert ("不知道", Words("我马上为您核实", "I will check this for you at once")) in taboo.avoid


def test_a_model_sentence_is_shown_with_the_slots_that_are_known() -> None:
    says = Words("您好，{company}，工号{staff_no}", "Hello, {company}, number {staff_no}")
    rules = [
        PhraseRule("a", "1", model=Model(Words("问候", "greet"), ("company", "staff_no"), says=says)),
        PhraseRule("b", "2", model=Model(Words("收款", "take cash"), ("amount",), ("收您",))),
    ]
    shown = [one.sentence for one in prompt(PhraseBook(rules), known={"company": "临江供电"})]
    assert [words.zh for words in shown if words] == [
        "您好，临江供电，工号{staff_no}",
        "收款：收您……{amount}",
    ]


def test_a_model_known_by_nothing_is_shown_and_not_judged() -> None:
    rule = PhraseRule("a", "1", model=Model(Words("安抚", "soothe")))
    assert [one.rule for one in prompt(PhraseBook([rule]))] == ["a"]
    assert found("随便说", rule) == []


def test_the_judge_takes_no_feeling() -> None:
    assert not {"emotion", "feeling"} & {
        *inspect.signature(judge).parameters,
        *Utterance.__dataclass_fields__,
    }


@pytest.mark.parametrize(
    ("text", "emotion"),
    [
        ("你们这是什么态度，我要投诉你们！", "anger"),
        ("你們這是什麼態度，我要投訴你們", "anger"),
        ("家里老人孩子冻着呢，真的急死了，怎么办啊", "anxiety"),
        ("我心里委屈，眼泪都下来了", "sadness"),
        ("我有点着急", "uncertain"),
        ("快点快点快点！！！", "shouting"),
        ("听见没有！！！", "shouting"),
        ("我不着急，也不用担心", "uncertain"),
        ("你好，请帮我查一下这个月的电费是多少。", "calm"),
        ("谢谢谢谢谢谢", "calm"),
        ("", "uncertain"),
        ("又气死我又急死我", "uncertain"),
    ],
)
def test_a_feeling_is_read_from_clear_signs_only(text: str, emotion: str) -> None:
    assert read_emotion(text).emotion == emotion


def test_several_lines_are_weighed_together() -> None:
    lines = ("我很着急", "你们骗人", "什么态度，凭什么")
    assert read_emotion(*lines).emotion == "anger"
