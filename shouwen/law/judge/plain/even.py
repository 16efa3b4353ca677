"""assign with even: nobody is given much more than the least loaded of those who could have had it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from shouwen.law.charter.language.figures import Missing
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.group import key_of
from shouwen.law.judge.periods import Periods
from shouwen.law.judge.plain.source import Source
from shouwen.law.judge.rules.base import Price
from shouwen.law.judge.rules.even import EvenRule
from shouwen.law.judge.verdict import Draft, Verdict, VerdictWord

_FREE = Price()


@dataclass(slots=True)
class Loads:
    """How many of a period each has been given: for certain, and at most if what is not known counts."""

    least: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)
    doubt: str | None = None
    """The field for want of which something may or may not count; of the first such fact."""

    def give(self, fact: Fact, answer: bool | Missing) -> None:
        """Somebody is given something that counts, or may."""
        if fact.staff and answer is not False:
            self.most[fact.staff] += 1
            if answer is True:
                self.least[fact.staff] += 1
            elif isinstance(answer, Missing):
                self.doubt = self.doubt or answer.field


def even_verdicts(rule: EvenRule, source: Source) -> Iterator[Verdict]:
    """The verdicts of one rule: one for everything given to somebody."""
    periods = Periods(rule.every, source.rules.zone)
    joined = Membership(rule, source.of(rule.begin), source.of(rule.end))
    loads: dict[tuple[str, str], Loads] = {}
    for fact in source.of(rule.kinds):
        key, period = key_of(fact, rule.per), periods.at(fact.at).name
        if not key or not source.asks(rule.rule, key, period):
            continue
        answer, load = rule.fits(fact), loads.setdefault((key, period), Loads())
        load.give(fact, answer)
        if answer is not False and rule.from_at <= fact.at < rule.until_at:
            missing = answer.field if isinstance(answer, Missing) else None if fact.staff else "staff"
            if missing:
                yield _verdict(rule, source, key, period, fact, "undecided", missing=missing)
            else:
                yield _given(rule, source, key, period, fact, load, joined.at(key, fact.at))


class Membership:
    """Who is given work when: the staff with a begin fact of the key and no end fact since."""

    def __init__(self, rule: EvenRule, begins: Iterable[Fact], ends: Iterable[Fact]) -> None:
        self._begins = _by_member(rule, begins)
        self._ends = _by_member(rule, ends)

    def at(self, key: str, at: int) -> dict[str, Fact]:
        """The members at an instant, each with the fact that made him one."""
        found = {}
        for (of, staff), begins in self._begins.items():
            start = next((fact for fact in reversed(begins) if fact.at <= at), None) if of == key else None
            ends = self._ends.get((of, staff), ())
            if start and not any(start.at <= end.at <= at for end in ends):
                found[staff] = start
        return found


def _by_member(rule: EvenRule, facts: Iterable[Fact]) -> dict[tuple[str, str], list[Fact]]:
    found: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        key = key_of(fact, rule.per)
        if key and fact.staff:
            found.setdefault((key, fact.staff), []).append(fact)
    return found


def _given(
    rule: EvenRule,
    source: Source,
    key: str,
    period: str,
    fact: Fact,
    load: Loads,
    members: dict[str, Fact],
) -> Verdict:
    own = fact.staff or ""
    others = [(load.most[staff], staff) for staff in members if staff != own]
    good: VerdictWord = "praised" if rule.praised else "kept"
    if not others:
        return _verdict(rule, source, key, period, fact, good, load.least[own])
    most, staff = min(others)
    least = min(load.least[each] for _, each in others)
    word, missing = good, None
    if load.least[own] > most + rule.apart:
        word = "breached"
    elif load.most[own] > least + rule.apart:
        word, missing = "undecided", load.doubt
    allowed, shown = most + rule.apart, members[staff].id
    return _verdict(rule, source, key, period, fact, word, load.least[own], allowed, shown, missing)


def _verdict(
    rule: EvenRule,
    source: Source,
    key: str,
    period: str,
    fact: Fact,
    word: VerdictWord,
    part: int | None = None,
    whole: int | None = None,
    shown: str | None = None,
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
        period=period,
        at=fact.at,
        points=price.points,
        money=price.money,
        part=part,
        whole=whole,
        evidence=(fact.id, shown) if shown else (fact.id,),
        missing=missing,
    )
