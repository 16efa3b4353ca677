"""The even sort of assign: work is spread so that nobody has much more of it than the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from shouwen.law.charter.language.base import FieldName, Kinds, Mention, Node, Path
from shouwen.law.charter.language.figures import Period
from shouwen.law.charter.language.picks import Picks, asked, picked
from shouwen.law.charter.language.rules.body import kinds
from shouwen.law.charter.language.where import Conditions, Where


class Among(Node):
    """From when to when somebody is one of those who are given work."""

    from_: Annotated[Picks, Field(alias="from", min_length=1)]
    """The fact that begins it, such as a post taken."""
    to: Picks = ()
    """The fact that ends it."""


class Even(Node):
    """Work spread evenly among the members of a unit, or of the company."""

    of: Annotated[Kinds, Field(min_length=1)]
    """The facts with which somebody is given work; their staff is whom it is given to."""
    where: Conditions = ()
    """Only facts where these hold are counted."""
    among: Among
    """Who is given work, and how long."""
    per: Literal["unit", "all"]
    """Among whom it is spread: those of a unit, or all."""
    apart: Annotated[int, Field(strict=True, ge=0)] = 1
    """How many more than the least loaded somebody may have."""
    every: Period
    """The period in which is counted."""
    ability: FieldName | None = None
    """A number in the fact that begins the membership: of those with the same load, who has more is next."""

    def conditions(self, *path: str) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
        """Asked of the work that is given."""
        yield self.where, self.of, (*path, "where")
        yield from asked(self.among.from_, *path, "among", "from")
        yield from asked(self.among.to, *path, "among", "to")

    def mentions(self, *path: str) -> Iterator[Mention]:
        """Its facts, and the field of ability."""
        yield from kinds(self.of, *path, "of")
        yield from picked(self.among.from_, *path, "among", "from")
        yield from picked(self.among.to, *path, "among", "to")
        if self.ability:
            yield Mention(
                "field", self.ability, (*path, "ability"), tuple(pick.kind for pick in self.among.from_)
            )
