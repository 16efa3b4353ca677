"""threshold: so many in a period lead to a consequence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from shouwen.law.charter.language.base import Clauses, Kinds, Mention, Name, Path, Shape, Whole, wrong
from shouwen.law.charter.language.figures import Period
from shouwen.law.charter.language.rules.body import Body, kinds, only_one_of
from shouwen.law.charter.language.rules.counting import Once, Row, fits_once
from shouwen.law.charter.language.where import Conditions, Where
from shouwen.words import Words

Rolling = Annotated[
    str,
    Shape(
        r"[1-9]\d{0,3}d|[1-9]\d?mo",
        Words("不是期间", "is not a period"),
        Words(
            "请写 day、week、month、quarter、year、ever，或如 90d、12mo 的滚动期间",
            "write day, week, month, quarter, year, ever, or a rolling window such as 90d or 12mo",
        ),
        "A rolling window: 90d, 12mo",
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
    in_: Annotated[Period | Literal["ever"] | Rolling | None, Field(alias="in")] = None
    """The window: a calendar period, rolling days or months such as 90d or 12mo, or ever. Or instead:"""
    row: Row | None = None
    """so many such periods in a row, each with at least one."""
    days: Name | None = None
    """With row: day, only the days on which this calendar is open follow one another."""
    once: Once | None = None
    """Each such period counts once, however often it happens in it."""
    reaches: Whole
    """The number that is reached."""

    @model_validator(mode="after")
    def _one_thing_counted(self) -> Self:
        only_one_of(self, "count", "breaches")
        if (self.in_ is None) == (self.row is None):
            raise wrong(
                Words("须恰好写 in 与 row 之一", "give exactly one of in and row"),
                Words(
                    "一段时间内累计写 in: month，连续写 row: day",
                    "a count in a window is in: month, one in a row is row: day",
                ),
            )
        if self.days and self.row != "day":
            raise wrong(
                Words("days 只能与 row: day 同写", "days goes with row: day only"),
                Words("删去 days", "remove days"),
                ("days",),
            )
        if self.row and self.once:
            raise wrong(
                Words("连续的期间本来只计一次", "a period in a row counts once anyway"),
                Words("删去 once", "remove once"),
                ("once",),
            )
        fits_once(self.once, self.in_)
        if self.breaches and self.where:
            raise wrong(
                Words("where 只能与 count 同写", "where goes with count only"),
                Words("删去 where", "remove where"),
                ("where",),
            )
        return self

    @property
    def rolling_days(self) -> int | None:
        """The days of a rolling window; None if it is none of days."""
        return int(self.in_[:-1]) if self.in_ and self.in_.endswith("d") else None

    @property
    def rolling_months(self) -> int | None:
        """The months of a rolling window; None if it is none of months."""
        return int(self.in_[:-2]) if self.in_ and self.in_.endswith("mo") else None

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
        if self.days:
            yield Mention("calendar", self.days, ("days",))
        for index, clause in enumerate(self.breaches):
            yield Mention("clause", clause, ("breaches", index) if len(self.breaches) > 1 else ("breaches",))
