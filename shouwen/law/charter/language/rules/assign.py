"""assign: whose a thing is: a named keeper, whoever has the least, or the rank that its level asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from shouwen.law.charter.language.base import FieldName, Kinds, Mention, Name, Node, Path, Posts, Said, wrong
from shouwen.law.charter.language.figures import Span, span
from shouwen.law.charter.language.rules.body import Body, kinds, posts
from shouwen.law.charter.language.rules.builtin import Brought, fact
from shouwen.law.charter.language.rules.even import Even
from shouwen.law.charter.language.where import Where
from shouwen.words import Words


class Keeper(Node):
    """Things that always have one named keeper in every unit."""

    of: Annotated[dict[FieldName, Said], Field(min_length=1)]
    """The things, by name."""
    since: Kinds = ("unit.opened",)
    """The facts from which on a unit needs them: its opening, or that it was given what has to be kept."""
    within: Span = span("1d")
    """How soon a keeper is named, after that or after the last one was released."""


_Ladder = dict[FieldName, dict[str, Posts]]


class Assign(Body):
    """Who is in charge: a named keeper, whoever has the least, or by the value of a field who may take a step."""

    key: ClassVar[str] = "assign"
    title_of_kind: ClassVar[Words] = Words("分派", "assignment")
    brings: ClassVar[Brought] = {
        "unit.opened": fact("单位启用", "Unit opened"),
        "unit.closed": fact("单位停用", "Unit closed"),
        "keeper.named": fact(
            "指定专人",
            "Keeper named",
            thing=("保管事项", "Thing", "text"),
            person=("专人", "Person", "staff"),
        ),
        "keeper.released": fact("专人卸任", "Keeper released", thing=("保管事项", "Thing", "text")),
    }

    keeper: Keeper | None = None
    """Things that need a named keeper."""
    even: Even | None = None
    """Work that is spread evenly."""
    flow: Name | None = None
    """For a ladder: the flow."""
    step: Name | None = None
    """For a ladder: the step."""
    by: Annotated[_Ladder, Field(max_length=1)] = Field(default_factory=dict)
    """For a ladder: a field of the matter, and for each of its values the posts that may take the step."""

    @model_validator(mode="after")
    def _one_sort(self) -> Self:
        ladder = bool(self.flow and self.step and self.by)
        part = not ladder and bool(self.flow or self.step or self.by)
        if part or [bool(self.keeper), bool(self.even), ladder].count(True) != 1:
            raise wrong(
                Words(
                    "须恰好写 keeper、even，或 flow、step 与 by",
                    "give exactly one of keeper, even, or flow, step and by",
                ),
                Words(
                    "指定专人写 keeper: {of: {...}}，均衡分派写 even，按级别分派写 flow、step 与 by",
                    "a named keeper is keeper: {of: {...}}, even spreads work, a ladder is flow, step and by",
                ),
            )
        return self

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off."""
        if self.even:
            return self.even.of
        return (*self.keeper.since, "keeper.released") if self.keeper else ()

    @property
    def stage(self) -> int:
        """A ladder gives no verdicts: it refuses."""
        return 2 if self.even else 1 if self.keeper else 0

    @property
    def timed(self) -> bool:
        """Naming a keeper has a due time."""
        return self.keeper is not None

    def conditions(self) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
        """Asked of the work that is spread."""
        if self.even:
            yield from self.even.conditions("even")

    def mentions(self) -> Iterator[Mention]:
        """Its posts, and the facts it reads."""
        for field, ladder in self.by.items():
            for value, named in ladder.items():
                yield from posts(named, "by", field, value)
        if self.even:
            yield from self.even.mentions("even")
        if self.keeper:
            yield from kinds(self.keeper.since, "keeper", "since")
            for kind in ("keeper.named", "keeper.released"):
                yield Mention("fact", kind, ("keeper",))
