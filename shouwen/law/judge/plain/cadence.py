"""cadence: at least so many in every whole period, for each of those who stand under the duty."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from shouwen.law.charter.language.figures import Missing
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.group import bearer, key_of
from shouwen.law.judge.periods import Periods, Span, periods_between
from shouwen.law.judge.plain.source import Source
from shouwen.law.judge.rules import CadenceRule, Price
from shouwen.law.judge.verdict import Draft, Verdict, VerdictWord

_AT = attrgetter("at")
_FREE = Price()


@dataclass(slots=True)
class _Tally:
    """What counts in one period of one key, and what might if a field were given."""

    sure: list[Fact] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)


def cadence_verdicts(rule: CadenceRule, source: Source) -> Iterator[Verdict]:
    """The verdicts of one rule: one for each key and whole period of its membership."""
    begins, ends = _by_key(rule, source, rule.begin), _by_key(rule, source, rule.end)
    tallies = _tallies(rule, source)
    for key, starts in begins.items():
        first = max(starts[0].at, rule.from_at)
        last = min(source.now, rule.until_at)
        for period in periods_between(first, last, rule.every, source.rules.zone):
            if period.until_at <= rule.until_at and source.asks(rule.rule, key, period.name):
                start = starts[bisect_right(starts, period.from_at, key=_AT) - 1]
                if not _left(ends.get(key, []), start, period):
                    tally = tallies.get((key, period.name), _Tally())
                    yield _verdict(rule, source, key, period, start, tally)


def _by_key(rule: CadenceRule, source: Source, kinds: frozenset[str]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in source.of(kinds):
        if key := key_of(fact, rule.per):
            found.setdefault(key, []).append(fact)
    return found


def _left(ends: list[Fact], start: Fact, period: Span) -> bool:
    """Whether the membership begun by `start` ended before the period did."""
    index = bisect_left(ends, start.at, key=_AT)
    return index < len(ends) and ends[index].at < period.until_at


def _tallies(rule: CadenceRule, source: Source) -> dict[tuple[str, str], _Tally]:
    found: dict[tuple[str, str], _Tally] = {}
    periods = Periods(rule.every, source.rules.zone)
    for fact in source.of(rule.kinds):
        key, answer = key_of(fact, rule.per), rule.fits(fact)
        if key and answer is not False:
            tally = found.setdefault((key, periods.at(fact.at).name), _Tally())
            if isinstance(answer, Missing):
                tally.unsure.append(answer.field)
            else:
                tally.sure.append(fact)
    return found


def _word(rule: CadenceRule, tally: _Tally, period: Span, now: int) -> VerdictWord:
    if len(tally.sure) >= rule.at_least:
        return "praised" if rule.praised else "kept"
    if now < period.until_at:
        return "open"
    return "undecided" if len(tally.sure) + len(tally.unsure) >= rule.at_least else "breached"


def _verdict(
    rule: CadenceRule, source: Source, key: str, period: Span, start: Fact, tally: _Tally
) -> Verdict:
    word = _word(rule, tally, period, source.now)
    price = rule.breach if word == "breached" else rule.praise if word == "praised" else _FREE
    enough = tally.sure[rule.at_least - 1].at if len(tally.sure) >= rule.at_least else None
    subject, staff, unit, customer = bearer(rule.per, key, start)
    return Draft(
        key=f"{rule.rule}|{key}|{period.name}",
        verdict=word,
        clause=rule.clause,
        rule=rule.rule,
        charter=source.rules.charter,
        version=source.rules.version,
        cites=rule.cites,
        subject=subject,
        staff=staff,
        unit=unit,
        customer=customer,
        period=period.name,
        at=period.from_at,
        due=period.until_at,
        closed_at=enough,
        points=price.points,
        money=price.money,
        part=len(tally.sure),
        whole=rule.at_least,
        evidence=(start.id, *(fact.id for fact in tally.sure[: rule.at_least])),
        missing=tally.unsure[0] if word == "undecided" else None,
    )
