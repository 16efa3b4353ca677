"""charter.yaml of a company that adopts a pack: its own settings and dated amendments, nothing copied."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from shouwen.law.charter.language.base import ClauseId, Day, Name, Node, Said, wrong
from shouwen.law.charter.language.header import Value
from shouwen.words import Words


class Amendment(Node):
    """One change of one clause, from a day on; what took effect before that day stays as it was."""

    clause: ClauseId
    """The clause that is changed."""
    from_: Annotated[Day | None, Field(alias="from")] = None
    """The first day of the change; without it the change stands from the beginning."""
    until: Day | None = None
    """The last day of a clause that is repealed."""
    set: dict[str, Any] = Field(default_factory=dict)
    """What stands instead, by path: {limit.within.area.urban: 30min}."""
    add: dict[str, Any] = Field(default_factory=dict)
    """What is added to a list or a mapping, by path: {phrase.forbidden: [不知道]}."""
    why: Said | None = None
    """The reason, for those who read the clause."""
    examples: tuple[Any, ...] = ()
    """Worked examples of the change; those of the clause hold for the days before it."""

    @model_validator(mode="after")
    def _one_sort(self) -> Self:
        if bool(self.until) == bool(self.set or self.add):
            raise wrong(
                Words(
                    "修订须写 set 或 add，或以 until 废止",
                    "an amendment has set or add, or repeals with until",
                ),
                Words("请写其中之一", "write one of them"),
            )
        return self


class Variant(Node):
    """The head of a charter that adopts another one."""

    adopts: Annotated[str, Field(min_length=1)]
    """The name of the pack that is adopted, or its folder seen from here."""
    charter: Name
    """The name of this charter."""
    company: Said
    """Whose regulation it is."""
    version: Annotated[str, Field(min_length=1, max_length=40)]
    """The version, as text."""
    title: Said | None = None
    """The title, if it is not that of the pack."""
    effective: Day | None = None
    """The day from which it is in force, if it is not that of the pack."""
    settings: dict[Name, Value] = Field(default_factory=dict)
    """Values of the settings of the pack, by name."""
    amendments: tuple[Amendment, ...] = ()
    """The changes, in any order."""
