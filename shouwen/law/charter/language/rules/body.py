"""What every kind of rule shares: a key, a title, and the names it mentions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from shouwen.law.charter.language.base import Mention, Node, Path
from shouwen.law.charter.language.where import Where
from shouwen.words import Words

if TYPE_CHECKING:
    from shouwen.law.charter.charter import Charter, Rule

Quarrel = tuple[Path, Words, Words]
"""A place inside the rule, what is wrong there, how to mend it."""


class Body(Node):
    """A rule as written under its key of the clause."""

    key: ClassVar[str]
    title_of_kind: ClassVar[Words]

    def mentions(self) -> Iterator[Mention]:
        """Every name in the rule that has to be declared elsewhere."""
        yield from ()

    def quarrels(self, rule: Rule[Body], charter: Charter) -> Iterator[Quarrel]:
        """What is wrong with the rule that its shape cannot show."""
        yield from ()


def kinds(names: tuple[str, ...], *path: str | int) -> Iterator[Mention]:
    """Mentions of fact kinds, written as one or as a list."""
    for index, name in enumerate(names):
        yield Mention("fact", name, (*path, index) if len(names) > 1 else path)


def fields(where: Where, of: tuple[str, ...], *path: str | int) -> Iterator[Mention]:
    """Mentions of the fields a condition asks for, on facts of the kinds `of`."""
    for condition in where:
        yield Mention("field", condition.field, (*path, condition.field), of)
