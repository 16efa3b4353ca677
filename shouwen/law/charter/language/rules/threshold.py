"""threshold: so many in a period lead to a consequence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from shouwen.law.charter.language.base import Clauses, Kinds, Mention, Path, Shape, Whole, wrong
from shouwen.law.charter.language.figures import Period
from shouwen.law.charter.language.rules.body import Body, kinds
from shouwen.law.charter.language.where import Conditions, Where
from shouwen.words import Words

Rolling = Annotated[
    str,
    Shape(
        r"[1-9]\d{0,3}d",
        Words("不是期间", "is not a period"),
        Words(
            "请写 day、week、month、quarter、year，或如 90d 的滚动天数",
            "write day, week, month, quarter, year, or rolling days such as 90d",
        ),
        "Rolling days: 90d",
    ),
]


class Threshold(Body):
    """A count of facts or of breaches in a window that reaches a number."""

    key: ClassVar[str] = "threshold"
    title_of_kind: ClassVar[Words] = Words("累计", "threshold")

    count: Kinds = ()
    """The facts that are counted, or:"""
    breaches: Clauses = ()
    """the clauses whose breaches are counted."""
    where: Conditions = ()
    """With count: only facts where these hold."""
    per: Literal["staff", "unit", "customer", "subject"]
    """For each of what."""
    in_: Annotated[Period | Rolling, Field(alias="in")]
    """The window: a calendar period, or rolling days such as 90d."""
    reaches: Whole
    """The number that is reached."""

    @model_validator(mode="after")
    def _one_thing_counted(self) -> Self:
        if bool(self.count) == bool(self.breaches):
            raise wrong(
                Words("须在 count 与 breaches 中恰好写一个", "exactly one of count and breaches is needed"),
                Words("删去一个或补上一个", "remove one or add one"),
            )
        if self.breaches and self.where:
            raise wrong(
                Words("where 只能与 count 同写", "where goes with count only"),
                Words("删去 where", "remove where"),
                ("where",),
            )
        return self

    @property
    def rolling_days(self) -> int | None:
        """The days of a rolling window; None for a calendar period."""
        return int(self.in_[:-1]) if self.in_[0].isdigit() else None

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off."""
        return self.count

    @property
    def stage(self) -> int:
        """It gives verdicts on groups."""
        return 2

    def conditions(self) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
        """Asked of the counted facts."""
        yield self.where, self.count, ("where",)

    def mentions(self) -> Iterator[Mention]:
        """Its facts, or clauses."""
        yield from kinds(self.count, "count")
        for index, clause in enumerate(self.breaches):
            yield Mention("clause", clause, ("breaches", index) if len(self.breaches) > 1 else ("breaches",))
