"""What the live side has to know: which groups a fact touches, what to load for them, and when time alone acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language.rules.cadence import DRAW
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.compile import compile
from shouwen.law.judge.group import ALL, Group, key_of
from shouwen.law.judge.periods import period_at, period_named, periods_between
from shouwen.law.judge.rules import (
    CadenceRule,
    LimitRule,
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
    facts of `standing` at any time; all of them with `value` in `field` (staff, unit, customer, subject, or a
    field of their data). `field` None means everybody; `value` None means that the field is not given. And
    facts of `general` at any time, whomever they name.
    """

    kinds: frozenset[str]
    standing: frozenset[str]
    general: frozenset[str]
    clauses: frozenset[str]
    field: str | None
    value: str | None
    about: Mapping[str, str]
    """For kinds of fact about others than who recorded them: the field of their data in the place of `field`."""
    from_at: int | None
    to_at: int | None
    stage: int
    """Of verdicts only those of earlier stages are read."""


def groups_of(what: Fact | Verdict, charter: Charter, now: int) -> set[str]:
    """The groups a fact or a verdict of an earlier stage counts in, as `rule|key|period`.

    When a verdict changes, ask for the old and the new one. A fact that begins or ends a membership touches
    every period from then until `now`.
    """
    rules = compile(charter)
    said_by = rules.named.get(what.rule) if isinstance(what, Verdict) else None
    stage = said_by.stage if said_by else 1
    what = rules.as_read(what) if isinstance(what, Fact) else what
    found: set[str] = set()
    for rule in rules.named.values():
        if rule.stage > stage:
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
    if every and isinstance(what, Fact) and is_one(what, rule.standing):
        first = period_at(what.at, every, rules.zone).from_at
        for period in periods_between(max(first, rule.from_at), now, every, rules.zone):
            yield Group(rule.rule, key, period.name)


def _counts(rule: Rule, what: Fact | Verdict) -> bool:
    return is_one(what, rule.reads) if isinstance(what, Fact) else what.clause in rule.clauses


def group_needs(group: str, charter: Charter) -> GroupNeeds:
    """What has to be loaded to judge a group. Errors: KeyError when the charter has no such rule."""
    name, key, period = Group.parse(group)
    rules = compile(charter)
    rule = rules.named[name]
    per = rule.group_per
    span = None if period == ALL else period_named(period, rules.zone)
    return GroupNeeds(
        kinds=bases(rule.reads),
        standing=bases(rule.standing),
        general=bases(rule.general),
        clauses=rule.clauses,
        field=None if per == "all" else per,
        value=None if per == "all" else key or None,
        about={kind: about[per] for kind, about in rules.about.items() if per in about},
        from_at=span.from_at if span else None,
        to_at=span.until_at if span else None,
        stage=rule.stage,
    )


def standing_kinds(charter: Charter) -> frozenset[str]:
    """The facts that begin or end a membership whose groups open by time alone."""
    return bases(kind for rule in compile(charter).rows if rule.begins for kind in rule.standing)


def standing_groups(facts: Iterable[Fact], charter: Charter, now: int) -> set[str]:
    """The groups of the periods running at `now` that open by time alone, without any fact.

    `facts` are those of `standing_kinds`. To be asked at every `next_turn`.
    """
    rules = compile(charter)
    everybody = (rule for rule in rules.of(CadenceRule) if not rule.begin)
    found = {str(Group(each.rule, ALL, period_at(now, each.every, rules.zone).name)) for each in everybody}
    begun = [(rule, rule.group_every) for rule in rules.rows if rule.begins]
    for fact in map(rules.as_read, facts):
        for rule, every in begun:
            key = key_of(fact, rule.group_per)
            if key and every and is_one(fact, rule.begins) and fact.at <= now:
                found.add(str(Group(rule.rule, key, period_at(now, every, rules.zone).name)))
    return found


def groups_without_members(charter: Charter, now: int) -> set[str]:
    """Every group until `now` of the cadences that ask the whole company: no fact begins them, the charter does."""
    rules = compile(charter)
    return {
        str(Group(rule.rule, ALL, period.name))
        for rule in rules.of(CadenceRule)
        if not rule.begin
        for period in periods_between(rule.from_at, min(now, rule.until_at), rule.every, rules.zone)
    }


def drawn_groups(seeds: Iterable[Fact], members: Iterable[Fact], charter: Charter, now: int) -> set[str]:
    """The groups whose day hangs on these seeds: of every later period until `now`, for everybody.

    `members` are the facts of `standing_kinds`. A seed of today decides on no period that has begun.
    """
    rules = compile(charter)
    first = min((seed.at for seed in seeds if seed.kind == DRAW), default=None)
    found: set[str] = set()
    if first is None:
        return found
    known = [rules.as_read(fact) for fact in members]
    for rule in rules.of(CadenceRule):
        if rule.drawn:
            keys = {key_of(fact, rule.per) for fact in known if is_one(fact, rule.begin)} or {ALL}
            for period in periods_between(max(first, rule.from_at), now, rule.every, rules.zone):
                found |= {str(Group(rule.rule, key, period.name)) for key in keys if key}
    return found


def next_turn(charter: Charter, now: int) -> int | None:
    """When the next period begins that opens groups by itself; None when the charter has none."""
    rules = compile(charter)
    opened = {rule.group_every for rule in rules.rows if rule.begins or isinstance(rule, CadenceRule)}
    return min((period_at(now, every, rules.zone).until_at for every in opened if every), default=None)


def next_change(verdict: Verdict, charter: Charter, now: int, facts: Iterable[Fact]) -> int | None:
    """The next instant after `now` at which time alone changes the verdict or calls for a notice; else None.

    `facts` are those of its subject, or more; only the longest stops of a clock that stands still are looked for.
    """
    rules = compile(charter)
    rule = rules.named.get(verdict.rule)
    if rule is None or verdict.due is None or verdict.verdict not in ("open", "overdue"):
        return None
    if not isinstance(rule, LimitRule):
        return verdict.due if verdict.due > now else None
    if verdict.paused:
        return min(
            (at for at in _longest_stops(rule, verdict, map(rules.as_read, facts)) if at > now), default=None
        )
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
