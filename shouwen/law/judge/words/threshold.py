"""threshold: how often it happened until it was too often."""

from __future__ import annotations

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.names import IN_ROW, fact_words, instant_text
from shouwen.law.judge.rules import ThresholdRule
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.words.parts import joined, of_group
from shouwen.words import Words


def said(rule: ThresholdRule, verdict: Verdict, charter: Charter) -> Words:
    """The middle of the sentence, as far as it is of this kind."""
    at = instant_text(verdict.at, charter.zone)
    if rule.breaches:
        clauses = sorted(rule.breaches)
        what = Words(f"违反第 {'、'.join(clauses)} 条", f"breaches of {', '.join(clauses)}")
    else:
        kind = fact_words(charter, rule.kinds)
        what = Words(f"「{kind.zh}」", f"'{kind.en}'")
    group = of_group(rule, verdict)
    if rule.row:
        every = IN_ROW[rule.row]
        days = "" if verdict.part == 1 else "s"
        return joined(
            group,
            Words(
                f"{what.zh}，于 {at} 达到连续 {verdict.part} {every.zh}的界限",
                f"{what.en} on {verdict.part} {every.en}{days} in a row, reached at {at}",
            ),
        )
    times = IN_ROW[rule.once].zh if rule.once else "次"
    return joined(
        group,
        Words(
            f"{what.zh}累计 {verdict.part} {times}，于 {at} 达到 {verdict.whole} {times}的界限",
            f"{what.en} reached {verdict.whole} at {at}",
        ),
    )
