"""Facts as the rules want them: one subject at a time, in order, by kind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from heapq import merge
from operator import attrgetter

from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.rules import Rules
from shouwen.law.judge.rules.picks import Picked

_ORDER = attrgetter("at", "id")
_AT = attrgetter("at")
_NONE: list[Fact] = []
FEW = 16
"""Fewer facts than this are looked through one by one, which is quicker than bisection."""


@dataclass(slots=True)
class History:
    """What happened to one subject until now: all of it, and by kind, each in the order of facts."""

    facts: list[Fact]
    kinds: dict[str, list[Fact]]

    def of(self, kinds: frozenset[str]) -> list[Fact]:
        """Its facts of these kinds, in order."""
        if len(kinds) == 1:  # the usual case, and the engine's innermost question
            (kind,) = kinds
            return self.kinds.get(kind, _NONE)
        found = [self.kinds[kind] for kind in kinds if kind in self.kinds]
        if len(found) < 2:
            return found[0] if found else []
        return list(merge(*found, key=_ORDER))

    @property
    def unit(self) -> str | None:
        """The unit that had it last: of the latest fact that names one."""
        return next((fact.unit for fact in reversed(self.facts) if fact.unit), None)


def histories(facts: Iterable[Fact], picks: Iterable[Picked]) -> list[History]:
    """The histories of all subjects of facts that are known to be different."""
    picks = tuple(picks)
    subjects: dict[str, list[Fact]] = {}
    for fact in facts:
        subjects.setdefault(fact.subject, []).append(fact)
    return [_history(each, picks) for each in subjects.values()]


def _history(facts: list[Fact], picks: tuple[Picked, ...]) -> History:
    facts.sort(key=_ORDER)
    kinds: dict[str, list[Fact]] = {}
    for fact in facts:
        kinds.setdefault(fact.kind, []).append(fact)
    add_picks(kinds, picks)
    return History(facts, kinds)


def add_picks(kinds: dict[str, list[Fact]], picks: Iterable[Picked]) -> None:
    """Beside the facts of each kind, in order, those that are picked among them."""
    for pick in picks:
        if found := [fact for fact in kinds.get(pick.kind, ()) if pick.takes(fact)]:
            kinds[pick] = found


def happened(facts: Iterable[Fact], rules: Rules, now: int) -> list[Fact]:
    """What had happened by `now`, each id once, as rules read it.

    Different facts under one id are a mistake of the log: the first in a fixed order counts.
    """
    known: dict[str, Fact] = {}
    for fact in map(rules.as_read, facts) if rules.about else facts:
        if known.setdefault(fact.id, fact) is not fact:
            known[fact.id] = min(known[fact.id], fact, key=partial(_settled, rules))
    return [fact for fact in known.values() if fact.at <= now]


def _settled(rules: Rules, fact: Fact) -> tuple[int, str, list[str]]:
    """The fixed order: by instant and kind, then by everything any rule can read."""
    names = ("subject", "staff", "unit", "customer", *rules.data_fields)
    return (fact.at, fact.kind, [read(fact, name) or "" for name in names])


def first_from(facts: list[Fact], start: Fact) -> Fact | None:
    """The first of `facts` at or after `start` that is not `start` itself."""
    at, own = start.at, start.id
    index = 0 if len(facts) < FEW else bisect_left(facts, at, key=_AT)
    for fact in facts[index:] if index else facts:
        if fact.at >= at and fact.id != own:
            return fact
    return None


def last_until(facts: list[Fact], end: Fact) -> Fact | None:
    """The last of `facts` at or before `end` that is not `end` itself."""
    at, own = end.at, end.id
    index = len(facts) if len(facts) < FEW else bisect_right(facts, at, key=_AT)
    while index:
        index -= 1
        fact = facts[index]
        if fact.at <= at and fact.id != own:
            return fact
    return None
