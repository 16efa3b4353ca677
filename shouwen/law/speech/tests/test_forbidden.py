"""Forbidden words: found however they are written, with place, clause and better wording; never where they are quoted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwen.law.speech import PhraseBook, PhraseRule, judge
from shouwen.law.speech.tests.words import TABOO, charged, found, said

CALM = st.sampled_from(["您好", "请稍等", "我帮您查一下", "电费已经到账", "明天上午有人上门", ""])
FORBIDDEN = st.sampled_from(TABOO.forbidden)
TRADITIONAL = {"没办法": "沒辦法", "等着吧": "等著吧"}


def wide(word: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in word)


def test_a_hit_tells_place_clause_and_better_wording() -> None:
    text = "您好，这个我不 知 道。"
    [finding] = [one for one in found(text, TABOO) if one.verdict == "breached"]
    [hit] = finding.hits
    assert (finding.rule, finding.clause, finding.what) == ("taboo", "1.1", "forbidden")
    assert (hit.word, hit.said, text[hit.start : hit.end]) == ("不知道", "不 知 道", "不 知 道")
    assert hit.better is not None and hit.better.zh == "我马上为您核实"


def test_a_word_without_a_wording_of_its_own_gets_the_one_for_all() -> None:
    [finding] = found("不清楚", TABOO)
    assert finding.hits[0].better == TABOO.instead


@pytest.mark.slow
@settings(max_examples=100)
@given(CALM, FORBIDDEN, CALM, st.lists(st.sampled_from([" ", "　", "\u200b", "\t", "\n", "·"]), min_size=8))
def test_spaces_between_the_signs_hide_nothing(before: str, word: str, after: str, gaps: list[str]) -> None:
    spaced = "".join(sign + gaps[i % len(gaps)] for i, sign in enumerate(word))
    assert charged(f"{before}。{spaced}。{after}")


@given(st.sampled_from(["fax", "vip8", "ok吧"]))
def test_width_and_case_hide_nothing(word: str) -> None:
    rule = PhraseRule("r", "1", forbidden=(word,))
    for written in (wide(word), word.upper(), unicodedata.normalize("NFD", word)):
        assert charged(f"请用{written}，谢谢", rule) == [written]


@pytest.mark.parametrize(("word", "written"), TRADITIONAL.items())
def test_traditional_signs_hide_nothing(word: str, written: str) -> None:
    assert charged(f"這個{written}") == [written]


@given(FORBIDDEN, st.integers(2, 4), st.integers(0, 2))
def test_signs_said_again_hide_nothing(word: str, times: int, which: int) -> None:
    i = which % len(word)
    again = word[:i] + word[i] * times + word[i + 1 :]
    assert charged(again) == [again]


@pytest.mark.slow
@settings(max_examples=100)
@given(
    CALM,
    FORBIDDEN,
    st.sampled_from(
        '“{}” 「{}」 『{}』 "{}" ‘{}’ “您说{}呢” 您说{} 您刚才说：{} 客户反映{} 用户问我们是不是{}'.split()
    ),
    CALM,
)
def test_the_customers_own_words_are_never_punished(before: str, word: str, quote: str, after: str) -> None:
    assert charged(f"{before}，{quote.format(word)}。{after}") == []


@pytest.mark.slow
@settings(max_examples=100)
@given(
    CALM,
    FORBIDDEN,
    st.sampled_from(
        ["不是{}", "并非{}", "不是我{}", "我们不能说{}", "不要说{}", "不 是 {}", "並非{}", "不是說{}"]
    ),
    CALM,
)
def test_negations_are_never_punished(before: str, word: str, negation: str, after: str) -> None:
    assert charged(f"{before}，{negation.format(word)}，{after}") == []


@pytest.mark.parametrize(
    "text",
    [
        "您看这样行不行？",
        "请问您知不知道户号？",
        "清不清楚？",
        "该车不行驶",
        "不知道您明天在不在家？",
        "不清楚您是否收到了账单",
        "要不，行吧，我来办",
        "不是不知道，是要核实",
        "「不行」这两个字我们不说",
    ],
)
def test_words_that_only_look_forbidden_are_left_alone(text: str) -> None:
    assert charged(text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("不是，不知道。", "不知道"),
        ("我跟您说，不行！", "不行"),
        ("我已经对您说了不行", "不行"),
        ("您说得对，我不清楚。", "不清楚"),
        ("您说的“停电”我不知道", "不知道"),
        ("他说“可以”，我说不行", "不行"),
        ("“不行”，就是不行。", "不行"),
        ("没有“不行，就这样", "不行"),
        ("不、知、道", "不、知、道"),
        ("不·知*道", "不·知*道"),
        ("请稍等，等着吧", "等着吧"),
        ("我不知道是不是停电", "不知道"),
        ("不知道您的户号", "不知道"),
        ("不知道，您看行不行", "不知道"),
        ("真不行。行行好吧", "不行"),
    ],
)
def test_what_is_neither_quoted_nor_denied_is_charged(text: str, word: str) -> None:
    assert charged(text) == [word]


def test_of_words_within_words_the_longest_is_charged() -> None:
    rule = PhraseRule("r", "1", forbidden=("不会", "我不会做"))
    assert charged("我不会做", rule) == ["我不会做"]


def test_what_the_customer_says_is_not_judged() -> None:
    assert found("不知道", TABOO, speaker="customer") == []


@pytest.mark.slow
@settings(max_examples=50)
@given(
    st.lists(st.sampled_from(["不", "知道", "行", "您说", "清楚", "，", "是", "“", "”", " "]), max_size=12),
    st.integers(0, 5),
)
def test_splitting_the_list_of_rules_changes_nothing(parts: list[str], cut: int) -> None:
    rules = [PhraseRule(f"r{i}", "1", forbidden=(word,)) for i, word in enumerate(TABOO.forbidden)]
    one = judge([said("".join(parts))], PhraseBook(rules))
    two = [found("".join(parts), *some) for some in (rules[:cut], rules[cut:]) if some]
    assert sorted(one, key=lambda f: f.key) == sorted([f for half in two for f in half], key=lambda f: f.key)
