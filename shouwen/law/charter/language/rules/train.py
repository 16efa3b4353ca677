"""train: what somebody has to have learnt before taking a post, and how often anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from shouwen.law.charter.language.base import FieldName, Mention, Name, Posts, Said, YesNo, wrong
from shouwen.law.charter.language.figures import Span
from shouwen.law.charter.language.rules.body import Body, posts
from shouwen.law.charter.language.rules.builtin import POSTS_HELD, Brought, fact
from shouwen.words import Words


class Train(Body):
    """A module of training for certain posts: passed before the post is taken, and again in time."""

    key: ClassVar[str] = "train"
    title_of_kind: ClassVar[Words] = Words("培训", "training")
    brings: ClassVar[Brought] = {
        "training.passed": fact(
            "培训合格",
            "Training passed",
            module=("培训模块", "Module", "text"),
            mark=("成绩", "Mark", "number"),
        ),
        **POSTS_HELD,
    }

    module: Name
    """The module."""
    title: Said | None = None
    """What it is called; one of the clauses that ask for the module gives it."""
    for_: Annotated[Posts, Field(alias="for", min_length=1)]
    """The posts that need it."""
    topics: dict[FieldName, Said] = Field(default_factory=dict)
    """What it covers."""
    before_duty: YesNo = True
    """It has to be passed before one of the posts is taken, and whoever has not takes no steps by them."""
    every: Span | None = None
    """How soon it has to be passed anew."""
    pass_: Annotated[int | float | None, Field(alias="pass", ge=0)] = None
    """The least mark that counts as passed."""

    @model_validator(mode="after")
    def _asked_some_day(self) -> Self:
        if not self.before_duty and self.every is None:
            raise wrong(
                Words("这项培训没有要求何时完成", "nothing says when this training is needed"),
                Words(
                    "请写 every: 1y，或删去 before_duty: false",
                    "write every: 1y, or remove before_duty: false",
                ),
                ("before_duty",),
            )
        return self

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off."""
        return ("post.taken",)

    @property
    def timed(self) -> bool:
        """Learning anew has a due time."""
        return self.every is not None

    def mentions(self) -> Iterator[Mention]:
        """Its posts, and the facts it reads."""
        yield from posts(self.for_, "for")
        for kind in ("post.taken", "training.passed", *(("post.left",) if self.every else ())):
            yield Mention("fact", kind, ("module",))
