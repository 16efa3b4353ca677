"""Matters of any charter: each walks through its flow, step after step, by people who hold the posts.

Nobody told the walk what the flow is for. It asks the flow machine what may follow, the judge by when something has
to happen, and keeps to that, but for the few who are late, forget, or let a customer withdraw.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.flows import Allowed, is_closed, steps_from, try_step
from shouwen.law.charter.language import Flow, Step
from shouwen.law.facts.fact import Fact, Value
from shouwen.law.judge.plain.engine import judge_subjects
from shouwen.law.worktime.instants import to_datetime
from shouwen.project.demo.blanks import Clerk
from shouwen.project.demo.company import Company, StaffPlan
from shouwen.project.demo.people import Caller
from shouwen.project.demo.stories import Act

SECOND, MINUTE, HOUR, DAY = (n * 1_000_000 for n in (1, 60, 3600, 86_400))
LONGEST = 40
MOST_TIMES = 3
LATE, FORGOTTEN, CUT_SHORT, AGAIN = 0.12, 0.05, 0.06, 0.05
"""How often a matter is late at some step, left lying, ended early; how often a step is taken a second time."""
MATTERS = 260
"""How many matters a company has in a month, over all its flows."""
LEAST, MOST = 6, 45


@dataclass(frozen=True, slots=True)
class Walk:
    """One matter as it went: its acts for the house, its facts for the judge."""

    flow: str
    caller: Caller
    acts: tuple[Act, ...]
    facts: tuple[Fact, ...]


@dataclass
class Town:
    """What walks are made from: the charter, the company, its customers, the present (µs) and who passed what."""

    charter: Charter
    company: Company
    callers: Sequence[Caller]
    now: int
    days: int
    trained: dict[str, frozenset[str]] = field(default_factory=dict)


def month(town: Town, rng: Random, *, without: Sequence[str] = ()) -> Iterator[Walk]:
    """The matters of all flows but some, spread over the days and hours people work."""
    clerk = Clerk(town.charter, town.company, rng)
    flows = [flow for name, flow in town.charter.flows.items() if name not in without]
    for flow in flows:
        for _ in range(min(MOST, max(LEAST, MATTERS // max(1, len(flows))))):
            walk = _walk(town, clerk, flow, _moment(town, rng), rng)
            if walk.acts:
                yield walk


def _moment(town: Town, rng: Random) -> int:
    """Some time of some day up to now; a few just now, so that the desk has something to do."""
    if rng.random() < 0.04:
        return town.now - rng.randrange(5 * MINUTE, 3 * HOUR, SECOND)
    start = to_datetime(town.now, town.charter.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    while True:
        day = start - timedelta(days=rng.randrange(town.days))
        if day.weekday() < 5 or rng.random() < 0.25:
            hour = rng.choice((8, 9, 9, 10, 10, 11, 13, 14, 14, 15, 16, 17))
            at = day + timedelta(
                hours=hour, seconds=rng.randrange(1800 if hour == 8 else 3600) + 1800 * (hour == 8)
            )
            if (us := int(at.timestamp()) * SECOND) < town.now:
                return us


def _walk(town: Town, clerk: Clerk, flow: Flow, at: int, rng: Random) -> Walk:
    walking = _Walking(town, clerk, flow, at, rng)
    while walking.step():
        pass
    return Walk(flow.name, walking.caller, tuple(walking.acts), tuple(walking.facts))


class _Walking:
    """One matter on its way."""

    def __init__(self, town: Town, clerk: Clerk, flow: Flow, at: int, rng: Random) -> None:
        self.town, self.clerk, self.flow, self.at, self.rng = town, clerk, flow, at, rng
        self.caller = rng.choice(town.callers)
        self.state: str | None = None
        self.acts: list[Act] = []
        self.facts: list[Fact] = []
        self.taken: list[str] = []
        self.unit = ""
        self.token = f"{flow.prefix}-{rng.randrange(10**9)}"
        self.late_at = rng.randrange(1, 6) if rng.random() < LATE else 0
        self.left_at = rng.randrange(1, 8) if rng.random() < FORGOTTEN else LONGEST

    def step(self) -> bool:
        """Take one; False when the matter is over, lies forgotten, or the present is reached."""
        if len(self.acts) >= self.left_at or is_closed(self.flow, self.state):
            return False
        if self.acts:
            self.at = self._later()
        if self.at > self.town.now:
            return False
        return any(self._took(name) for name in self._order())

    def _order(self) -> list[str]:
        """What may follow, the likeliest first: the next one in the order of the flow, not the way out."""
        places = {name: place for place, name in enumerate(self.flow.steps)}
        here = places.get(self.taken[-1], -1) if self.taken else -1
        open_steps = list(steps_from(self.flow, self.state))
        going_on = any(not step.ends and name not in self.taken for name, step in open_steps)

        def wanted(entry: tuple[str, Step]) -> float:
            name, step = entry
            if name in self.taken:
                again = not step.stays and self.taken.count(name) < MOST_TIMES
                return self.rng.random() if again and self.rng.random() < AGAIN else -1.0 if again else -2.0
            if step.ends and going_on and self.rng.random() > CUT_SHORT:
                return 0.0 + self.rng.random() / 100
            ahead = places[name] - here
            return 2.0 + self.rng.random() + (2.0 / ahead if ahead > 0 else 0.0)

        ranked = sorted(((wanted(entry), entry[0]) for entry in open_steps), reverse=True)
        return [name for weight, name in ranked if weight > -2]

    def _took(self, name: str) -> bool:
        step = self.flow.steps[name]
        for attempt in range(5):
            actor = self._actor(step)
            if actor is None:
                return False
            data = self.clerk.fill(
                self.flow.name, name, step, self.caller, actor, self.at, exactly=attempt in (1, 2)
            )
            answer = try_step(
                self.town.charter,
                self.flow.name,
                self.state,
                name,
                data,
                self.town.company.posts_of(actor.username),
                self.facts,
                at=self.at,
                staff=actor.username,
                unit=actor.unit,
                trained=self.town.trained.get(actor.username, frozenset()),
            )
            if isinstance(answer, Allowed):
                self._record(name, step, actor, data, answer)
                return True
            if answer.code == "not-preceded":
                return False
        return False

    def _record(
        self, name: str, step: Step, actor: StaffPlan, data: Mapping[str, Value], answer: Allowed
    ) -> None:
        first = not self.acts
        self.acts.append(
            Act(
                name, to_datetime(self.at, self.town.charter.zone), actor.username, data,
                actor.unit if first else None,
            )
        )  # fmt: skip
        if step.assigns and answer.data.get(step.assigns):
            self.unit = str(answer.data[step.assigns])
        elif first:
            self.unit = actor.unit
        self.taken.append(name)
        self.state = answer.state
        number = len(self.facts)
        self.facts.append(
            Fact(
                answer.kind, self.at, self.token, f"{self.token}-{number:03}", None, actor.username, self.unit,
                self.caller.code, answer.data,
            )
        )  # fmt: skip

    def _actor(self, step: Step) -> StaffPlan | None:
        """Somebody with the post: mostly who acted last, or of the unit that has the matter, else anybody."""
        able = [plan for post in step.who for plan in self.town.company.holding(post)]
        near = [plan for plan in able if plan.unit == self.unit]
        last = [plan for plan in near or able if self.acts and plan.username == self.acts[-1].by]
        if not able:
            return None
        if last and self.rng.random() < 0.7:
            return last[0]
        return self.rng.choice(near if near and self.rng.random() < 0.9 else able)

    def _later(self) -> int:
        """When the next step is taken: well before whatever is due first, at decent hours; or once, late."""
        rng = self.rng
        standing = judge_subjects(self.facts, self.town.charter, self.at)
        dues = [each.due for each in standing if each.verdict == "open" and each.due]
        first = min(dues, default=None)
        if first is None:
            return self._decent(self.at + rng.randrange(1 * MINUTE, 40 * MINUTE, SECOND), None)
        room = max(first - self.at, 20 * SECOND)
        if self.late_at and len(self.acts) >= self.late_at:
            self.late_at = 0
            return first + int(room * rng.uniform(0.02, 0.6)) // SECOND * SECOND + 30 * SECOND
        gap = int(min(room * rng.uniform(0.03, 0.3), 2 * DAY)) // SECOND * SECOND
        return self._decent(self.at + max(gap, 5 * SECOND), first)

    def _decent(self, at: int, due: int | None) -> int:
        """The next morning instead of the night, where that is early enough."""
        moment = to_datetime(at, self.town.charter.zone)
        if 8 <= moment.hour < 19:
            return at
        morning = moment.replace(hour=8, minute=35, second=0) + timedelta(days=moment.hour >= 19)
        later = int(morning.timestamp()) * SECOND + self.rng.randrange(0, 50 * MINUTE, SECOND)
        return at if due is not None and later >= due else later
