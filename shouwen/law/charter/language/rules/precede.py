"""precede: one thing must have happened before another, or must happen after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from pydantic import model_validator

from shouwen.law.charter.language.base import Kind, Kinds, Mention, Path, wrong
from shouwen.law.charter.language.rules.body import Body, kinds
from shouwen.law.charter.language.where import Conditions, Where
from shouwen.words import Words


class Precede(Body):
    """An order of events: `what` before every `before`, or `what` after every `after` until `until`."""

    key: ClassVar[str] = "precede"
    title_of_kind: ClassVar[Words] = Words("先后次序", "order of events")

    what: Kinds
    """What has to happen; any one of a list is enough."""
    before: Kind | None = None
    """The fact that may not come first."""
    after: Kind | None = None
    """The fact that asks for it."""
    until: Kinds = ()
    """With after: when one of these comes first, it is too late."""
    where: Conditions = ()
    """Only where these hold of the before or after fact."""

    @model_validator(mode="after")
    def _one_direction(self) -> Self:
        if (self.before is None) == (self.after is None):
            raise wrong(
                Words("须在 before 与 after 中恰好写一个", "exactly one of before and after is needed"),
                Words("删去一个或补上一个", "remove one or add one"),
            )
        if self.before and self.until:
            raise wrong(
                Words("until 只能与 after 同写", "until goes with after only"),
                Words("删去 until", "remove until"),
                ("until",),
            )
        return self

    @property
    def trigger(self) -> str:
        """The kind of fact that sets the rule off."""
        return self.before or self.after or ""

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off."""
        return (self.trigger,)

    def conditions(self) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
        """Asked of the before or after fact."""
        yield self.where, (self.trigger,), ("where",)

    def mentions(self) -> Iterator[Mention]:
        """Its facts."""
        yield from kinds(self.what, "what")
        yield from kinds((self.trigger,), "before" if self.before else "after")
        yield from kinds(self.until, "until")
