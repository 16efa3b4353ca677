"""A clause: what it is, where it stands in the source, when it is in force, its rules and its examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, create_model

from shouwen.law.charter.language.base import Cites, ClauseId, Clauses, Day, Node, Said
from shouwen.law.charter.language.consequence import Breach, Escalation, Praise
from shouwen.law.charter.language.example import Example
from shouwen.law.charter.language.figures import Span
from shouwen.law.charter.language.kinds import KINDS
from shouwen.law.charter.language.rules.body import Body

B = TypeVar("B", bound=Body)


class Clause(Node):
    """A clause without its rules; `AnyClause` adds one key for every kind of rule."""

    clause: ClauseId
    """The number of the clause, as text."""
    cites: Annotated[Cites, Field(min_length=1)]
    """Where it stands in the source, such as PH-2.1.4."""
    title: Said
    """Its heading."""
    says: Said
    """The rule in our own words."""
    effective: Day | None = None
    """The day from which it is in force; without it the day of the charter."""
    until: Day | None = None
    """The last day on which it is in force."""
    exception_to: Clauses = ()
    """The clauses it applies instead of, where its own conditions hold."""
    reading: Said | None = None
    """Where the source is silent or ambiguous: the reading chosen."""
    warn: Span | None = None
    """How long before the due time a reminder goes out."""
    escalate: tuple[Escalation, ...] = ()
    """Who is told when the due time has passed."""
    breach: Breach | None = None
    """What follows from a breach."""
    praise: Praise | None = None
    """What follows from work that earns praise."""
    examples: tuple[Example, ...] = ()
    """Worked examples, on both sides of the boundary."""

    def bodies(self) -> Iterator[tuple[str, int, Body]]:
        """Its rules: key, place among those of the key, rule."""
        for key in KINDS:
            for index, body in enumerate(getattr(self, key, ())):
                yield key, index, body


def _listed(value: object) -> object:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _keys() -> dict[str, Any]:
    """For every kind of rule: one mapping, or a list of them."""
    keys: dict[str, Any] = {}
    for key, kind in KINDS.items():
        written = BeforeValidator(_listed, json_schema_input_type=kind | list[kind])  # type: ignore[valid-type]
        described = Field(default=(), description=f"{kind.title_of_kind.zh}: {kind.__doc__}")
        keys[key] = (Annotated[tuple[kind, ...], written], described)  # type: ignore[valid-type]
    return keys


AnyClause: type[Clause] = create_model("Clause", __base__=Clause, **_keys())


class Chapter(Node):
    """A chapter file."""

    chapter: Said
    """The heading of the chapter."""
    clauses: tuple[AnyClause, ...]  # type: ignore[valid-type]
    """Its clauses."""
