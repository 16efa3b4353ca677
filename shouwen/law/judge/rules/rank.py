"""The rows of `rank`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from shouwen.law.charter.language.where import Where
from shouwen.law.judge.rules.base import Bearer, Period, Rule

EXCLUDED = "excluded"
"""What a verdict lacks whose member was left out of the ranking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankRule(Rule):
    """Members compared in every period by the sum of points of `points`, or by a share, mean or count of facts.

    More is better with `sign` 1, fewer with -1. So many places from each end are `best` and `worst`. `within`: staff
    in their unit. A `barred` fact where `barred_where` holds leaves its member out of the period.
    """

    measure: Literal["points", "share", "mean", "count"]
    points: frozenset[str]
    inner: Where
    field: str | None
    decimals: int
    per: Bearer
    every: Period
    within: bool
    sign: Literal[1, -1]
    best: int
    worst: int
    sample: int
    barred: frozenset[str]
    barred_where: Where
    begin: frozenset[str]
    end: frozenset[str]

    @property
    def stage(self) -> int:
        """It reads verdicts on groups."""
        return 3

    @property
    def group_per(self) -> str:
        """Those who are compared with one another make a group."""
        return "unit" if self.within else "all"

    @property
    def group_every(self) -> Period | None:
        """Its period."""
        return self.every

    @property
    def least(self) -> int:
        """With fewer than this a member is not ranked: of nothing there is no share and no mean."""
        return max(self.sample, 1) if self.measure in ("share", "mean") else self.sample

    @property
    def reads(self) -> frozenset[str]:
        """What is counted, and what excludes."""
        return self.kinds | self.barred

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
        """The clauses whose points are summed."""
        return self.points

    @property
    def own_fields(self) -> frozenset[str]:
        """What is averaged."""
        return frozenset({self.field} if self.field else ())

    @property
    def own_wheres(self) -> tuple[Where, ...]:
        """What makes a fact count in a share, and what excludes."""
        return (self.inner, self.barred_where)
