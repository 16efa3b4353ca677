"""The rows of `threshold`."""

from __future__ import annotations

from dataclasses import dataclass

from shouwen.law.judge.rules.base import Per, Period, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdRule(Rule):
    """The `kinds` fact, or breach of `breaches`, that makes the count `reaches` in a period or window (µs)."""

    breaches: frozenset[str]
    per: Per
    every: Period | None
    window: int | None
    reaches: int

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
    def clauses(self) -> frozenset[str]:
        """The clauses whose breaches count."""
        return self.breaches
