"""score: what happened, how often, and how the sum comes about."""

from __future__ import annotations

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.names import IN_ROW, fact_words, field_words, instant_text, period_words, who_words
from shouwen.law.judge.rules import ScoreRule
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.words.parts import NONE, joined
from shouwen.law.judge.worked import worked
from shouwen.words import Words


def said(rule: ScoreRule, verdict: Verdict, charter: Charter) -> Words:
    """The middle of the sentence, as far as it is of this kind."""
    said = joined(_scored(rule, verdict, charter), _times_before(rule, verdict, charter))
    if not (verdict.points or verdict.money):
        return joined(said, Words("，不加不扣", ", nothing added or deducted"))
    counted = {"n" if rule.row else "k": verdict.part or 0}
    sums = [
        worked(formula, counted, lambda name: field_words(charter, rule.kinds, name))
        for formula, amount in ((rule.points, verdict.points), (rule.money, verdict.money))
        if formula and amount
    ]
    return joined(said, *(Words(f"，按 {each.zh} 计", f", counted as {each.en}") for each in sums if each))


def _scored(rule: ScoreRule, verdict: Verdict, charter: Charter) -> Words:
    at = instant_text(verdict.at, charter.zone)
    if rule.breaches:
        clauses = sorted(rule.breaches)
        return Words(f"{at} 违反第 {'、'.join(clauses)} 条", f"breach of {', '.join(clauses)} at {at}")
    kind = fact_words(charter, rule.kinds)
    return Words(f"{at}「{kind.zh}」", f"'{kind.en}' at {at}")


def _times_before(rule: ScoreRule, verdict: Verdict, charter: Charter) -> Words:
    """How often it has happened to whom in the period, or for how many periods in a row."""
    if not verdict.period or verdict.part is None:
        return NONE
    who = Words("", "number")
    if rule.of == rule.to:
        bearer = who_words(rule.bears, verdict)
        who = Words(bearer.zh, f"{bearer.en}: number")
    if rule.kth:
        period = period_words(verdict.period)
        return Words(
            f"，{who.zh}{period.zh}第 {verdict.part} 次", f", {who.en} {verdict.part} in {period.en}"
        )
    every = IN_ROW[rule.row or "month"]
    return Words(
        f"，{who.zh} 连续第 {verdict.part} {every.zh}", f", {who.en} {verdict.part} of {every.en}s in a row"
    )
