"""competence: qualities that people are assessed by, and coached in where they are weak."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from shouwen.law.charter.language.base import FieldName, Mention, Posts, Said, Whole, wrong
from shouwen.law.charter.language.figures import Period, Span
from shouwen.law.charter.language.rules.body import Body, posts
from shouwen.law.charter.language.rules.builtin import POSTS_HELD, Brought, fact
from shouwen.words import Words


class Competence(Body):
    """Qualities of those in certain posts: assessed so often, and coached after a low mark."""

    key: ClassVar[str] = "competence"
    title_of_kind: ClassVar[Words] = Words("素质评定", "competence")
    brings: ClassVar[Brought] = {
        "competence.assessed": fact(
            "素质评定", "Quality assessed", "person",
            quality=("素质", "Quality", "text"), mark=("评分", "Mark", "number"), person=("被评定人", "Person", "staff"),
            note=("说明", "Note", "text"),
        ),
        "coaching.held": fact(
            "辅导", "Coaching held", "person",
            quality=("素质", "Quality", "text"), person=("被辅导人", "Person", "staff"), note=("说明", "Note", "text"),
        ),
        **POSTS_HELD,
    }  # fmt: skip

    qualities: Annotated[dict[FieldName, Said], Field(min_length=1)]
    """The qualities, by name."""
    for_: Annotated[Posts, Field(alias="for", min_length=1)]
    """The posts that need them."""
    every: Period
    """How often everybody in these posts is assessed."""
    scale: Whole = 5
    """The best mark; the worst is 1."""
    low: Whole | None = None
    """A mark below this one asks for coaching."""
    coach: Span | None = None
    """How soon after a low mark coaching is held."""

    @model_validator(mode="after")
    def _low_and_coach(self) -> Self:
        if (self.low is None) != (self.coach is None):
            raise wrong(
                Words("low 与 coach 须同写", "low and coach go together"),
                Words("请写 low: 3 与 coach: 1mo，或都不写", "write low: 3 and coach: 1mo, or neither"),
                ("low" if self.low else "coach",),
            )
        if self.low and not 1 < self.low <= self.scale:
            raise wrong(
                Words(
                    f"低于 {self.low} 的评分不存在，或所有评分都低",
                    f"no mark, or every mark, is below {self.low}",
                ),
                Words(f"low 须在 2 与 {self.scale} 之间", f"low lies between 2 and {self.scale}"),
                ("low",),
            )
        return self

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off."""
        return ("competence.assessed",)

    @property
    def stage(self) -> int:
        """Assessing is asked of a person and period."""
        return 1 if self.coach else 2

    @property
    def timed(self) -> bool:
        """Coaching has a due time."""
        return self.coach is not None

    def mentions(self) -> Iterator[Mention]:
        """Its posts, and the facts it reads."""
        yield from posts(self.for_, "for")
        coached = ("coaching.held",) if self.coach else ()
        for kind in ("competence.assessed", "post.taken", "post.left", *coached):
            yield Mention("fact", kind, ("qualities",))
