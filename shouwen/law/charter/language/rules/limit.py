"""limit: something must happen within a time after something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from shouwen.law.charter.language.base import FieldName, Kinds, Mention, Name, Node, Path, wrong
from shouwen.law.charter.language.figures import Figure, LimitFigure, Span
from shouwen.law.charter.language.picks import Picks, asked, picked
from shouwen.law.charter.language.rules.body import Body, kinds
from shouwen.law.charter.language.where import Conditions, Where
from shouwen.words import Words


class Stop(Node):
    """The clock stands still from one fact to the next, at most so long."""

    from_: Annotated[Picks, Field(alias="from")]
    """The facts that stop the clock."""
    to: Picks
    """The facts that let it run on."""
    at_most: Span | None = None
    """The longest stop, in wall time."""


class Limit(Body):
    """A time limit between two events."""

    key: ClassVar[str] = "limit"
    title_of_kind: ClassVar[Words] = Words("时限", "time limit")

    from_: Annotated[Kinds, Field(alias="from")]
    """The facts that start the clock; each is one obligation."""
    to: Picks
    """The facts that stop it: the first of the same subject at or after the start."""
    within: LimitFigure = Field(default_factory=lambda: Figure(()))
    """The time allowed; may be dated and by class of case."""
    due: FieldName | None = None
    """Instead of within: the datetime field of the starting fact that holds the promised instant."""
    clock: Name = "always"
    """always, or the name of a calendar: working time."""
    where: Conditions = ()
    """Only where these hold of the starting fact."""
    stops: tuple[Stop, ...] = ()
    """When the clock stands still."""
    ends: Picks = ()
    """Facts that end the obligation without fulfilling it, such as a withdrawal."""
    answers: Literal["to", "from"] = "to"
    """Whose verdict it is: of who closed (to) or who opened (from)."""

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if bool(self.within.steps) == bool(self.due):
            raise wrong(
                Words("须恰好写 within 或 due 之一", "give exactly one of within and due"),
                Words(
                    "时限写 within: 45min，当事人约定的时刻写 due: 字段名",
                    "a limit is within: 45min, an instant that was promised is due: and the name of its field",
                ),
            )
        if self.due and self.stops:
            raise wrong(
                Words("约定的时刻不会因停钟推迟", "a promised instant does not move when the clock stops"),
                Words(
                    "请删去 stops，改约时另记一件事实", "remove stops, and record a new promise as a new fact"
                ),
                ("stops",),
            )
        return self

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off."""
        return self.from_

    @property
    def timed(self) -> bool:
        """It has a due time."""
        return True

    def conditions(self) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
        """Asked of the starting fact, and of those that are picked."""
        yield self.where, self.from_, ("where",)
        yield from asked(self.to, "to")
        yield from asked(self.ends, "ends")
        for index, stop in enumerate(self.stops):
            yield from asked(stop.from_, "stops", index, "from")
            yield from asked(stop.to, "stops", index, "to")

    def mentions(self) -> Iterator[Mention]:
        """Its facts, the field its classes go by, and its calendar."""
        yield from kinds(self.from_, "from")
        yield from picked(self.to, "to")
        yield from picked(self.ends, "ends")
        for index, stop in enumerate(self.stops):
            yield from picked(stop.from_, "stops", index, "from")
            yield from picked(stop.to, "stops", index, "to")
        for name in self.within.fields:
            yield Mention("field", name, ("within",), self.from_)
        if self.due:
            yield Mention("field", self.due, ("due",), self.from_)
        if self.clock != "always":
            yield Mention("calendar", self.clock, ("clock",))
