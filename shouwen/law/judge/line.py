"""Who waits in a queue, since when and with what right; what the judge counts and the rooms show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from shouwen.law.charter.language.figures import Missing
from shouwen.law.charter.language.where import holds
from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.rules.base import EVER
from shouwen.law.judge.rules.queue import QueueRule

Right = tuple[int, int]
"""0 for precedence or 1, then the instant of arrival: the less goes first; equal rights do not overtake each other."""
_ORDER = attrgetter("at", "id")


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place in the queue: since `fact`, until he was served or went (`until_at`), given up at `left_at`.

    `prior` says whether he has precedence, Missing if that is not known.
    """

    fact: Fact
    until_at: int
    left_at: int
    prior: bool | Missing

    @property
    def best(self) -> Right:
        """His right if what is not known speaks for him."""
        return (0 if self.prior is not False else 1, self.fact.at)

    @property
    def worst(self) -> Right:
        """His right if it does not."""
        return (0 if self.prior is True else 1, self.fact.at)


class Line:
    """One queue of one day, from all facts a rule reads of it."""

    def __init__(self, rule: QueueRule, facts: Iterable[Fact]) -> None:
        self.rule = rule
        known = sorted(facts, key=_ORDER)
        ends = _by_subject(known, rule.ends)
        self._places = [
            Place(
                fact,
                _first_from(ends.get(fact.subject, []), fact),
                _first_from([end for end in ends.get(fact.subject, []) if end.kind in rule.leave], fact),
                holds(rule.first, partial(read, fact)),
            )
            for fact in known
            if fact.kind in rule.arrive
        ]

    def waiting(self, at: int, but: str | None = None) -> Iterator[Place]:
        """Who came before an instant and still waits at it, in order of arrival; who came twice by his first place."""
        seen = {but}
        for place in self._places:
            if place.fact.at < at < place.until_at and place.fact.subject not in seen:
                seen.add(place.fact.subject)
                yield place

    def own(self, fact: Fact) -> Place | None:
        """The place of who is served: he keeps it when he is called again, and has none once he went away."""
        for place in self._places:
            mine = place.fact.subject == fact.subject and place.fact.id != fact.id
            if mine and place.fact.at <= fact.at <= place.left_at:
                return place
        return None

    def overtaken(self, fact: Fact) -> tuple[list[Place], list[Place], Place | None]:
        """Who certainly had the better right when `fact` served somebody, who perhaps had, and his own place."""
        own = self.own(fact)
        best, worst = (own.best, own.worst) if own else ((2, 0), (2, 0))
        others = list(self.waiting(fact.at, fact.subject))
        sure = sorted((each for each in others if each.worst < best), key=_by_right)
        perhaps = [each for each in others if each.best < worst and not each.worst < best]
        return sure, perhaps, own


def _by_right(place: Place) -> tuple[Right, str]:
    return place.worst, place.fact.id


def _by_subject(facts: Iterable[Fact], kinds: frozenset[str]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.kind in kinds:
            found.setdefault(fact.subject, []).append(fact)
    return found


def _first_from(facts: list[Fact], start: Fact) -> int:
    """When the first of `facts` at or after `start` happened that is not `start` itself; never if there is none."""
    return next((fact.at for fact in facts if fact.at >= start.at and fact.id != start.id), EVER)
