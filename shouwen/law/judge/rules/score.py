"""The rows of `score`."""

from __future__ import annotations

from dataclasses import dataclass

from shouwen.law.charter.language.formula import Formula
from shouwen.law.judge.rules.base import Bearer, Per, Period, Rule


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

    @property
    def own_fields(self) -> frozenset[str]:
        """The fields of its formulas."""
        return frozenset(self.names)

    @property
    def stage(self) -> int:
        """Counting how often makes it a rule of groups."""
        return 2 if self.kth else 1

    @property
    def group_per(self) -> Per:
        """Its bearer."""
        return self.to

    @property
    def group_every(self) -> Period | None:
        """The period it counts in."""
        return self.kth
