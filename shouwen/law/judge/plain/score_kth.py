"""score with kth: the same fault weighs more (or less) the more often its bearer repeats it in a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shouwen.law.charter.language.figures import Missing
from shouwen.law.facts.fact import read
from shouwen.law.judge.periods import Periods
from shouwen.law.judge.plain.score import score_verdict, scored
from shouwen.law.judge.plain.source import Source
from shouwen.law.judge.rules import ScoreRule
from shouwen.law.judge.verdict import Verdict


def kth_verdicts(rule: ScoreRule, source: Source) -> Iterator[Verdict]:
    """The verdicts of one rule; a fact that is undecided is not counted."""
    assert rule.kth is not None
    periods = Periods(rule.kth, source.rules.zone)
    counts: Counter[tuple[str, str]] = Counter()
    for fact in source.of(rule.kinds):
        answer = scored(rule, fact)
        if answer is False:
            continue
        key, period = read(fact, rule.to) or "", periods.at(fact.at).name
        if not isinstance(answer, Missing):
            counts[key, period] += 1
        if source.asks(rule.rule, key, period):
            yield score_verdict(rule, source.rules, fact, answer, counts[key, period], period)
