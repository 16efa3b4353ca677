"""What the live side has to know: which groups a fact touches, what to load for them, and when time alone acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shouwen.law.charter.charter import Charter
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.compile import compile
from shouwen.law.judge.group import ALL, Group, key_of
from shouwen.law.judge.periods import period_at, period_named, periods_between
from shouwen.law.judge.rules import (
    CadenceRule,
    LimitRule,
    Per,
    Rule,
    Rules,
    ScoreRule,
)
from shouwen.law.judge.rules.picks import bases, is_one
from shouwen.law.judge.verdict import Verdict


@dataclass(frozen=True, slots=True)
class GroupNeeds:
    """What one group is judged from: nothing else has to be loaded.

    Facts of `kinds` and stage-1 verdicts of `clauses` whose `at` lies in [from_at, to_at) (None: no bound), and
    facts of `standing` at any time; all of them with `value` in `field` (staff, unit, customer, subject).
    `field` None means everybody; `value` None means that the field is not given.
    """

    kinds: frozenset[str]
    standing: frozenset[str]
    clauses: frozenset[str]
    field: Per | None
    value: str | None
    from_at: int | None
    to_at: int | None


def groups_of(what: Fact | Verdict, charter: Charter, now: int) -> set[str]:
    """The stage-2 groups a fact or a stage-1 verdict counts in, as `rule|key|period`.

    When a verdict changes, ask for the old and the new one. A fact that begins or ends a membership touches
    every period from then until `now`.
    """
    rules = compile(charter)
    found: set[str] = set()
    for rule in rules.named.values():
        if rule.stage > 1:
            found |= {str(group) for group in _touched(rule, what, rules, now)}
    return found


def _touched(rule: Rule, what: Fact | Verdict, rules: Rules, now: int) -> Iterator[Group]:
    key, every = key_of(what, rule.group_per), rule.group_every
    if isinstance(rule, ScoreRule):
        key = key or ""
    if key is None or what.at is None:
        return
    if _counts(rule, what):
        yield Group(rule.rule, key, period_at(what.at, every, rules.zone).name if every else ALL)
    if isinstance(rule, CadenceRule) and isinstance(what, Fact) and is_one(what, rule.begin | rule.end):
        first = period_at(what.at, rule.every, rules.zone).from_at
        for period in periods_between(max(first, rule.from_at), now, rule.every, rules.zone):
            yield Group(rule.rule, key, period.name)


def _counts(rule: Rule, what: Fact | Verdict) -> bool:
    return what.kind in rule.kinds if isinstance(what, Fact) else what.clause in rule.clauses


def group_of(verdict: Verdict, charter: Charter) -> str | None:
    """The group a stage-2 verdict belongs to; None for a verdict of stage 1."""
    rule = compile(charter).named.get(verdict.rule)
    if rule is None or rule.stage == 1:
        return None
    key = key_of(verdict, rule.group_per) or ""
    return str(Group(rule.rule, key, verdict.period or ALL))


def group_needs(group: str, charter: Charter) -> GroupNeeds:
    """What has to be loaded to judge a group. Errors: KeyError when the charter has no such rule."""
    name, key, period = Group.parse(group)
    rules = compile(charter)
    rule = rules.named[name]
    per = rule.group_per
    span = None if period == ALL else period_named(period, rules.zone)
    return GroupNeeds(
        kinds=rule.kinds,
        standing=bases(rule.standing),
        clauses=rule.clauses,
        field=None if per == "all" else per,
        value=None if per == "all" else key or None,
        from_at=span.from_at if span else None,
        to_at=span.until_at if span else None,
    )


def standing_kinds(charter: Charter) -> frozenset[str]:
    """The facts that begin or end a membership under a cadence."""
    return bases(kind for rule in compile(charter).of(CadenceRule) for kind in rule.begin | rule.end)


def standing_groups(facts: Iterable[Fact], charter: Charter, now: int) -> set[str]:
    """The cadence groups of the periods running at `now`: they open by time alone, without any fact.

    `facts` are those of `standing_kinds`. To be asked at every `next_turn`.
    """
    rules = compile(charter)
    found: set[str] = set()
    for fact in facts:
        for rule in rules.of(CadenceRule):
            key = key_of(fact, rule.per)
            if key and is_one(fact, rule.begin) and fact.at <= now:
                found.add(str(Group(rule.rule, key, period_at(now, rule.every, rules.zone).name)))
    return found


def next_turn(charter: Charter, now: int) -> int | None:
    """When the next period of a cadence begins; None when the charter has none."""
    rules = compile(charter)
    return min(
        (period_at(now, rule.every, rules.zone).until_at for rule in rules.of(CadenceRule)), default=None
    )


def next_change(verdict: Verdict, charter: Charter, now: int, facts: Iterable[Fact]) -> int | None:
    """The next instant after `now` at which time alone changes the verdict or calls for a notice; else None.

    `facts` are those of its subject, or more; only the longest stops of a clock that stands still are looked for.
    """
    rule = compile(charter).named.get(verdict.rule)
    if rule is None or verdict.due is None or verdict.verdict not in ("open", "overdue"):
        return None
    if not isinstance(rule, LimitRule):
        return verdict.due if verdict.due > now else None
    if verdict.paused:
        return min((at for at in _longest_stops(rule, verdict, facts) if at > now), default=None)
    steps = [verdict.warn_at, verdict.due + 1]
    if verdict.verdict == "overdue":  # asking the calendar is dear, and nothing comes before the due time
        steps += [at for at, _ in escalations(rule, verdict.due, charter)]
    return min((at for at in steps if at is not None and at > now), default=None)


def _longest_stops(rule: LimitRule, verdict: Verdict, facts: Iterable[Fact]) -> Iterator[int]:
    """When the stops of a subject are over at the latest: its clock runs on, or stands by another stop."""
    for fact in facts:
        for stop in rule.stops:
            if stop.at_most is not None and fact.subject == verdict.subject and is_one(fact, stop.begin):
                yield fact.at + stop.at_most


def escalations(rule: Rule, due: int, charter: Charter) -> Iterator[tuple[int, tuple[str, ...]]]:
    """When the steps after a due time come, on the clock of the rule, and which posts hear of each."""
    calendar = charter.calendars[rule.calendar if isinstance(rule, LimitRule) else "always"]
    for step in rule.escalate:
        yield int(calendar.due(due, step.after).at), step.tell
