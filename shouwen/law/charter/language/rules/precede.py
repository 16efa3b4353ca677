"""precede: one thing must have happened before another, or must happen after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from shouwen.law.charter.language.base import Kinds, Mention, Path, wrong
from shouwen.law.charter.language.picks import Picks, asked, picked
from shouwen.law.charter.language.rules.body import Body, kinds
from shouwen.law.charter.language.where import Conditions, Where
from shouwen.words import Words


class Precede(Body):
    """An order of events: `what` before every `before`, or `what` after every `after` until `until`."""

    key: ClassVar[str] = "precede"
    title_of_kind: ClassVar[Words] = Words("先后次序", "order of events")

    what: Picks
    """What has to happen; any one of a list is enough."""
    before: Kinds = ()
    """The facts that may not come first."""
    after: Kinds = ()
    """The facts that ask for it."""
    until: Picks = ()
    """With after: when one of these comes first, it is too late."""
    ends: Picks = ()
    """With after: when one of these comes first, it is no longer asked for, such as a withdrawal."""
    where: Conditions = ()
    """Only where these hold of the before or after fact."""
    answers: Literal["what", "trigger"] | None = None
    """Whose verdict it is: of who did `what`, or of who did what set the rule off (trigger); the latter with before."""

    @model_validator(mode="after")
    def _one_direction(self) -> Self:
        if bool(self.before) == bool(self.after):
            raise wrong(
                Words("须在 before 与 after 中恰好写一个", "exactly one of before and after is needed"),
                Words("删去一个或补上一个", "remove one or add one"),
            )
        for key, given in (("until", self.until), ("ends", self.ends)):
            if self.before and given:
                raise wrong(
                    Words(f"{key} 只能与 after 同写", f"{key} goes with after only"),
                    Words(f"删去 {key}", f"remove {key}"),
                    (key,),
                )
        return self

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off."""
        return self.before or self.after

    def conditions(self) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
        """Asked of the before or after fact, and of those that are picked."""
        yield self.where, self.triggers, ("where",)
        yield from asked(self.what, "what")
        yield from asked(self.until, "until")
        yield from asked(self.ends, "ends")

    def mentions(self) -> Iterator[Mention]:
        """Its facts."""
        yield from picked(self.what, "what")
        yield from kinds(self.triggers, "before" if self.before else "after")
        yield from picked(self.until, "until")
        yield from picked(self.ends, "ends")
