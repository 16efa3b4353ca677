"""threshold: the fact or breach that makes the count reach a number, in a calendar period or rolling days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shouwen.law.charter.language.figures import Missing
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.group import ALL, bearer, key_of
from shouwen.law.judge.periods import Periods
from shouwen.law.judge.plain.source import Source
from shouwen.law.judge.rules import ThresholdRule
from shouwen.law.judge.verdict import Draft, Verdict

Event = Fact | Verdict


def threshold_verdicts(rule: ThresholdRule, source: Source) -> Iterator[Verdict]:
    """The findings of one rule, and an undecided verdict for every fact that may or may not count."""
    groups: dict[tuple[str, str], list[Event]] = {}
    periods = Periods(rule.every, source.rules.zone) if rule.every else None
    for event, missing in _events(rule, source):
        key, at = key_of(event, rule.per), event.at
        if key is None or at is None:
            continue
        period = periods.at(at).name if periods else ALL
        if not source.asks(rule.rule, key, period):
            continue
        if missing:
            yield _verdict(rule, source, key, period, [event], name(event), missing)
        else:
            groups.setdefault((key, period), []).append(event)
    for (key, period), events in groups.items():
        if periods is None:
            yield from _rolling(rule, source, key, events)
        elif len(events) >= rule.reaches:
            yield _verdict(rule, source, key, period, events[: rule.reaches], period, None)


def _events(rule: ThresholdRule, source: Source) -> Iterator[tuple[Event, str | None]]:
    """What is counted, in order; with the missing field where that is not known."""
    for verdict in source.of_clauses(rule.breaches):
        if verdict.verdict in ("breached", "overdue") and rule.from_at <= (verdict.at or 0) < rule.until_at:
            yield verdict, None
    for fact in source.of(rule.kinds):
        answer = rule.holds(fact)
        if answer is not False:
            yield fact, answer.field if isinstance(answer, Missing) else None


def _rolling(rule: ThresholdRule, source: Source, key: str, events: Sequence[Event]) -> Iterator[Verdict]:
    """A finding at each event that is exactly the `reaches`-th within the window that ends with it."""
    oldest = 0
    for index, event in enumerate(events):
        while (events[oldest].at or 0) <= (event.at or 0) - (rule.window or 0):
            oldest += 1
        if index - oldest + 1 == rule.reaches:
            yield _verdict(rule, source, key, ALL, events[oldest : index + 1], name(event), None)


def name(event: Event) -> str:
    """What tells one event from another: the id of a fact, the key of a verdict."""
    return event.id if isinstance(event, Fact) else event.key


def _verdict(
    rule: ThresholdRule,
    source: Source,
    key: str,
    period: str,
    events: Sequence[Event],
    last: str,
    missing: str | None,
) -> Verdict:
    subject, staff, unit, customer = bearer(rule.per, key, events[-1])
    return Draft(
        key=f"{rule.rule}|{key}|{last}",
        verdict="undecided" if missing else "breached",
        clause=rule.clause,
        rule=rule.rule,
        charter=source.rules.charter,
        version=source.rules.version,
        cites=rule.cites,
        subject=subject,
        staff=staff,
        unit=unit,
        customer=customer,
        period=period if rule.every else None,
        at=events[-1].at,
        points=0 if missing else rule.breach.points,
        money=0 if missing else rule.breach.money,
        part=None if missing else len(events),
        whole=None if missing else rule.reaches,
        evidence=tuple(event.id if isinstance(event, Fact) else event.evidence[0] for event in events),
        missing=missing,
    )
