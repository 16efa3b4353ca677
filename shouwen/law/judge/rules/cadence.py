"""The rows of `cadence`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from shouwen.law.charter.language.rules.cadence import DRAW
from shouwen.law.judge.rules.base import Per, Period, Rule


class PartOf(NamedTuple):
    """The first or the last days of a period."""

    end: Literal["first", "last"]
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceRule(Rule):
    """So many `kinds` facts in every whole period between a `begin` fact and the next `end` fact of a key.

    Without `begin` every whole period is asked. `days` names the calendar whose open days are asked or drawn.
    """

    every: Period
    at_least: int
    per: Per
    begin: frozenset[str]
    end: frozenset[str]
    days: str | None = None
    part: PartOf | None = None
    drawn: bool = False

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
    def general(self) -> frozenset[str]:
        """The seeds of its draws."""
        return frozenset({DRAW}) if self.drawn else frozenset()

    @property
    def own_fields(self) -> frozenset[str]:
        """What a draw is made from."""
        return frozenset({"seed"}) if self.drawn else frozenset()
