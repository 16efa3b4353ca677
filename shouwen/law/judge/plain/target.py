"""target: an indicator for each key and period, against the value it has to reach.

Nothing is divided. Against over/under every fact weighs `x * under - over`, and the target is met when the
weights do not sum below zero. A fact of which something is not known has a worst and a best weight; where that
difference decides, the verdict is undecided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from shouwen.law.charter.language.figures import Missing
from shouwen.law.charter.language.where import holds
from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.group import bearer, key_of
from shouwen.law.judge.periods import Periods, Span
from shouwen.law.judge.plain.members import members
from shouwen.law.judge.plain.source import Source
from shouwen.law.judge.rules import Price, RankRule, TargetRule
from shouwen.law.judge.verdict import Draft, Verdict, VerdictWord

_FREE = Price()
_KEPT = {"kept": 1, "praised": 1, "breached": 0, "overdue": 0}


class Share(NamedTuple):
    """What one fact or verdict adds: the values it may have, and whether it may also not belong at all.

    `missing` names the field that leaves it unsure; no values at all means that it cannot be weighed.
    """

    values: tuple[int, ...]
    optional: bool = False
    missing: str | None = None


@dataclass(slots=True)
class Tally:
    """Sums over what is known (`part` of `whole`), the worst and best weight, and the first unknown field."""

    worst: int
    best: int
    part: int = 0
    whole: int = 0
    missing: str | None = None
    unreadable: bool = False


def target_verdicts(rule: TargetRule, source: Source) -> Iterator[Verdict]:
    """The verdicts of one rule: one for each key and period of which anything is known."""
    tallies: dict[tuple[str, Span], Tally] = {}
    periods = Periods(rule.every, source.rules.zone)
    start = -rule.sign * rule.over if rule.measure == "count" else 0
    for what in source.of_clauses(rule.kept) if rule.kept else source.of(rule.kinds):
        key, share = key_of(what, rule.per), share_of(rule, what)
        if key is None or what.at is None or share is None:
            continue
        period = periods.at(what.at)
        if _in_force(rule, period) and source.asks(rule.rule, key, period.name):
            _add(rule, tallies.setdefault((key, period), Tally(start, start)), share)
    for key, period in members(rule, source, rule.every, rule.begin, rule.end, lambda f: key_of(f, rule.per)):
        if source.asks(rule.rule, key, period.name):
            tallies.setdefault((key, period), Tally(start, start))
    for (key, period), tally in tallies.items():
        yield _verdict(rule, source, key, period, tally)


def _in_force(rule: TargetRule, period: Span) -> bool:
    return rule.from_at <= period.from_at and period.until_at <= rule.until_at


def share_of(rule: TargetRule | RankRule, what: Fact | Verdict) -> Share | None:
    """What it adds; None if it certainly does not belong to the population."""
    if isinstance(what, Verdict):
        return Share((_KEPT[what.verdict],)) if what.verdict in _KEPT else None
    belongs = rule.fits(what)
    value = _value(rule, what)
    if belongs is False:
        return None
    optional = isinstance(belongs, Missing)
    missing = next((each.field for each in (belongs, value) if isinstance(each, Missing)), None)
    if isinstance(value, Missing):
        return Share(() if rule.measure == "mean" else (0, 1), optional, missing)
    return Share((value,), optional, missing)


def _value(rule: TargetRule | RankRule, fact: Fact) -> int | Missing:
    """What is counted or averaged."""
    if rule.measure == "share":
        inner = holds(rule.inner, partial(read, fact))
        return inner if isinstance(inner, Missing) else int(inner)
    if rule.measure == "count":
        return 1
    field = rule.field or ""
    value = scaled(read(fact, field), rule.decimals)
    return Missing(field) if value is None else value


def number(decimals: int) -> str:
    """The numbers of a mean, in an expression that Python and SQL read alike; what is longer is a mistake."""
    return rf"-?[0-9]{{1,9}}(\.[0-9]{{1,{decimals}}})?" if decimals else "-?[0-9]{1,9}"


def scaled(text: str | None, decimals: int) -> int | None:
    """A number as a whole number of its last decimal; None for what is no such number."""
    if text is None or not re.fullmatch(number(decimals), text):
        return None
    whole, _, rest = text.partition(".")
    return int(whole + rest.ljust(decimals, "0"))


def _add(rule: TargetRule, tally: Tally, share: Share) -> None:
    tally.missing = tally.missing or share.missing
    if not share.values:
        tally.unreadable = True
        return
    over = 0 if rule.measure == "count" else rule.over * 10**rule.decimals
    weights = [rule.sign * (value * rule.under - over) for value in share.values]
    if share.optional:
        weights.append(0)
    if share.missing is None:
        tally.part += share.values[0]
        tally.whole += 1
    tally.worst += min(weights)
    tally.best += max(weights)


def _word(rule: TargetRule, tally: Tally, period: Span, now: int) -> tuple[VerdictWord, str | None]:
    """The verdict, and what leaves it undecided."""
    if now < period.until_at:
        return "open", None
    if tally.unreadable or tally.worst < 0 <= tally.best:
        return "undecided", tally.missing
    if rule.measure != "count" and tally.whole < rule.sample:
        return "undecided", "sample"
    return ("met" if tally.worst >= 0 else "fell-short"), None


def _verdict(rule: TargetRule, source: Source, key: str, period: Span, tally: Tally) -> Verdict:
    word, missing = _word(rule, tally, period, source.now)
    price = rule.breach if word == "fell-short" else rule.praise if word == "met" else _FREE
    subject, staff, unit, customer = bearer(rule.per, key, None)
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
        points=price.points,
        money=price.money,
        part=tally.part,
        whole=None if rule.measure == "count" else tally.whole,
        missing=missing,
    )
