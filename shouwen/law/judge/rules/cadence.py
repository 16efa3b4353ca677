"""The rows of `cadence`."""

from __future__ import annotations

from dataclasses import dataclass

from shouwen.law.judge.rules.base import Per, Period, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceRule(Rule):
    """So many `kinds` facts in every whole period between a `begin` fact and the next `end` fact of a key."""

    every: Period
    at_least: int
    per: Per
    begin: frozenset[str]
    end: frozenset[str]

    @property
    def stage(self) -> int:
        """A rule of groups."""
        return 2

    @property
    def group_per(self) -> Per:
        """Its keys."""
        return self.per

    @property
    def group_every(self) -> Period | None:
        """Its period."""
        return self.every

    @property
    def standing(self) -> frozenset[str]:
        """What begins and ends a membership."""
        return self.begin | self.end
