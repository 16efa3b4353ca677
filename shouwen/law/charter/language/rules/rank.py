"""rank: members compared with one another in every period: the best, the worst, and those in between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from shouwen.law.charter.language.base import Clauses, Kinds, Mention, Node, Path, Whole, wrong
from shouwen.law.charter.language.figures import Period
from shouwen.law.charter.language.picks import asked, picked
from shouwen.law.charter.language.rules.body import Body, kinds
from shouwen.law.charter.language.rules.cadence import During
from shouwen.law.charter.language.rules.target import Count, Mean, Share
from shouwen.law.charter.language.where import Conditions, Where
from shouwen.words import Words

_KEYS = ("points", "share", "mean", "count")


class By(Node):
    """What members are compared by."""

    points: Clauses = ()
    """The sum of the points that verdicts of these clauses give and take, or:"""
    share: Share | None = None
    """a share of facts, or:"""
    mean: Mean | None = None
    """the mean of a field, or:"""
    count: Count | None = None
    """a number of facts."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(bool(getattr(self, key)) for key in _KEYS) != 1:
            raise wrong(
                Words(
                    f"须在 {'、'.join(_KEYS)} 中恰好写一个", f"exactly one of {', '.join(_KEYS)} is needed"
                ),
                Words('说明按什么评比，如 points: ["2.1"]', 'say what is compared, such as points: ["2.1"]'),
            )
        return self


class Places(Node):
    """How many places of a ranking."""

    places: Whole = 1
    """So many from that end; those who share a place share it."""


class Excluded(Node):
    """Facts with which a member is left out of the ranking of their period."""

    of: Annotated[Kinds, Field(min_length=1)]
    """The facts."""
    where: Conditions = ()
    """Only where these hold."""


class Rank(Body):
    """A ranking of staff or units; the best are praised, the worst breached, all others kept."""

    key: ClassVar[str] = "rank"
    title_of_kind: ClassVar[Words] = Words("评比", "ranking")

    per: Literal["staff", "unit"]
    """Who is ranked."""
    every: Period
    """The period."""
    by: By
    """What they are compared by."""
    better: Literal["more", "fewer"] = "more"
    """Whether more is better, or fewer."""
    where: Conditions = ()
    """With facts: only those where these hold are counted."""
    within: Literal["unit"] | None = None
    """Staff are compared within their unit; without it, within the company."""
    best: Places | None = None
    """The places that are praised."""
    worst: Places | None = None
    """The places that are breaches."""
    sample: Annotated[int, Field(strict=True, ge=0)] = 0
    """Whoever has fewer than this in the period is not ranked."""
    exclude: Excluded | None = None
    """Whoever has such a fact in the period is not ranked."""
    during: During | None = None
    """Who is ranked although nothing is counted of them, and how long."""

    @model_validator(mode="after")
    def _ranks_something(self) -> Self:
        if not (self.best or self.worst):
            raise wrong(
                Words("best 与 worst 都没有写", "neither best nor worst is given"),
                Words("请写 best: {places: 1}", "write best: {places: 1}"),
            )
        if self.within and self.per != "staff":
            raise wrong(
                Words("within: unit 只能与 per: staff 同写", "within: unit goes with per: staff only"),
                Words("删去 within", "remove within"),
                ("within",),
            )
        if self.by.points and self.where:
            raise wrong(
                Words("where 不能与 points 同写", "where does not go with points"),
                Words("删去 where", "remove where"),
                ("where",),
            )
        return self

    @property
    def of(self) -> tuple[str, ...]:
        """The kinds of fact it counts; none for points."""
        source = self.by.share or self.by.mean or self.by.count
        return source.of if source else ()

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off."""
        return self.of

    @property
    def stage(self) -> int:
        """It gives verdicts on groups, and reads those of other groups."""
        return 3

    def conditions(self) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
        """Asked of what is counted, of what counts in a share, and of what excludes."""
        yield self.where, self.of, ("where",)
        if self.by.share:
            yield self.by.share.where, self.by.share.of, ("by", "share", "where")
        if self.exclude:
            yield self.exclude.where, self.exclude.of, ("exclude", "where")
        if self.during:
            yield from asked(self.during.from_, "during", "from")
            yield from asked(self.during.to, "during", "to")

    def mentions(self) -> Iterator[Mention]:
        """Its clauses, its facts, and the field of a mean."""
        for index, clause in enumerate(self.by.points):
            at = ("by", "points", index) if len(self.by.points) > 1 else ("by", "points")
            yield Mention("clause", clause, at)
        for place in ("share", "mean", "count"):
            source = getattr(self.by, place)
            yield from kinds(source.of, "by", place, "of") if source else ()
        if self.by.mean:
            yield Mention("field", self.by.mean.field, ("by", "mean", "field"), self.by.mean.of)
        if self.exclude:
            yield from kinds(self.exclude.of, "exclude", "of")
        if self.during:
            yield from picked(self.during.from_, "during", "from")
            yield from picked(self.during.to, "during", "to")
