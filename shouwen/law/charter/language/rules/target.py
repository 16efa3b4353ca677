"""target: an indicator and the value it has to reach in every period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, model_validator

from shouwen.law.charter.language.base import (
    Clauses,
    FieldName,
    Kinds,
    Mention,
    Node,
    Path,
    Said,
    Whole,
    wrong,
)
from shouwen.law.charter.language.figures import Period
from shouwen.law.charter.language.picks import asked, picked
from shouwen.law.charter.language.rules.body import Body, kinds
from shouwen.law.charter.language.rules.cadence import During
from shouwen.law.charter.language.where import Conditions, Where
from shouwen.words import Words


@dataclass(frozen=True, slots=True)
class Bound:
    """A target value as an exact fraction: 95% is 95/100; `text` is what was written."""

    text: str
    over: int
    under: int


def bound(value: object) -> Bound:
    """A target value from a percentage or a number. Errors: neither."""
    if isinstance(value, Bound):
        return value
    text = str(value)
    if isinstance(value, str | int | float) and not isinstance(value, bool) and len(text) <= 12:
        digits, percent = text.removesuffix("%"), text.endswith("%")
        if digits.replace(".", "", 1).isdecimal() and digits.isascii() and percent >= isinstance(value, str):
            number = Decimal(digits) / (100 if percent else 1)
            over, under = number.as_integer_ratio()
            return Bound(text, over, under)
    raise wrong(
        Words(f"「{value}」不是目标值", f"'{value}' is not a target value"),
        Words('请写成 "95%" 或 4.5 这样的数', 'write it as "95%" or as a number such as 4.5'),
    )


BoundText = Annotated[Bound, BeforeValidator(bound, json_schema_input_type=str | int | float)]


class Share(Node):
    """The part of the population where something holds."""

    of: Kinds
    """The population: all facts of these kinds (where the target's own where holds)."""
    where: Conditions
    """What makes one of them count."""


class Mean(Node):
    """The mean of a field."""

    of: Kinds
    """The facts."""
    field: FieldName
    """The number whose mean is taken."""


class Count(Node):
    """How many there were."""

    of: Kinds
    """The facts."""


class Target(Body):
    """An indicator by group and period, compared with its target value."""

    key: ClassVar[str] = "target"
    title_of_kind: ClassVar[Words] = Words("指标", "target")

    kept: Clauses = ()
    """The share of kept among the verdicts of these clauses, or:"""
    share: Share | None = None
    """a share of facts, or:"""
    mean: Mean | None = None
    """the mean of a field, or:"""
    count: Count | None = None
    """a number of facts."""
    where: Conditions = ()
    """Only facts where these hold belong to the population."""
    per: Literal["unit", "staff", "all"]
    """For each of what."""
    every: Period
    """The period."""
    at_least: BoundText | None = None
    """The least value: "95%" or a number."""
    at_most: BoundText | None = None
    """The greatest value."""
    sample: Whole = 1
    """With fewer than this in the period nothing is decided."""
    during: During | None = None
    """With count: who is asked also in a period in which nothing happened, and how long."""
    formula: Said | None = None
    """How the trade computes the figure; it is printed beside it."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if sum(map(bool, (self.kept, self.share, self.mean, self.count))) != 1:
            raise wrong(
                Words(
                    "须在 kept、share、mean、count 中恰好写一个",
                    "exactly one of kept, share, mean and count is needed",
                ),
                Words('说明考核什么，如 kept: ["2.1.4"]', 'say what is measured, such as kept: ["2.1.4"]'),
            )
        if (self.at_least is None) == (self.at_most is None):
            raise wrong(
                Words(
                    "须在 at_least 与 at_most 中恰好写一个", "exactly one of at_least and at_most is needed"
                ),
                Words('写明目标值，如 at_least: "95%"', 'say the target value, such as at_least: "95%"'),
            )
        if self.during and not self.count:
            raise wrong(
                Words("during 只能与 count 同写", "during goes with count only"),
                Words(
                    "没有发生的事没有占比和平均，请删去 during",
                    "of nothing there is no share and no mean: remove during",
                ),
                ("during",),
            )
        if self.during and self.per == "all" and self.during.to:
            raise wrong(
                Words("per: all 时没有谁可以退出", "with per: all nobody leaves"),
                Words("请删去 during.to", "remove during.to"),
                ("during", "to"),
            )
        if self.kept and self.where:
            raise wrong(
                Words("where 不能与 kept 同写", "where does not go with kept"),
                Words("删去 where", "remove where"),
                ("where",),
            )
        return self

    @property
    def of(self) -> tuple[str, ...]:
        """The kinds of fact it reads; none for kept."""
        source = self.share or self.mean or self.count
        return source.of if source else ()

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off."""
        return self.of

    @property
    def stage(self) -> int:
        """It gives verdicts on groups."""
        return 2

    def conditions(self) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
        """Asked of the population, and of what counts in it."""
        yield self.where, self.of, ("where",)
        if self.share:
            yield self.share.where, self.share.of, ("share", "where")
        if self.during:
            yield from asked(self.during.from_, "during", "from")
            yield from asked(self.during.to, "during", "to")

    def mentions(self) -> Iterator[Mention]:
        """Its clauses, or its facts and the field of a mean."""
        for index, clause in enumerate(self.kept):
            yield Mention("clause", clause, ("kept", index) if len(self.kept) > 1 else ("kept",))
        for place, source in (("share", self.share), ("mean", self.mean), ("count", self.count)):
            yield from kinds(source.of, place, "of") if source else ()
        if self.during:
            yield from picked(self.during.from_, "during", "from")
            yield from picked(self.during.to, "during", "to")
        if self.mean:
            yield Mention("field", self.mean.field, ("mean", "field"), self.mean.of)
