"""Rules and utterances for tests: a few clauses of invented companies, and the shortest way to say something."""

from __future__ import annotations

from typing import Any

from shouwen.law.speech import Finding, Model, PhraseBook, PhraseRule, Utterance, judge
from shouwen.words import Words

TABOO = PhraseRule(
    "taboo",
    "1.1",
    forbidden=("不行", "不知道", "不清楚", "没办法", "等着吧"),
    harmless=("不行驶",),
    better={"不知道": Words("我马上为您核实", "I will check this for you at once")},
    instead=Words("看看我们能为您做什么", "let us see what we can do for you"),
)
GREETING = PhraseRule("greeting", "1.2", channels=("phone",), positions=("opening",), required=("您好",))
THANKS = PhraseRule(
    "thanks", "1.3", situations=("help-received",), required_any=("谢谢", "非常感谢", "打搅您")
)
CHANGE = PhraseRule(
    "change",
    "1.4",
    situations=("cash",),
    model=Model(
        Words("唱收唱付", "call out the amounts"), slots=("received", "change"), keywords=("收您", "找您")
    ),
)


def said(text: str, **more: Any) -> Utterance:
    """An utterance of staff about which everything is known that rules of these tests ask for."""
    given = {"id": "u1", "subject": "call-1", "at": 0, "speaker": "staff", "channel": "phone"}
    return Utterance(
        **{**given, "situations": frozenset(), "position": "middle", "post": "clerk", **more, "text": text}
    )


def found(text: str, *rules: PhraseRule, **more: Any) -> list[Finding]:
    """What the judge says of one utterance."""
    return judge([said(text, **more)], PhraseBook(rules))


def charged(text: str, *rules: PhraseRule) -> list[str]:
    """The forbidden words that are charged in a text, as they were written in it."""
    findings = found(text, *(rules or (TABOO,)))
    return [hit.said for finding in findings if finding.verdict == "breached" for hit in finding.hits]
