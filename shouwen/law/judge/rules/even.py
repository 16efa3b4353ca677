"""The rows of `assign` with `even`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from shouwen.law.judge.rules.base import Period, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class EvenRule(Rule):
    """Whoever is given a `kinds` fact has then at most `apart` more of the period than the least loaded member.

    Members are the staff with a `begin` fact of the key and no `end` fact since.
    """

    begin: frozenset[str]
    end: frozenset[str]
    per: Literal["unit", "all"]
    every: Period
    apart: int

    @property
    def stage(self) -> int:
        """A rule of groups."""
        return 2

    @property
    def group_per(self) -> str:
        """Among whom work is spread."""
        return self.per

    @property
    def group_every(self) -> Period:
        """Its period."""
        return self.every

    @property
    def standing(self) -> frozenset[str]:
        """What begins and ends a membership."""
        return self.begin | self.end
