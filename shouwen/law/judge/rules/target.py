"""The rows of `target`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from shouwen.law.charter.language.where import Where
from shouwen.law.judge.rules.base import Per, Period, Rule
from shouwen.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRule(Rule):
    """An indicator against over/under for each key and period: at least (`sign` 1) or at most (-1) that.

    A mean is of numbers with so many `decimals`. Who has a `begin` fact, and no `end` fact since, is asked also in
    a period in which nothing is counted.
    """

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
    decimals: int = 0
    begin: frozenset[str] = frozenset()
    end: frozenset[str] = frozenset()
    formula: Words | None = None

    @property
    def stage(self) -> int:
        """A rule of groups."""
        return 2

    @property
    def group_per(self) -> str:
        """Its keys."""
        return self.per

    @property
    def group_every(self) -> Period | None:
        """Its period."""
        return self.every

    @property
    def begins(self) -> frozenset[str]:
        """What begins a membership."""
        return self.begin

    @property
    def standing(self) -> frozenset[str]:
        """What begins and ends a membership."""
        return self.begin | self.end

    @property
    def clauses(self) -> frozenset[str]:
        """The clauses whose verdicts are shared out."""
        return self.kept

    @property
    def own_fields(self) -> frozenset[str]:
        """What is averaged."""
        return frozenset({self.field} if self.field else set())

    @property
    def own_wheres(self) -> tuple[Where, ...]:
        """What makes one of the population count."""
        return (self.inner,)
