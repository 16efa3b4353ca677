"""The charter together with its files: what a check needs to say where something stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from shouwen.law.charter.charter import Charter, Rule
from shouwen.law.charter.errors import CharterError, Place
from shouwen.law.charter.language import Body, Clause, DataField
from shouwen.law.charter.language.base import Path
from shouwen.law.charter.source import Source
from shouwen.words import Words

HEAD = frozenset({"subject", "staff", "unit", "customer"})
"""The fields every fact may have, whatever its kind."""


class Survey:
    """A charter and its sources; not `whole` if a part could not be read."""

    def __init__(self, charter: Charter, sources: Mapping[str, Source], whole: bool) -> None:
        self.charter = charter
        self.sources = sources
        self.whole = whole

    @cached_property
    def _paths(self) -> Mapping[str, tuple[Source, Path]]:
        """Where each clause is written; the first of a number."""
        found: dict[str, tuple[Source, Path]] = {}
        for section in self.charter.chapters:
            source = self.sources[section.file]
            for index, raw in enumerate(source.data["clauses"]):
                if isinstance(raw, Mapping) and isinstance(raw.get("clause"), str):
                    found.setdefault(raw["clause"], (source, ("clauses", index)))
        return found

    def place(self, clause: str, *path: str | int) -> Place:
        """Where something of a clause stands."""
        source, base = self._paths[clause]
        return source.place((*base, *path))

    def in_rule(self, rule: Rule[Body], *path: str | int) -> Place:
        """Where something of a rule stands."""
        number = int(rule.id.partition("#")[2].partition(".")[2] or 1) - 1
        return self.place(rule.clause.clause, rule.key, number, *path)

    def wrong_in(self, rule: Rule[Body], what: Words, mend: Words, *path: str | int) -> CharterError:
        """An error inside a rule."""
        return CharterError(self.in_rule(rule, *path), rule.clause.clause, what, mend)

    def wrong(self, clause: str, what: Words, mend: Words, *path: str | int) -> CharterError:
        """An error inside a clause."""
        return CharterError(self.place(clause, *path), clause, what, mend)

    def clauses(self) -> Iterator[Clause]:
        """All clauses."""
        return iter(self.charter.clauses.values())

    def field(self, kind: str, name: str) -> DataField | None:
        """A data field of a kind of fact, if both are known."""
        fact = self.charter.facts.get(kind)
        return fact.data.get(name) if fact else None
