"""score: points and money at every fact; with `kth` they may grow with how often it has happened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from shouwen.law.charter.language.figures import Missing
from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.plain.history import History
from shouwen.law.judge.rules import Rules, ScoreRule
from shouwen.law.judge.verdict import Draft, Verdict, VerdictWord

WHOLE = re.compile(r"-?[0-9]{1,9}")
"""The integers a formula reads; what is longer is taken for a mistake, so that no engine overflows."""


def score_verdicts(rule: ScoreRule, seen: Iterable[History], rules: Rules) -> Iterator[Verdict]:
    """The verdicts of one rule without `kth`."""
    for history in seen:
        for fact in history.of(rule.kinds):
            answer = scored(rule, fact)
            if answer is not False:
                yield score_verdict(rule, rules, fact, answer)


def scored(rule: ScoreRule, fact: Fact) -> bool | Missing:
    """Whether the rule scores a fact; Missing also when nobody is named to bear it."""
    answer = rule.holds(fact)
    return Missing(rule.to) if answer is True and read(fact, rule.to) is None else answer


def score_verdict(
    rule: ScoreRule, rules: Rules, fact: Fact, answer: bool | Missing, k: int = 1, period: str | None = None
) -> Verdict:
    """The verdict on one fact, the `k`-th of its bearer in `period`."""
    values = {name: read(fact, name) for name in rule.names}
    unknown = next((name for name, text in values.items() if text is None or not WHOLE.fullmatch(text)), None)
    missing = answer.field if isinstance(answer, Missing) else unknown
    counted = (
        {"k": k, **{name: int(text) for name, text in values.items() if text}} if missing is None else {}
    )
    points = rule.points.hundredths(counted) if rule.points and missing is None else 0
    money = rule.money.hundredths(counted) if rule.money and missing is None else 0
    return Draft(
        key=f"{rule.rule}|{fact.subject}|{fact.id}",
        verdict="undecided" if missing else _word(points, money),
        clause=rule.clause,
        rule=rule.rule,
        charter=rules.charter,
        version=rules.version,
        cites=rule.cites,
        subject=fact.subject,
        staff=fact.staff,
        unit=fact.unit,
        customer=fact.customer,
        period=period,
        at=fact.at,
        points=points,
        money=money,
        part=k if rule.kth and not isinstance(answer, Missing) else None,
        evidence=(fact.id,),
        missing=missing,
    )


def _word(points: int, money: int) -> VerdictWord:
    if points < 0 or money < 0:
        return "breached"
    return "praised" if points > 0 or money > 0 else "kept"
