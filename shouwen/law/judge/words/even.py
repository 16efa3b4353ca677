"""assign evenly: how many somebody has, and how many at most."""

from __future__ import annotations

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.names import fact_words, instant_text, period_words, who_words
from shouwen.law.judge.rules import EvenRule
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.words.parts import joined
from shouwen.words import Words


def said(rule: EvenRule, verdict: Verdict, charter: Charter) -> Words:
    """The middle of the sentence, as far as it is of this kind."""
    at, kind, part = (
        instant_text(verdict.at, charter.zone),
        fact_words(charter, rule.kinds),
        verdict.part or 0,
    )
    who, period = who_words("staff", verdict), period_words(verdict.period or "")
    start = Words(
        f"{at}「{kind.zh}」后，{who.zh}{period.zh}共 {part} 件",
        f"with '{kind.en}' at {at} {who.en} has {part} in {period.en}",
    )
    if verdict.whole is None:
        return joined(start, Words("，没有别人可分", ", and there is nobody else to give it to"))
    if verdict.verdict == "breached":
        return joined(start, Words(f"，最多应为 {verdict.whole} 件", f", at most {verdict.whole} allowed"))
    return joined(start, Words("，分派均衡", ", evenly spread"))
