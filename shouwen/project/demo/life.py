"""A month of a company under its charter: who passed what, which matters went how, and what else happened.

Without a database: the same life is told to the house by `filling`, and to the judge alone by the tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from shouwen.law.charter.charter import Charter
from shouwen.law.facts.fact import Fact
from shouwen.project.demo import diligence, replay, walks
from shouwen.project.demo.company import Company
from shouwen.project.demo.people import Caller

DAY = 86_400 * 1_000_000
ROUNDS = 2
"""How often people look again at what is left to do: one thing done may ask for another."""


@dataclass(frozen=True, slots=True)
class Life:
    """What happened since `began` (µs): `opened` as a house records it by itself, modules `passed`, matters, the rest."""

    began: int
    opened: Sequence[Fact]
    passed: Sequence[Fact]
    matters: Sequence[walks.Walk]
    rest: Sequence[Fact]

    @property
    def facts(self) -> list[Fact]:
        """All of it, for a judge without a house."""
        walked = [fact for walk in self.matters for fact in walk.facts]
        return [*self.opened, *self.passed, *walked, *self.rest]


def live(
    charter: Charter,
    company: Company,
    callers: Sequence[Caller],
    *,
    now: int,
    days: int,
    seed: int,
    narrated: Sequence[str] = (),
) -> Life:
    """So many days up to `now` (µs); the same seed, the same life. `narrated` flows have stories of their own."""
    rng = Random(f"{company.key} {seed}")  # noqa: S311 - a story, not a secret
    began = now - (days + 1) * DAY
    opened = diligence.turns(company, charter, began)
    passed = diligence.trained(charter, company, began, rng)
    town = walks.Town(charter, company, callers, now, days, dict(diligence.modules_of(passed)))
    matters = sorted(walks.month(town, rng, without=narrated), key=lambda walk: walk.acts[0].at)
    scene = replay.Scene(charter, company, [caller.code for caller in callers], now, days)
    rest = list(replay.replays(scene, rng))
    life = Life(began, opened, passed, matters, rest)
    walked = frozenset(fact.subject for walk in matters for fact in walk.facts)
    for number in range(ROUNDS):
        done = diligence.done_in_time(life.facts, charter, walked, began, now, rng)
        rest += [replace(fact, id=f"{fact.id}-{number}") for fact in done]
    return life
