"""Why a verdict is what it is: one sentence each in Chinese and English, made from the verdict and the charter.

The sentence of each kind of rule stands in a file of its own; what verdicts are called, in `verdicts`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.compile import compile
from shouwen.law.judge.rules import (
    CadenceRule,
    CheckRule,
    EvenRule,
    LimitRule,
    PhraseRow,
    PrecedeRule,
    QueueRule,
    RankRule,
    Rule,
    ScoreRule,
    TargetRule,
    ThresholdRule,
)
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.words import (
    cadence,
    check,
    even,
    limit,
    phrase,
    precede,
    queue,
    rank,
    score,
    target,
    threshold,
)
from shouwen.law.judge.words.parts import NONE, joined
from shouwen.law.judge.words.phrase import better_wording
from shouwen.law.judge.words.price import price, rate
from shouwen.law.judge.words.undecided import undecided
from shouwen.words import Words

__all__ = ["better_wording", "why"]

_PROVISIONAL = Words(
    "（涉及尚未公布节假日安排的年份，期限暂定）",
    " (a year whose holidays are not announced takes part, so the due time is provisional)",
)
_SAID: Mapping[type[Rule], Callable[[Any, Verdict, Charter], Words]] = {
    LimitRule: limit.said,
    PrecedeRule: precede.said,
    CheckRule: check.said,
    PhraseRow: phrase.said,
    ScoreRule: score.said,
    CadenceRule: cadence.said,
    QueueRule: queue.said,
    EvenRule: even.said,
    ThresholdRule: threshold.said,
    TargetRule: target.said,
    RankRule: rank.said,
}


def why(verdict: Verdict, charter: Charter) -> Words:
    """The sentence of a verdict, with times in the charter's zone. Errors: KeyError for a rule of another charter."""
    rule = compile(charter).named[verdict.rule]
    title = charter.clauses[verdict.clause].title
    head = Words(f"第 {verdict.clause} 条（{title.zh}）：", f"Clause {verdict.clause} ({title.en}): ")
    tail = _PROVISIONAL if verdict.provisional else NONE
    cost = joined(price(verdict), rate(rule, verdict))
    return joined(head, _body(rule, verdict, charter), cost, tail, Words("。", "."))


def _body(rule: Rule, verdict: Verdict, charter: Charter) -> Words:
    if verdict.verdict == "undecided":
        return undecided(rule, verdict, charter)
    return _SAID[type(rule)](rule, verdict, charter)
