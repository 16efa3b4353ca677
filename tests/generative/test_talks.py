"""Whatever is said and whatever the phrase rules: both engines say the same, and a talk is judged by itself."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouwen.law.charter import Charter, CharterErrors
from shouwen.law.facts import Fact
from shouwen.law.judge import judge
from shouwen.law.judge.plain import judge_subjects
from shouwen.law.judge.sql import judge as judge_sql
from shouwen.law.worktime.instants import parse_iso
from tests.packs import charter_of, clause, said

EXAMPLES = int(os.environ.get("SHOUWEN_EXAMPLES", "8"))
SECOND = 1_000_000
START = parse_iso("2026-03-02T08:00", "Asia/Shanghai")
WORDS = ("您好", "不行", "不知道", "谢谢", "因为", "办不了", "再见")
SOME = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True)
HEADER = {
    "channels": {"hall": said("hall"), "phone": said("phone")},
    "situations": {"cash": said("cash"), "angry": said("angry")},
    "posts": {"clerk": said("clerk")},
}
pytestmark = pytest.mark.slow

WHERE = st.fixed_dictionaries(
    {},
    optional={
        "channel": st.sampled_from(["hall", ["hall", "phone"]]),
        "situation": st.sampled_from(["cash", ["cash", "angry"]]),
        "position": st.sampled_from(["opening", "closing", "middle"]),
        "posts": st.just("clerk"),
        "after_silence": st.sampled_from(["5s", "30s"]),
        "lasting": st.just("20s"),
        "to": st.sampled_from(["served", "next"]),
    },
)
MODEL = st.fixed_dictionaries(
    {"for": st.just(said("for")), "slots": st.just({"amount": {"title": said("amount")}})},
    optional={
        "keywords": SOME,
        "parts": SOME.map(lambda words: {"part": {"title": said("part"), "any": words}}),
    },
)
ASKED = st.one_of(
    st.fixed_dictionaries({"required": SOME}, optional={"required_any": SOME}),
    st.fixed_dictionaries({"model": MODEL}),
    st.fixed_dictionaries({"forbidden": SOME, "instead": st.just(said("better"))}),
    st.fixed_dictionaries({"together": st.just([["不行", "不知道"]]), "required": st.just(["您好"])}),
    st.just({"reason": {}}),
    st.just({"language": "mandarin"}),
    st.just({"required": ["您好", "再见"], "order": ["您好", "再见"]}),
)
CONSEQUENCE = st.fixed_dictionaries(
    {}, optional={"breach": st.just({"points": -1}), "praise": st.just({"points": 0.5}),
                  "effective": st.just("2026-03-02"), "until": st.just("2026-03-02")}
)  # fmt: skip


@st.composite
def charters(draw: st.DrawFn) -> Charter:
    """A charter of one to three phrase clauses that do not contradict each other."""
    bodies = draw(st.lists(st.builds(lambda a, b: a | b, WHERE, ASKED), min_size=1, max_size=3))
    found = [clause(str(n), phrase=body, **draw(CONSEQUENCE)) for n, body in enumerate(bodies, start=1)]
    try:
        return charter_of(HEADER, found)
    except CharterErrors:
        return charter_of(HEADER, [clause("1", phrase={"required": "您好"})])


@st.composite
def logs(draw: st.DrawFn) -> list[Fact]:
    """Turns of three conversations on few instants, some of them over."""
    text = st.lists(st.sampled_from([*WORDS, "，", "。", "“", "”", "不是", "100元"]), max_size=5).map("".join)
    data = st.fixed_dictionaries(
        {"text": text},
        optional={
            "speaker": st.sampled_from(["staff", "staff", "customer"]),
            "channel": st.sampled_from(["hall", "phone", "moon"]),
            "situation": st.sampled_from(["cash", "angry cash", "none"]),
            "position": st.sampled_from(["opening", "middle"]),
            "post": st.just("clerk"),
            "to": st.sampled_from(["served", "next"]),
            "language": st.sampled_from(["mandarin", "dialect"]),
            "until": st.sampled_from(["2026-03-02 08:00:05", "soon"]),
            "amount": st.just("100元"),
        },
    )
    fact = st.builds(
        Fact,
        kind=st.sampled_from(["speech.said"] * 6 + ["speech.ended"]),
        at=st.sampled_from([0, 5, 30, 60, 60 * 60 * 16]).map(lambda s: START + s * SECOND),
        subject=st.sampled_from(["t1", "t2", "t|3"]),
        id=st.integers(0, 999).map(str),
        staff=st.sampled_from(["ann", "bo", None]),
        data=data,
    )
    return draw(st.lists(fact, max_size=14, unique_by=lambda each: each.id))


@settings(max_examples=EXAMPLES * 4, deadline=None, suppress_health_check=list(HealthCheck))
@given(charter=charters(), facts=logs())
def test_engines_agree(charter: Charter, facts: list[Fact]) -> None:
    now = START + 60 * 60 * 24 * SECOND
    assert judge_sql(facts, charter, now).verdicts == judge(facts, charter, now).verdicts


@settings(max_examples=EXAMPLES * 10, deadline=None, suppress_health_check=list(HealthCheck))
@given(charter=charters(), facts=logs(), data=st.data())
def test_a_talk_is_judged_by_itself_in_any_order(charter: Charter, facts: list[Fact], data: Any) -> None:
    now = START + 60 * 60 * 24 * SECOND
    shuffled = data.draw(st.permutations(facts))
    whole = judge(shuffled, charter, now).verdicts
    alone = [
        verdict
        for subject in {fact.subject for fact in facts}
        for verdict in judge_subjects([f for f in facts if f.subject == subject], charter, now)
    ]
    assert list(whole) == sorted(alone, key=lambda verdict: verdict.key)


@settings(max_examples=EXAMPLES * 10, deadline=None, suppress_health_check=list(HealthCheck))
@given(charter=charters(), facts=logs())
def test_nothing_said_in_a_talk_that_is_over_stays_open(charter: Charter, facts: list[Fact]) -> None:
    now = START + 60 * 60 * 24 * SECOND
    over = {fact.subject for fact in facts if fact.kind == "speech.ended"}
    for verdict in judge(facts, charter, now).verdicts:
        assert verdict.verdict != "open" or verdict.subject not in over
