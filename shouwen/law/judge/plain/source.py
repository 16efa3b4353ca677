"""What the group rules read: facts by kind and verdicts by clause, each in order."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from heapq import merge
from operator import attrgetter

from shouwen.law.charter.charter import Charter
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.rules import Rules
from shouwen.law.judge.verdict import Verdict


@dataclass(slots=True)
class Source:
    """Facts until `now` and stage-1 verdicts; `wanted` are the groups asked about, None for all."""

    rules: Rules
    charter: Charter
    now: int
    wanted: Collection[str] | None
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    verdicts: dict[str, list[Verdict]] = field(default_factory=dict)

    def of(self, kinds: frozenset[str]) -> Iterable[Fact]:
        """The facts of these kinds, in order."""
        found = [self.facts[kind] for kind in kinds if kind in self.facts]
        return found[0] if len(found) == 1 else merge(*found, key=attrgetter("at", "id"))

    def of_clauses(self, clauses: frozenset[str]) -> Iterable[Verdict]:
        """The stage-1 verdicts of these clauses, by instant and key."""
        found = [self.verdicts[clause] for clause in clauses if clause in self.verdicts]
        return found[0] if len(found) == 1 else merge(*found, key=attrgetter("at", "key"))

    def asks(self, rule: str, key: str, period: str) -> bool:
        """Whether this group is asked about."""
        return self.wanted is None or f"{rule}|{key}|{period}" in self.wanted
