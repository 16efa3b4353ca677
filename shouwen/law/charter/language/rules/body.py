"""What every kind of rule shares: a key, a title, the names it mentions, and the facts it brings along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from shouwen.law.charter.language.base import Mention, Node, Path, wrong
from shouwen.law.charter.language.vocabulary import DataField, FactKind
from shouwen.law.charter.language.where import Where
from shouwen.words import Words

_NONE: Mapping[str, FactKind] = {}


class Body(Node):
    """A rule as written under its key of the clause."""

    key: ClassVar[str]
    title_of_kind: ClassVar[Words]
    brings: ClassVar[Mapping[str, FactKind]] = _NONE
    """The kinds of fact that are declared wherever a charter uses such a rule."""

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off; none when it reads verdicts, or none at all."""
        return ()

    @property
    def stage(self) -> int:
        """0: it gives no verdicts; 1: on one piece of work, so that other rules can count them; 2: on groups."""
        return 1

    @property
    def timed(self) -> bool:
        """Whether its obligations have a due time, before which is warned and after which is escalated."""
        return False

    def conditions(self) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
        """Its conditions: each with the kinds of fact it is asked of, and its place in the rule."""
        yield from ()

    def carries(self) -> Iterator[tuple[str, str, DataField]]:
        """Fields that facts carry because of the rule: kind of fact, name, field."""
        yield from ()

    def mentions(self) -> Iterator[Mention]:
        """Every name in the rule that has to be declared elsewhere, beside the fields of its conditions."""
        yield from ()


def kinds(names: tuple[str, ...], *path: str | int) -> Iterator[Mention]:
    """Mentions of fact kinds, written as one or as a list."""
    for index, name in enumerate(names):
        yield Mention("fact", name, (*path, index) if len(names) > 1 else path)


def posts(names: tuple[str, ...], *path: str | int) -> Iterator[Mention]:
    """Mentions of posts."""
    for index, name in enumerate(names):
        yield Mention("post", name, (*path, index))


def only_one_of(body: Node, *keys: str) -> None:
    """Insist on exactly one of some keys. Errors: none of them is given, or several."""
    if sum(1 for key in keys if getattr(body, key)) != 1:
        zh, en = "、".join(keys), " and ".join(keys)
        raise wrong(
            Words(f"须恰好写 {zh} 之一", f"give exactly one of {en}"),
            Words("请补上一个，或只留一个", "add one, or keep only one"),
        )
