"""score: points or money given or taken at every fact of a kind, or at every breach of a clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from shouwen.law.charter.language.base import Clauses, FieldName, Kinds, Mention, Path, YesNo, wrong
from shouwen.law.charter.language.figures import Bearer
from shouwen.law.charter.language.formula import FormulaText
from shouwen.law.charter.language.rules.body import Body, kinds, only_one_of
from shouwen.law.charter.language.rules.counting import Once, Row, fits_once
from shouwen.law.charter.language.where import Conditions, Where
from shouwen.words import Words

HEAD = ("staff", "unit", "customer", "subject")
COUNTS = frozenset({"k", "n"})
"""What a formula may count: how often in a period, how many periods in a row."""


class Score(Body):
    """Points and money by a formula, which may count how often it happened (k), or for how long in a row (n)."""

    key: ClassVar[str] = "score"
    title_of_kind: ClassVar[Words] = Words("计分", "score")

    on: Kinds = ()
    """The facts that are scored, or:"""
    breaches: Clauses = ()
    """the clauses whose breaches are scored."""
    where: Conditions = ()
    """With on: only where these hold."""
    to: Bearer | FieldName
    """Who bears it: staff, unit, or a field of the fact that names a member of staff or a unit."""
    points: FormulaText | None = None
    """Points: a number or a formula over k, n and whole-number fields."""
    money: FormulaText | None = None
    """Yuan: a number or a formula."""
    kth: Literal["week", "month", "quarter", "year"] | None = None
    """Count k, the how-manieth, within this period."""
    kth_of: FieldName | None = None
    """Whose k it is: staff, unit, customer, subject or a field; the bearer's if not given."""
    row: Row | None = None
    """Count n, how many periods in a row the bearer has had such a fact, this one included."""
    once: Once | None = None
    """Only the first of a bearer counts in each such period."""
    last: YesNo = False
    """Of one subject only the last fact counts: a correction replaces what was recorded before."""

    @model_validator(mode="after")
    def _scores_something(self) -> Self:
        only_one_of(self, "on", "breaches")
        if self.points is None and self.money is None:
            raise wrong(
                Words("既没有 points 也没有 money", "neither points nor money is given"),
                Words("写明分数或金额，如 points: -2", "say how much, such as points: -2"),
            )
        if self.kth is None and "k" in self.needs:
            raise wrong(
                Words("公式用到 k，却没有写按什么期间计次", "the formula uses k, but no period is counted"),
                Words("加上 kth: month（或 week、quarter、year）", "add kth: month (or week, quarter, year)"),
            )
        if self.row is None and "n" in self.needs:
            raise wrong(
                Words("公式用到 n，却没有写连续的是什么期间", "the formula uses n, but nothing is in a row"),
                Words("加上 row: month（或 day、week）", "add row: month (or day, week)"),
            )
        return self

    @model_validator(mode="after")
    def _counts_sensibly(self) -> Self:
        if self.kth and self.row:
            raise wrong(
                Words("kth 与 row 不能同写", "kth and row do not go together"),
                Words("分成两条 score", "write two scores"),
                ("row",),
            )
        if self.kth_of and not self.kth:
            raise wrong(
                Words("kth_of 须与 kth 同写", "kth_of goes with kth only"),
                Words("加上 kth: month 或删去 kth_of", "add kth: month or remove kth_of"),
                ("kth_of",),
            )
        if self.last and not self.alone:
            raise wrong(
                Words("last 不能与 kth、row、once、breaches 同写", "last does not go with counting"),
                Words(
                    "先写一条带 last 的规则，再用 breaches 累计它的违反",
                    "write one clause with last, and count its breaches in another",
                ),
                ("last",),
            )
        fits_once(self.once, self.kth)
        if self.breaches:
            self._verdicts_say_enough()
        return self

    def _verdicts_say_enough(self) -> None:
        """A verdict names staff, unit, customer and subject, and no other field."""
        asked = (("to", self.to, HEAD[:2]), ("kth_of", self.kth_of or self.to, HEAD))
        for key, name, known in asked:
            if name not in known:
                raise wrong(
                    Words(f"认定没有字段「{name}」", f"a verdict has no field '{name}'"),
                    Words(f"可写 {'、'.join(known)}", f"write one of {', '.join(known)}"),
                    (key,),
                )
        if unknown := sorted(self.needs - COUNTS):
            raise wrong(
                Words(f"认定没有字段「{unknown[0]}」", f"a verdict has no field '{unknown[0]}'"),
                Words("与 breaches 同写的公式只用 k 和 n", "a formula beside breaches uses k and n only"),
                ("points",) if self.points and unknown[0] in self.points.names else ("money",),
            )
        if self.where:
            raise wrong(
                Words("where 只能与 on 同写", "where goes with on only"),
                Words("删去 where", "remove where"),
                ("where",),
            )

    @property
    def needs(self) -> frozenset[str]:
        """Every name its formulas use: k, n and fields."""
        return frozenset().union(*(each.names for each in (self.points, self.money) if each))

    @property
    def alone(self) -> bool:
        """Whether every fact is scored by itself, whatever else has happened to others."""
        return not (self.kth or self.row or self.once or self.breaches)

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off."""
        return self.on

    @property
    def stage(self) -> int:
        """Whatever counts gives verdicts on groups."""
        return 1 if self.alone else 2

    def conditions(self) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
        """Asked of the scored facts."""
        yield self.where, self.on, ("where",)

    def mentions(self) -> Iterator[Mention]:
        """Its facts or clauses, the fields of its formulas, and those that name somebody."""
        yield from kinds(self.on, "on")
        for index, clause in enumerate(self.breaches):
            yield Mention("clause", clause, ("breaches", index) if len(self.breaches) > 1 else ("breaches",))
        for place, each in (("points", self.points), ("money", self.money)):
            for name in sorted(each.names - COUNTS) if each else ():
                yield Mention("field", name, (place,), self.on)
        for place, field in (("to", self.to), ("kth_of", self.kth_of)):
            if field and field not in HEAD:
                yield Mention("field", field, (place,), self.on)
