"""The rows of `score`."""

from __future__ import annotations

from dataclasses import dataclass

from shouwen.law.charter.language.formula import Formula
from shouwen.law.charter.language.where import Where
from shouwen.law.judge.rules.base import Bearer, Exclusion, Period, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRule(Rule):
    """Points and money for every fact, or every breach of `breaches`, borne by whom the field `to` names.

    With `kth`, k counts those of one value of `of` in that period; with `row`, n counts the periods in a row that
    have one. `once`: only the first of a value in each such period; `last`: only the last of a subject. `ladder`
    are the rules that count together: an exception changes what a fact costs, not that it happened. Empty when
    the rule counts alone.
    """

    to: str
    bears: Bearer
    points: Formula | None
    money: Formula | None
    breaches: frozenset[str] = frozenset()
    kth: Period | None = None
    of: str
    row: Period | None = None
    once: Period | None = None
    last: bool = False
    ladder: tuple[Exclusion, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The integer fields its formulas read, in order."""
        needed = (each.names for each in (self.points, self.money) if each)
        return tuple(sorted(frozenset().union(*needed) - {"k", "n"}))

    @property
    def own_fields(self) -> frozenset[str]:
        """The fields of its formulas, and those that name somebody."""
        return frozenset((*self.names, self.to, self.of))

    @property
    def own_wheres(self) -> tuple[Where, ...]:
        """What the other rules of its ladder ask."""
        return tuple(each.where for each in self.ladder)

    def borne_by(self, word: str) -> Bearer | None:
        """Whoever `to` names."""
        return self.bears

    @property
    def stage(self) -> int:
        """Counting makes it a rule of groups."""
        return 2 if self.kth or self.row or self.once or self.breaches else 1

    @property
    def reads(self) -> frozenset[str]:
        """What it scores, and what counts with it."""
        return self.kinds.union(*(each.kinds for each in self.ladder))

    @property
    def clauses(self) -> frozenset[str]:
        """The clauses whose breaches it scores."""
        return self.breaches

    @property
    def group_per(self) -> str:
        """Whose k or n it is."""
        return self.of

    @property
    def group_every(self) -> Period | None:
        """The period it counts in; what is in a row has none."""
        return None if self.row else self.kth or self.once or "month"

    @property
    def shown(self) -> Period | None:
        """The period its verdicts name."""
        return self.kth or self.row or self.once

    @property
    def periods(self) -> frozenset[Period]:
        """Every sort of period it asks for."""
        asked = (self.kth, self.row, self.once)
        return frozenset(each for each in asked if each)
