"""Rules as flat rows: what both engines read instead of the charter, every date turned into an instant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

from shouwen.law.charter.language.figures import Missing
from shouwen.law.charter.language.formula import Formula
from shouwen.law.charter.language.where import Where, holds
from shouwen.law.facts.fact import Fact, read
from shouwen.law.facts.row import EARLIEST, LATEST
from shouwen.law.worktime.instants import parse_iso
from shouwen.law.worktime.limits import Limit

EVER = 1 << 62
"""Later than any instant."""

Period = Literal["day", "week", "month", "quarter", "year"]
Bearer = Literal["staff", "unit"]
Per = Literal["staff", "unit", "customer", "subject", "all"]


@dataclass(frozen=True, slots=True)
class Step:
    """Limits in force from an instant until the next step; `by` names the field that chooses (None: key None)."""

    from_at: int
    by: str | None
    limits: Mapping[str | None, Limit]

    def choose(self, fact: Fact) -> Limit | Missing:
        """The limit of one opening fact, or the field that is not given or not listed."""
        value = read(fact, self.by) if self.by else None
        return self.limits.get(value) or Missing(self.by or "")


@dataclass(frozen=True, slots=True)
class Promise:
    """A due instant that a fact itself names, in the place of a limit."""

    at: int
    text: None = None
    limit_s: None = None


Steps = tuple[Step, ...]


def step_at(steps: Steps, at: int) -> Step | None:
    """The step in force at an instant; None before the first."""
    found = None
    for step in steps:
        if step.from_at <= at:
            found = step
    return found


@dataclass(frozen=True, slots=True)
class Stop:
    """The clock stands from a `begin` fact to the next `end` fact, at most `at_most` µs of wall time."""

    begin: frozenset[str]
    end: frozenset[str]
    at_most: int | None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Where an exception applies instead: on facts of `kinds`, in [from_at, until_at), if `where` holds."""

    kinds: frozenset[str]
    where: Where
    from_at: int
    until_at: int


@dataclass(frozen=True, slots=True)
class Price:
    """What a breach costs or praise earns: hundredths of a point, fen, who bears it, who hears of it."""

    points: int = 0
    money: int = 0
    to: Bearer | None = None
    tell: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Escalation:
    """Which posts hear of it when the due time has passed by `after`."""

    after: Limit
    tell: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What every rule has. It is in force in [from_at, until_at); `kinds` are the facts that set it off.

    `praised`: whoever keeps it is praised, without a shorter limit to beat.
    """

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

    @property
    def fields(self) -> frozenset[str]:
        """The fields its conditions read."""
        wheres = (self.where, *(each.where for each in self.excluded))
        return frozenset(condition.field for where in wheres for condition in where)

    def holds(self, fact: Fact) -> bool | Missing:
        """Whether the rule applies to a fact; Missing if that hangs on a field the fact does not give."""
        return self.from_at <= fact.at < self.until_at and self.fits(fact)

    def fits(self, fact: Fact) -> bool | Missing:
        """The same without asking whether the rule was in force at the fact."""
        if not self.where and not self.excluded:
            return True
        field = partial(read, fact)
        answer = holds(self.where, field)
        for other in self.excluded:
            if answer is False:
                return False
            if fact.kind in other.kinds and other.from_at <= fact.at < other.until_at:
                theirs = holds(other.where, field)
                if theirs is True:
                    return False
                answer = theirs if answer is True and theirs is not False else answer
        return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRule(Rule):
    """Every `kinds` fact wants a `to` fact of its subject within the step's limit on the calendar's clock.

    With `due` there are no steps: that field of the opening fact holds the due instant.
    """

    to: frozenset[str]
    ends: frozenset[str]
    steps: Steps
    calendar: str
    stops: tuple[Stop, ...]
    answers: Literal["to", "from"]
    warn: Limit | None
    praise_steps: Steps
    due: str | None = None

    def promised(self, fact: Fact, zone: str) -> Promise | Missing:
        """The instant an opening fact promises; Missing if it names none that can be read."""
        at = self.promise(read(fact, self.due), zone) if self.due else None
        return Missing(self.due or "") if at is None else Promise(at)

    @staticmethod
    def promise(text: str | None, zone: str) -> int | None:
        """The instant a text names; None if it names none, or none of the years 1900 to 2199."""
        try:
            at = parse_iso(text, zone) if text else EVER
        except (ValueError, OverflowError):
            return None
        return at if EARLIEST <= at < LATEST else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedeRule(Rule):
    """A `what` fact at or before each `kinds` fact, or at or after it and not after an `until` fact."""

    what: frozenset[str]
    direction: Literal["before", "after"]
    until: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRule(Rule):
    """Points and money for every fact; with `kth`, k counts the bearer's facts in that period."""

    to: Bearer
    points: Formula | None
    money: Formula | None
    kth: Period | None

    @property
    def names(self) -> tuple[str, ...]:
        """The integer fields its formulas read, in order."""
        needed = (each.names for each in (self.points, self.money) if each)
        return tuple(sorted(frozenset().union(*needed) - {"k"}))


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceRule(Rule):
    """So many `kinds` facts in every whole period between a `begin` fact and the next `end` fact of a key."""

    every: Period
    at_least: int
    per: Per
    begin: frozenset[str]
    end: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdRule(Rule):
    """The `kinds` fact, or breach of `breaches`, that makes the count `reaches` in a period or window (µs)."""

    breaches: frozenset[str]
    per: Per
    every: Period | None
    window: int | None
    reaches: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRule(Rule):
    """An indicator against over/under for each key and period: at least (`sign` 1) or at most (-1) that."""

    measure: Literal["kept", "share", "mean", "count"]
    kept: frozenset[str]
    inner: Where
    field: str | None
    per: Per
    every: Period
    sign: Literal[1, -1]
    over: int
    under: int
    bound: str
    sample: int


@dataclass(frozen=True)
class Rules:
    """All rules of a charter, by kind and in the charter's order."""

    charter: str
    version: str
    zone: str
    limits: tuple[LimitRule, ...] = ()
    precedes: tuple[PrecedeRule, ...] = ()
    scores: tuple[ScoreRule, ...] = ()
    cadences: tuple[CadenceRule, ...] = ()
    thresholds: tuple[ThresholdRule, ...] = ()
    targets: tuple[TargetRule, ...] = ()

    @cached_property
    def named(self) -> Mapping[str, Rule]:
        """Every rule by its name."""
        each = (*self.limits, *self.precedes, *self.scores, *self.cadences, *self.thresholds, *self.targets)
        return {rule.rule: rule for rule in each}

    @cached_property
    def data_fields(self) -> tuple[str, ...]:
        """The items of data that some rule reads, in order."""
        fields: set[str] = set()
        for rule in self.named.values():
            fields |= rule.fields
            if isinstance(rule, LimitRule):
                fields |= {step.by for step in (*rule.steps, *rule.praise_steps) if step.by}
                fields |= {rule.due} if rule.due else set()
            if isinstance(rule, ScoreRule):
                fields |= set(rule.names)
            if isinstance(rule, TargetRule):
                fields |= {condition.field for condition in rule.inner}
                fields |= {rule.field} if rule.field else set()
        return tuple(sorted(fields - {"subject", "staff", "unit", "customer"}))
