"""What every rule as a flat row has: when it is in force, what sets it off, what follows, what it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from shouwen.law.charter.language.figures import Missing
from shouwen.law.charter.language.where import Where, holds
from shouwen.law.facts.fact import Fact, read
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


Steps = tuple[Step, ...]


def step_at(steps: Steps, at: int) -> Step | None:
    """The step in force at an instant; None before the first."""
    found = None
    for step in steps:
        if step.from_at <= at:
            found = step
    return found


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Where an exception applies instead: on facts of `kinds`, in [from_at, until_at), if `where` holds."""

    kinds: frozenset[str]
    where: Where
    from_at: int
    until_at: int


@dataclass(frozen=True, slots=True)
class Price:
    """What a breach costs or praise earns: hundredths of a point, fen, who bears it, who hears of it.

    `per` (µs): so much for every such stretch begun by which a limit was overrun, once it is known how many.
    """

    points: int = 0
    money: int = 0
    to: Bearer | None = None
    tell: tuple[str, ...] = ()
    per: int | None = None

    def times(self, late_us: int) -> int:
        """How often it is due for a limit that was overrun by so much."""
        return 1 if self.per is None else -(-late_us // self.per)


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
    def stage(self) -> int:
        """1: what hangs on one subject alone; 2: on a group and a period, reading facts and verdicts of stage 1."""
        return 1

    @property
    def group_per(self) -> str:
        """What its groups are keyed by: a field of facts, or all."""
        return "subject"

    @property
    def group_every(self) -> Period | None:
        """The period of its groups; None when they have none of their own."""
        return None

    @property
    def periods(self) -> frozenset[Period]:
        """Every sort of period it asks for."""
        return frozenset({self.group_every} if self.group_every else ())

    @property
    def reads(self) -> frozenset[str]:
        """The facts its groups read within their period."""
        return self.kinds

    @property
    def clauses(self) -> frozenset[str]:
        """The clauses whose verdicts its groups count."""
        return frozenset()

    @property
    def standing(self) -> frozenset[str]:
        """The facts its groups read whenever they happened, beside those of the period."""
        return frozenset()

    @property
    def begins(self) -> frozenset[str]:
        """Those of them that begin a membership, so that groups open by time alone."""
        return frozenset()

    @property
    def general(self) -> frozenset[str]:
        """The facts its groups read whenever they happened and whomever they name."""
        return frozenset()

    @property
    def own_fields(self) -> frozenset[str]:
        """The fields it reads beside those of its conditions."""
        return frozenset()

    @property
    def own_wheres(self) -> tuple[Where, ...]:
        """The conditions it asks beside those of where it applies."""
        return ()

    @property
    def wheres(self) -> tuple[Where, ...]:
        """All conditions it asks."""
        return (self.where, *(each.where for each in self.excluded), *self.own_wheres)

    @property
    def fields(self) -> frozenset[str]:
        """Every field it reads."""
        asked = {name for where in self.wheres for condition in where for name in condition.fields}
        return self.own_fields | asked

    def borne_by(self, word: str) -> Bearer | None:
        """Who bears the points and money of a verdict; None: its staff, else its unit."""
        return (self.praise if word in ("praised", "met") else self.breach).to

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
