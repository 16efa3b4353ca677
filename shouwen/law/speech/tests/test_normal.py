"""Normal text: what is the same word folds to the same signs, and each sign knows where it stood."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwen.law.speech import folded, normalise

SIGNS = "不知道行您好谢１1aＡ，。！ 　\t\n請麼著㎡ﬁ…“”\u200b\u0336々😀"
TEXTS = st.text(st.one_of(st.sampled_from(SIGNS), st.characters(codec="utf-8")), max_size=30)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("ＡＢｃ １２", "abc12"),
        ("請問，您需要甚麼？！", "请问,您需要什么,"),
        ("等著吧", "等着吧"),
        ("不 知 道", "不知道"),
        ("不\u200b知\u0336道", "不知道"),
        ("不~知~道", "不知道"),
        ("不不不知道道", "不知道"),
        ("拨打 10086", "拨打10086"),
        ("。。。", ","),
        ("不、知-道", "不知道"),
        ("“不”知道", ",不,知道"),
    ],
)
def test_what_is_the_same_word_folds_to_the_same_signs(written: str, normal: str) -> None:
    assert folded(written) == normal


@pytest.mark.slow
@settings(max_examples=200)
@given(TEXTS)
def test_the_quick_fold_and_the_one_with_places_agree(text: str) -> None:
    assert normalise(text).text == folded(text)


@pytest.mark.slow
@settings(max_examples=200)
@given(TEXTS, st.data())
def test_a_place_in_the_normal_text_leads_back_to_what_was_written(text: str, data: st.DataObject) -> None:
    normal = normalise(text)
    if not normal.text:
        return
    start = data.draw(st.integers(0, len(normal.text) - 1))
    end = data.draw(st.integers(start + 1, len(normal.text)))
    begin, stop = normal.span(start, end)
    assert 0 <= begin < stop <= len(text)
    assert normal.text[start:end] in folded(text[begin:stop])


@pytest.mark.slow
@settings(max_examples=200)
@given(TEXTS)
def test_normal_text_stays_as_it_is(text: str) -> None:
    assert folded(folded(text)) == folded(text)
