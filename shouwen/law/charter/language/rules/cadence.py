"""cadence: at least so many times in every period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shouwen.law.charter.language.base import Kinds, Mention, Node, Path, Whole
from shouwen.law.charter.language.figures import Period
from shouwen.law.charter.language.picks import Picks, asked, picked
from shouwen.law.charter.language.rules.body import Body, kinds
from shouwen.law.charter.language.where import Conditions, Where
from shouwen.words import Words


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

    of: Kinds
    """The facts that are counted."""
    where: Conditions = ()
    """Only facts where these hold are counted."""
    every: Period
    """The period."""
    at_least: Whole
    """How many times."""
    per: Literal["unit", "staff", "customer", "subject"]
    """For each of what."""
    during: During
    """Who is counted, and how long."""

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
        yield from asked(self.during.from_, "during", "from")
        yield from asked(self.during.to, "during", "to")

    def mentions(self) -> Iterator[Mention]:
        """Its facts."""
        yield from kinds(self.of, "of")
        yield from picked(self.during.from_, "during", "from")
        yield from picked(self.during.to, "during", "to")
