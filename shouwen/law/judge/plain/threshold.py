"""threshold: the fact or breach that makes the count reach a number, in a period, in a rolling window, in a row or ever."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from shouwen.law.charter.language.figures import Missing
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.group import ALL, bearer, key_of
from shouwen.law.judge.periods import Periods, months_before, open_days, ordinal
from shouwen.law.judge.plain.source import Source
from shouwen.law.judge.rules import ThresholdRule
from shouwen.law.judge.verdict import Draft, Verdict
from shouwen.law.worktime.instants import local_day

Event = Fact | Verdict
EVER_NAME = "ever"
"""What the one finding of a count without a window goes by."""


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
        for last, counted in _reached(rule, source, _once(rule, source, events), period):
            yield _verdict(rule, source, key, period, counted, last, None)


def _once(rule: ThresholdRule, source: Source, events: list[Event]) -> list[Event]:
    """The events that count: all, or the first of each period in which it counts once."""
    if not rule.once:
        return events
    periods = Periods(rule.once, source.rules.zone)
    first = {periods.at(event.at or 0).name: event for event in reversed(events)}
    return list(reversed(first.values()))


def _reached(
    rule: ThresholdRule, source: Source, events: list[Event], period: str
) -> Iterator[tuple[str, list[Event]]]:
    """What was counted whenever the number was reached, under the name the finding goes by."""
    if rule.row:
        yield from _in_row(rule, source, events)
    elif rule.window or rule.months:
        yield from _rolling(rule, source, events)
    elif len(events) >= rule.reaches:
        yield period if rule.every else EVER_NAME, events[: rule.reaches]


def _in_row(rule: ThresholdRule, source: Source, events: list[Event]) -> Iterator[tuple[str, list[Event]]]:
    """Whenever so many periods in a row have an event: the first of each."""
    assert rule.row is not None
    periods = Periods(rule.row, source.rules.zone)
    places = _places(rule, source, events)
    streak: list[Event] = []
    before = None
    for event in events:
        here = places(event.at or 0)
        if here is None or here == before:
            continue
        streak = [*streak, event] if before is not None and here == before + 1 else [event]
        before = here
        if len(streak) == rule.reaches:
            yield periods.at(event.at or 0).name, streak


def _places(rule: ThresholdRule, source: Source, events: list[Event]) -> Callable[[int], int | None]:
    """The number of the period of an instant; None on a day that is not asked about."""
    row, zone = rule.row, source.rules.zone
    if row is None or rule.days is None:
        return lambda at: ordinal(at, row or "day", zone)
    days = open_days(source.charter.calendars[rule.days], events[0].at or 0, events[-1].at or 0)
    return lambda at: days.get(local_day(at, zone))


def _events(rule: ThresholdRule, source: Source) -> Iterator[tuple[Event, str | None]]:
    """What is counted, in order; with the missing field where that is not known."""
    for verdict in source.of_clauses(rule.breaches):
        if verdict.verdict in ("breached", "overdue") and rule.from_at <= (verdict.at or 0) < rule.until_at:
            yield verdict, None
    for fact in source.of(rule.kinds):
        answer = rule.holds(fact)
        if answer is not False:
            yield fact, answer.field if isinstance(answer, Missing) else None


def _rolling(rule: ThresholdRule, source: Source, events: list[Event]) -> Iterator[tuple[str, list[Event]]]:
    """At each event that is exactly the `reaches`-th within the window that ends with it."""
    instants = [event.at or 0 for event in events]
    for index, event in enumerate(events):
        at = instants[index]
        since = months_before(at, rule.months, source.rules.zone) if rule.months else at - (rule.window or 0)
        oldest = bisect_right(instants, since)
        if index - oldest + 1 == rule.reaches:
            yield name(event), events[oldest : index + 1]


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
