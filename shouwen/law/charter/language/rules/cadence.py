"""cadence: at least so many times in every period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from shouwen.law.charter.language.base import Kinds, Mention, Name, Node, Path, Shape, Whole, wrong
from shouwen.law.charter.language.figures import Period
from shouwen.law.charter.language.picks import Picks, asked, picked
from shouwen.law.charter.language.rules.body import Body, kinds
from shouwen.law.charter.language.rules.builtin import Brought, fact
from shouwen.law.charter.language.where import Conditions, Where
from shouwen.words import Words

DRAW = "draw.published"
"""The fact that publishes the seed of a draw."""
_SHORTEST = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}
Days = Annotated[
    str,
    Shape(
        r"[1-9]\d{0,2}d",
        Words("不是天数", "is not a number of days"),
        Words("请写成如 3d", "write it as 3d"),
        "Days: 3d",
    ),
]


class Part(Node):
    """The part of a period in which it has to happen."""

    first: Days | None = None
    """The first days of the period, such as 5d; or:"""
    last: Days | None = None
    """the last days of the period, such as 3d."""

    @model_validator(mode="after")
    def _one_end(self) -> Self:
        if (self.first is None) == (self.last is None):
            raise wrong(
                Words("须在 first 与 last 中恰好写一个", "exactly one of first and last is needed"),
                Words("请写 {last: 3d} 或 {first: 5d}", "write {last: 3d} or {first: 5d}"),
            )
        return self

    @property
    def days(self) -> int:
        """How many days."""
        return int((self.first or self.last or "")[:-1])


class During(Node):
    """From when to when somebody belongs to those who are counted."""

    from_: Annotated[Picks, Field(alias="from")]
    """The fact that begins it, such as a customer taken on."""
    to: Picks = ()
    """The fact that ends it."""


class Cadence(Body):
    """At least N times a period, for each of those who stand under the duty."""

    key: ClassVar[str] = "cadence"
    title_of_kind: ClassVar[Words] = Words("频次", "cadence")
    brings: ClassVar[Brought] = {
        DRAW: fact("公布抽签种子", "Seed of a draw published", seed=("种子", "Seed", "text"))
    }

    of: Kinds
    """The facts that are counted."""
    where: Conditions = ()
    """Only facts where these hold are counted."""
    every: Period
    """The period."""
    at_least: Whole
    """How many times."""
    per: Literal["unit", "staff", "customer", "subject", "all"]
    """For each of what; all is the whole company."""
    during: During | None = None
    """Who is counted, and how long; all needs none."""
    days: Name | None = None
    """A calendar: only days on which it is open are asked, or drawn."""
    part: Part | None = None
    """Only facts in this part of the period are counted."""
    drawn: Literal["day"] | None = None
    """Only facts of the day that is drawn for the period are counted."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if (self.during is None) != (self.per == "all"):
            raise wrong(
                Words("per: all 不写 during，其他都要写", "per: all takes no during, all others need one"),
                Words("请补上 during 或删去", "add during or remove it"),
                ("during",) if self.during else (),
            )
        if self.every == "day" and (self.drawn or self.part):
            key = "drawn" if self.drawn else "part"
            raise wrong(
                Words(f"一天之内没有 {key} 可言", f"a day has no {key}"),
                Words("请写 every: week 或更长", "write every: week or longer"),
                (key,),
            )
        if self.days and self.every != "day" and not self.drawn:
            raise wrong(
                Words("days 只与 every: day 或 drawn 同写", "days goes with every: day or with drawn"),
                Words("请删去 days", "remove days"),
                ("days",),
            )
        if self.part and self.part.days >= _SHORTEST[self.every]:
            raise wrong(
                Words("part 不比一期短", "the part is not shorter than the period"),
                Words("请减少天数", "give fewer days"),
                ("part",),
            )
        return self

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off."""
        return self.of

    @property
    def stage(self) -> int:
        """It gives verdicts on groups."""
        return 2

    def conditions(self) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
        """Asked of the counted facts."""
        yield self.where, self.of, ("where",)
        if self.during:
            yield from asked(self.during.from_, "during", "from")
            yield from asked(self.during.to, "during", "to")

    def mentions(self) -> Iterator[Mention]:
        """Its facts and its calendar."""
        yield from kinds(self.of, "of")
        if self.during:
            yield from picked(self.during.from_, "during", "from")
            yield from picked(self.during.to, "during", "to")
        if self.days:
            yield Mention("calendar", self.days, ("days",))
        if self.drawn:
            yield Mention("fact", DRAW, ("drawn",))
            yield Mention("field", "seed", ("drawn",), (DRAW,))
