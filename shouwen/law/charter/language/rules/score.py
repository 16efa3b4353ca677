"""score: points or money given or taken at every fact of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from shouwen.law.charter.language.base import Kinds, Mention, Path, wrong
from shouwen.law.charter.language.figures import Bearer
from shouwen.law.charter.language.formula import FormulaText
from shouwen.law.charter.language.rules.body import Body, kinds
from shouwen.law.charter.language.where import Conditions, Where
from shouwen.words import Words


class Score(Body):
    """Points and money by a formula, which may count how often it happened in the period (k)."""

    key: ClassVar[str] = "score"
    title_of_kind: ClassVar[Words] = Words("计分", "score")

    on: Kinds
    """The facts that are scored."""
    where: Conditions = ()
    """Only where these hold."""
    to: Bearer
    """Who bears it: the staff or the unit of the fact."""
    points: FormulaText | None = None
    """Points: a number or a formula over k and whole-number fields."""
    money: FormulaText | None = None
    """Yuan: a number or a formula."""
    kth: Literal["month", "quarter", "year"] | None = None
    """Count k, the how-manieth of the bearer, within this period."""

    @model_validator(mode="after")
    def _scores_something(self) -> Self:
        if self.points is None and self.money is None:
            raise wrong(
                Words("既没有 points 也没有 money", "neither points nor money is given"),
                Words("写明分数或金额，如 points: -2", "say how much, such as points: -2"),
            )
        if self.kth is None and "k" in self.needs:
            raise wrong(
                Words("公式用到 k，却没有写按什么期间计次", "the formula uses k, but no period is counted"),
                Words("加上 kth: month（或 quarter、year）", "add kth: month (or quarter, year)"),
            )
        return self

    @property
    def needs(self) -> frozenset[str]:
        """Every name its formulas use: k and fields."""
        return frozenset().union(*(each.names for each in (self.points, self.money) if each))

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off."""
        return self.on

    @property
    def stage(self) -> int:
        """Counting how often makes it a rule of groups."""
        return 2 if self.kth else 1

    def conditions(self) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
        """Asked of the scored facts."""
        yield self.where, self.on, ("where",)

    def mentions(self) -> Iterator[Mention]:
        """Its facts, and the fields of its formulas."""
        yield from kinds(self.on, "on")
        for place, each in (("points", self.points), ("money", self.money)):
            for name in sorted(each.names - {"k"}) if each else ():
                yield Mention("field", name, (place,), self.on)
