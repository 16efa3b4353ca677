"""Picked facts: to the engines a pick is one more kind of fact, which some facts are beside their own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Set
from dataclasses import fields, is_dataclass
from functools import partial

from shouwen.law.charter.language.where import Where, holds
from shouwen.law.facts.fact import Fact, read


class Picked(str):
    """The name of the facts of a kind that fulfil conditions; the same conditions, the same name."""

    kind: str
    where: Where

    def __new__(cls, kind: str, where: Where) -> Picked:
        asked = [[each.field, each.test, *each.values] for each in where]
        made = super().__new__(cls, f"{kind} {json.dumps(asked, ensure_ascii=False)}")
        made.kind, made.where = kind, where
        return made

    def __getnewargs__(self) -> tuple[str, Where]:  # type: ignore[override]
        return self.kind, self.where

    def takes(self, fact: Fact) -> bool:
        """Whether a fact is picked; one of which a field is missing is not."""
        return fact.kind == self.kind and holds(self.where, partial(read, fact)) is True


def bases(names: Iterable[str]) -> frozenset[str]:
    """The kinds of fact, as they stand in a log, that such facts are of."""
    return frozenset(name.kind if isinstance(name, Picked) else name for name in names)


def is_one(fact: Fact, names: Set[str]) -> bool:
    """Whether a fact is one of these, by its kind or by being picked."""
    return fact.kind in names or any(isinstance(name, Picked) and name.takes(fact) for name in names)


def picks_in(value: object) -> Iterator[Picked]:
    """Every pick in a row, wherever it stands."""
    if isinstance(value, Picked):
        yield value
    elif isinstance(value, frozenset | tuple):
        for each in value:
            yield from picks_in(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from picks_in(getattr(value, field.name))
