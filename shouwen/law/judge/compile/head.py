"""What every row of a rule has, and the figures of rows: dates become instants of the charter's zone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, TypedDict

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.consequence import Breach, Praise
from shouwen.law.charter.language.figures import Figure, Span
from shouwen.law.charter.language.picks import Pick
from shouwen.law.charter.language.where import OPENINGS, Where
from shouwen.law.judge.rules import EVER, Escalation, Exclusion, Price, Rule, Step
from shouwen.law.judge.rules.hours import Hours
from shouwen.law.judge.rules.picks import Picked
from shouwen.law.worktime.instants import DAY, day_number, day_start

Maker = Callable[[Written[Any], Charter], Iterable[Rule]]
"""How the rows of one kind of rule are made: none, one, or several."""


_BEGUN = {"minute": DAY // 1440, "hour": DAY // 24, "day": DAY}


class Head(TypedDict):
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


def head(rule: Written[Any], charter: Charter, kinds: Iterable[str], where: Where, suffix: str = "") -> Head:
    """What every row of a rule has; `suffix` tells the rows of one rule apart: /renewed."""
    return Head(
        rule=rule.id + suffix,
        clause=rule.clause.clause,
        cites=rule.clause.cites,
        from_at=from_at_of(rule, charter.zone),
        until_at=until_at_of(rule, charter.zone),
        kinds=frozenset(kinds),
        where=bound(where, charter),
        excluded=tuple(exclusion(each, charter) for each in charter.exceptions(rule)),
        breach=price(rule.clause.breach),
        praise=price(rule.clause.praise),
        praised=rule.clause.praise is not None and rule.clause.praise.within is None,
        escalate=tuple(Escalation(each.after, each.tell) for each in rule.clause.escalate),
    )


def exclusion(rule: Written[Any], charter: Charter) -> Exclusion:
    kinds, zone = frozenset(rule.body.triggers), charter.zone
    return Exclusion(kinds, bound(rule.body.where, charter), from_at_of(rule, zone), until_at_of(rule, zone))


def bound(where: Where, charter: Charter) -> Where:
    """Conditions that can be asked: those on the instant have got their calendar."""
    return tuple(
        Hours(each.field, each.test, each.values, calendar=charter.calendars[each.values[0]])
        if each.test in OPENINGS
        else each
        for each in where
    )


def names_of(picks: Iterable[Pick], charter: Charter) -> frozenset[str]:
    """Picks as the rows name them: kinds of fact, and what is picked among them."""
    return frozenset(
        Picked(pick.kind, bound(pick.where, charter)) if pick.where else pick.kind for pick in picks
    )


def steps_of(figure: Figure, zone: str) -> tuple[Step, ...]:
    """A figure as steps, each from its instant on."""
    return tuple(
        Step(
            midnight(step.since, zone) if step.since else -EVER,
            step.by,
            step.values,
        )
        for step in figure.steps
    )


def price(written: Breach | Praise | None) -> Price:
    """What follows, as a row has it."""
    if written is None:
        return Price()
    per = _BEGUN[written.per] if isinstance(written, Breach) and written.per else None
    return Price(written.points, written.money, written.to, written.tell, per)


def wall(span: Span) -> int:
    """A span of the charter as microseconds of wall time; days are 24 hours, months 30 days."""
    days = {"d": 1, "wd": 1, "w": 7, "mo": 30, "y": 365}
    return span.count if span.unit == "clock" else span.count * days[span.unit] * DAY


def from_at_of(rule: Written[Any], zone: str) -> int:
    """The instant a rule takes effect."""
    return midnight(rule.effective, zone)


def until_at_of(rule: Written[Any], zone: str) -> int:
    """The instant from which a rule is no longer in force."""
    return midnight(rule.until + timedelta(days=1), zone) if rule.until else EVER


def midnight(on: date, zone: str) -> int:
    """The instant a day of the zone begins."""
    return day_start(day_number(on), zone)
