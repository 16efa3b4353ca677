"""cadence: at least so many in every whole period, for each of those who stand under the duty."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from shouwen.law.charter.language.figures import Missing
from shouwen.law.charter.language.rules.cadence import DRAW
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.draws import Window, window
from shouwen.law.judge.group import ALL, bearer, key_of
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
    published = list(source.of(frozenset({DRAW}))) if rule.drawn else []
    facts = _by_period(rule, source)
    for key, period, start in _members(rule, source):
        asked = window(rule, key, period, source.charter, published)
        if asked is not None:
            tally = _tally(rule, facts.get((key, period.name), []), asked)
            yield _verdict(rule, source, key, asked, start, tally)


def _members(rule: CadenceRule, source: Source) -> Iterator[tuple[str, Span, Fact | None]]:
    """Every key with every whole period of its membership, and the fact that began it."""
    if not rule.begin:
        yield from ((ALL, period, None) for period in _whole(rule, source, ALL, rule.from_at))
        return
    ends = _by_key(rule, source, rule.end)
    for key, starts in _by_key(rule, source, rule.begin).items():
        for period in _whole(rule, source, key, max(starts[0].at, rule.from_at)):
            start = starts[bisect_right(starts, period.from_at, key=_AT) - 1]
            if not _left(ends.get(key, []), start, period):
                yield key, period, start


def _whole(rule: CadenceRule, source: Source, key: str, since: int) -> Iterator[Span]:
    """The periods asked about that have begun since, as far as the rule is in force."""
    for period in periods_between(since, min(source.now, rule.until_at), rule.every, source.rules.zone):
        if period.until_at <= rule.until_at and source.asks(rule.rule, key, period.name):
            yield period


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


def _by_period(rule: CadenceRule, source: Source) -> dict[tuple[str, str], list[Fact]]:
    found: dict[tuple[str, str], list[Fact]] = {}
    periods = Periods(rule.every, source.rules.zone)
    for fact in source.of(rule.kinds):
        if key := key_of(fact, rule.per):
            found.setdefault((key, periods.at(fact.at).name), []).append(fact)
    return found


def _tally(rule: CadenceRule, facts: list[Fact], asked: Window) -> _Tally:
    found = _Tally()
    for fact in facts:
        answer = rule.fits(fact) if asked.from_at <= fact.at < asked.until_at else False
        if isinstance(answer, Missing):
            found.unsure.append(answer.field)
        elif answer:
            found.sure.append(fact)
    return found


def _word(rule: CadenceRule, tally: _Tally, asked: Window, now: int) -> VerdictWord:
    if asked.missing:
        return "undecided"
    if len(tally.sure) >= rule.at_least:
        return "praised" if rule.praised else "kept"
    if now < asked.until_at:
        return "open"
    return "undecided" if len(tally.sure) + len(tally.unsure) >= rule.at_least else "breached"


def _verdict(
    rule: CadenceRule, source: Source, key: str, asked: Window, start: Fact | None, tally: _Tally
) -> Verdict:
    word, period = _word(rule, tally, asked, source.now), asked.period
    price = rule.breach if word == "breached" else rule.praise if word == "praised" else _FREE
    enough = tally.sure[rule.at_least - 1].at if len(tally.sure) >= rule.at_least else None
    subject, staff, unit, customer = bearer(rule.per, key, start)
    shown = [known for known in (start.id if start else None, asked.published) if known]
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
        due=asked.until_at,
        closed_at=enough,
        points=price.points,
        money=price.money,
        part=len(tally.sure),
        whole=rule.at_least,
        evidence=(*shown, *(fact.id for fact in tally.sure[: rule.at_least])),
        missing=asked.missing or (tally.unsure[0] if word == "undecided" else None),
        provisional=asked.provisional,
    )
