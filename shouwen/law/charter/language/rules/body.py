"""What every kind of rule shares: a key, a title, and the names it mentions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from shouwen.law.charter.language.base import Mention, Node, Path
from shouwen.law.charter.language.where import Where
from shouwen.words import Words


class Body(Node):
    """A rule as written under its key of the clause."""

    key: ClassVar[str]
    title_of_kind: ClassVar[Words]

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off; none when it reads verdicts, or none at all."""
        return ()

    def conditions(self) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
        """Its conditions: each with the kinds of fact it is asked of, and its place in the rule."""
        yield from ()

    def mentions(self) -> Iterator[Mention]:
        """Every name in the rule that has to be declared elsewhere, beside the fields of its conditions."""
        yield from ()


def kinds(names: tuple[str, ...], *path: str | int) -> Iterator[Mention]:
    """Mentions of fact kinds, written as one or as a list."""
    for index, name in enumerate(names):
        yield Mention("fact", name, (*path, index) if len(names) > 1 else path)
