"""queue: everybody in his turn, and nobody left waiting."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.language.figures import Missing
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.group import key_of
from shouwen.law.judge.line import Line, Place
from shouwen.law.judge.periods import Periods
from shouwen.law.judge.plain.source import Source
from shouwen.law.judge.rules.base import Price
from shouwen.law.judge.rules.queue import QueueRule
from shouwen.law.judge.verdict import Draft, Verdict, VerdictWord

_FREE = Price()


def queue_verdicts(rule: QueueRule, source: Source) -> Iterator[Verdict]:
    """The verdicts of one rule: one for everybody served, or for everything closed."""
    days = Periods("day", source.rules.zone)
    queues: dict[tuple[str, str], list[Fact]] = {}
    for fact in source.of(rule.reads):
        key = key_of(fact, rule.per)
        if key and source.asks(rule.rule, key, day := days.at(fact.at).name):
            queues.setdefault((key, day), []).append(fact)
    for (key, day), facts in queues.items():
        line = Line(rule, facts)
        for fact in facts:
            answer = rule.holds(fact) if fact.kind in rule.kinds else False
            if isinstance(answer, Missing):
                yield _verdict(rule, source, key, day, fact, "undecided", missing=answer.field)
            elif answer:
                yield (_closed if rule.empty else _served)(rule, source, key, day, fact, line)


def _served(rule: QueueRule, source: Source, key: str, day: str, fact: Fact, line: Line) -> Verdict:
    sure, perhaps, own = line.overtaken(fact)
    shown = [own.fact.id] if own else []
    if sure:
        shown.append(sure[0].fact.id)
        return _verdict(rule, source, key, day, fact, "breached", len(sure), shown)
    if perhaps:
        return _verdict(rule, source, key, day, fact, "undecided", None, shown, _unknown(own, perhaps[0]))
    return _verdict(rule, source, key, day, fact, "praised" if rule.praised else "kept", 0, shown)


def _closed(rule: QueueRule, source: Source, key: str, day: str, fact: Fact, line: Line) -> Verdict:
    waiting = list(line.waiting(fact.at))
    if waiting:
        shown = [waiting[0].fact.id]
        return _verdict(rule, source, key, day, fact, "breached", len(waiting), shown)
    return _verdict(rule, source, key, day, fact, "praised" if rule.praised else "kept", 0)


def _unknown(own: Place | None, other: Place) -> str:
    """The field for want of which nobody can say who had the better right."""
    return next(each.prior.field for each in (own, other) if each and isinstance(each.prior, Missing))


def _verdict(
    rule: QueueRule,
    source: Source,
    key: str,
    day: str,
    fact: Fact,
    word: VerdictWord,
    part: int | None = None,
    shown: list[str] | None = None,
    missing: str | None = None,
) -> Verdict:
    price = rule.breach if word == "breached" else rule.praise if word == "praised" else _FREE
    return Draft(
        key=f"{rule.rule}|{key}|{fact.id}",
        verdict=word,
        clause=rule.clause,
        rule=rule.rule,
        charter=source.rules.charter,
        version=source.rules.version,
        cites=rule.cites,
        subject=fact.subject,
        staff=fact.staff,
        unit=fact.unit,
        customer=fact.customer,
        period=day,
        at=fact.at,
        points=price.points,
        money=price.money,
        part=part,
        evidence=(fact.id, *(shown or ())),
        missing=missing,
    )
