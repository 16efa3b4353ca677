"""The rows of `threshold`."""

from __future__ import annotations

from dataclasses import dataclass

from shouwen.law.judge.rules.base import Per, Period, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdRule(Rule):
    """The `kinds` fact, or breach of `breaches`, that makes the count `reaches`.

    In a period, in a `window` (µs) or so many `months` that end with it, in so many periods in a `row` (only those
    `days` on which that calendar is open), or, without any of these, ever. `once`: each such period counts once.
    """

    breaches: frozenset[str]
    per: Per
    every: Period | None = None
    window: int | None = None
    months: int | None = None
    row: Period | None = None
    days: str | None = None
    once: Period | None = None
    reaches: int

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
    def clauses(self) -> frozenset[str]:
        """The clauses whose breaches count."""
        return self.breaches

    @property
    def periods(self) -> frozenset[Period]:
        """Every sort of period it asks for."""
        asked = (self.every, self.row, self.once)
        return frozenset(each for each in asked if each)
