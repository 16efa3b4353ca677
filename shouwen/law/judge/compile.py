"""From a charter to flat rules: dates become instants of its zone, exceptions become exclusions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypedDict, TypeVar

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.consequence import Breach, Praise
from shouwen.law.charter.language.figures import Figure, Span
from shouwen.law.charter.language.rules.body import Body
from shouwen.law.charter.language.rules.cadence import Cadence
from shouwen.law.charter.language.rules.limit import Limit
from shouwen.law.charter.language.rules.precede import Precede
from shouwen.law.charter.language.rules.score import Score
from shouwen.law.charter.language.rules.target import Target
from shouwen.law.charter.language.rules.threshold import Threshold
from shouwen.law.charter.language.where import Where
from shouwen.law.judge.rules import (
    EVER,
    CadenceRule,
    Escalation,
    Exclusion,
    LimitRule,
    PrecedeRule,
    Price,
    Rules,
    ScoreRule,
    Step,
    Stop,
    TargetRule,
    ThresholdRule,
)
from shouwen.law.worktime.instants import DAY, day_number, day_start

W = TypeVar("W", bound=Body)
R = TypeVar("R")
_KEPT_AT = "_judge_rules"


def compile(charter: Charter) -> Rules:
    """The rules of a charter; compiled once and kept with it."""
    kept: dict[str, Any] = vars(charter)
    if _KEPT_AT not in kept:
        kept[_KEPT_AT] = _compile(charter)
    rules: Rules = kept[_KEPT_AT]
    return rules


def _compile(charter: Charter) -> Rules:
    def all_of(kind: type[W], make: Callable[[Written[W], Charter], R]) -> tuple[R, ...]:
        return tuple(make(rule, charter) for rule in charter.rules_of(kind))

    return Rules(
        charter=charter.name,
        version=charter.version_text,
        zone=charter.zone,
        limits=all_of(Limit, _limit),
        precedes=all_of(Precede, _precede),
        scores=all_of(Score, _score),
        cadences=all_of(Cadence, _cadence),
        thresholds=all_of(Threshold, _threshold),
        targets=all_of(Target, _target),
    )


class _Head(TypedDict):
    """What `Rule` itself wants."""

    rule: str
    clause: str
    cites: tuple[str, ...]
    from_at: int
    until_at: int
    kinds: frozenset[str]
    where: Where
    excluded: tuple[Exclusion, ...]
    breach: Price
    praise: Price
    praised: bool
    escalate: tuple[Escalation, ...]


def _head(rule: Written[Any], charter: Charter, kinds: tuple[str, ...], where: Where) -> _Head:
    return _Head(
        rule=rule.id,
        clause=rule.clause.clause,
        cites=rule.clause.cites,
        from_at=_from_at(rule, charter.zone),
        until_at=_until_at(rule, charter.zone),
        kinds=frozenset(kinds),
        where=where,
        excluded=tuple(_exclusion(each, charter.zone) for each in charter.exceptions(rule)),
        breach=_price(rule.clause.breach),
        praise=_price(rule.clause.praise),
        praised=rule.clause.praise is not None and rule.clause.praise.within is None,
        escalate=tuple(Escalation(each.after, each.tell) for each in rule.clause.escalate),
    )


def _exclusion(rule: Written[Any], zone: str) -> Exclusion:
    kinds = frozenset(triggers(rule.body))
    return Exclusion(kinds, rule.body.where, _from_at(rule, zone), _until_at(rule, zone))


def triggers(body: Body) -> tuple[str, ...]:
    """The kinds of fact that set a rule off; none when it reads verdicts."""
    match body:
        case Limit():
            return body.from_
        case Precede():
            return (body.trigger,)
        case Score():
            return body.on
        case Cadence() | Target():
            return body.of
        case Threshold():
            return body.count
    return ()


def _limit(rule: Written[Limit], charter: Charter) -> LimitRule:
    body, clause = rule.body, rule.clause
    praised = clause.praise
    return LimitRule(
        **_head(rule, charter, body.from_, body.where),
        to=frozenset(body.to),
        ends=frozenset(body.ends),
        steps=_steps(body.within, charter.zone),
        calendar=body.clock,
        stops=tuple(
            Stop(frozenset(stop.from_), frozenset(stop.to), wall(stop.at_most) if stop.at_most else None)
            for stop in body.stops
        ),
        answers=body.answers,
        warn=clause.warn,
        praise_steps=_steps(praised.within, charter.zone) if praised and praised.within else (),
        due=body.due,
    )


def _precede(rule: Written[Precede], charter: Charter) -> PrecedeRule:
    body = rule.body
    return PrecedeRule(
        **_head(rule, charter, (body.trigger,), body.where),
        what=frozenset(body.what),
        direction="before" if body.before else "after",
        until=frozenset(body.until),
    )


def _score(rule: Written[Score], charter: Charter) -> ScoreRule:
    body = rule.body
    head = _head(rule, charter, body.on, body.where)
    return ScoreRule(**head, to=body.to, points=body.points, money=body.money, kth=body.kth)


def _cadence(rule: Written[Cadence], charter: Charter) -> CadenceRule:
    body = rule.body
    return CadenceRule(
        **_head(rule, charter, body.of, body.where),
        every=body.every,
        at_least=body.at_least,
        per=body.per,
        begin=frozenset(body.during.from_),
        end=frozenset(body.during.to),
    )


def _threshold(rule: Written[Threshold], charter: Charter) -> ThresholdRule:
    body = rule.body
    days = body.rolling_days
    return ThresholdRule(
        **_head(rule, charter, body.count, body.where),
        breaches=frozenset(body.breaches),
        per=body.per,
        every=None if days else body.in_,  # type: ignore[arg-type]
        window=days * DAY if days else None,
        reaches=body.reaches,
    )


def _target(rule: Written[Target], charter: Charter) -> TargetRule:
    body = rule.body
    bound = body.at_least or body.at_most
    assert bound is not None  # the language insists on exactly one
    return TargetRule(
        **_head(rule, charter, body.of, body.where),
        measure="kept" if body.kept else "share" if body.share else "mean" if body.mean else "count",
        kept=frozenset(body.kept),
        inner=body.share.where if body.share else (),
        field=body.mean.field if body.mean else None,
        per=body.per,
        every=body.every,
        sign=1 if body.at_least else -1,
        over=bound.over,
        under=bound.under,
        bound=bound.text,
        sample=body.sample,
    )


def _steps(figure: Figure, zone: str) -> tuple[Step, ...]:
    return tuple(
        Step(
            _midnight(step.since, zone) if step.since else -EVER,
            step.by,
            step.values,
        )
        for step in figure.steps
    )


def _price(written: Breach | Praise | None) -> Price:
    if written is None:
        return Price()
    return Price(written.points, written.money, written.to, written.tell)


def wall(span: Span) -> int:
    """A span of the charter as microseconds of wall time; days are 24 hours, months 30 days."""
    days = {"d": 1, "wd": 1, "w": 7, "mo": 30, "y": 365}
    return span.count if span.unit == "clock" else span.count * days[span.unit] * DAY


def _from_at(rule: Written[Any], zone: str) -> int:
    return _midnight(rule.effective, zone)


def _until_at(rule: Written[Any], zone: str) -> int:
    return _midnight(rule.until + timedelta(days=1), zone) if rule.until else EVER


def _midnight(on: date, zone: str) -> int:
    return day_start(day_number(on), zone)
