"""check: every fact of a kind, or the last of its subject, has to fulfil conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from shouwen.law.charter.language.figures import Missing
from shouwen.law.charter.language.where import holds
from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.plain.history import History
from shouwen.law.judge.rules import CheckRule, Price, Rules
from shouwen.law.judge.verdict import Draft, Verdict, VerdictWord

_FREE = Price()


def check_verdicts(rule: CheckRule, seen: Iterable[History], rules: Rules) -> Iterator[Verdict]:
    """The verdicts of one rule on subjects that have facts which set it off."""
    for history in seen:
        for fact in _asked(rule, history.of(rule.kinds)):
            answer = rule.holds(fact)
            if answer is True:
                answer = holds(rule.must, partial(read, fact))
            elif answer is False:
                continue
            yield _verdict(rule, rules, fact, answer)


def _asked(rule: CheckRule, facts: list[Fact]) -> list[Fact]:
    """With `last` the one that replaces all before it: of those in force, wherever they apply."""
    if not rule.last:
        return facts
    return [fact for fact in facts if rule.from_at <= fact.at < rule.until_at][-1:]


def _verdict(rule: CheckRule, rules: Rules, fact: Fact, answer: bool | Missing) -> Verdict:
    word: VerdictWord = "undecided"
    if not isinstance(answer, Missing):
        word = ("praised" if rule.praised else "kept") if answer else "breached"
    price = rule.breach if word == "breached" else rule.praise if word == "praised" else _FREE
    return Draft(
        key=f"{rule.rule}|{fact.subject}|{fact.id}",
        verdict=word,
        clause=rule.clause,
        rule=rule.rule,
        charter=rules.charter,
        version=rules.version,
        cites=rule.cites,
        subject=fact.subject,
        staff=fact.staff,
        unit=fact.unit,
        customer=fact.customer,
        at=fact.at,
        points=price.points,
        money=price.money,
        evidence=(fact.id,),
        missing=answer.field if isinstance(answer, Missing) else None,
    )
