"""What no flow records, lived through: the worked examples of the clauses happen to people of the company.

Every clause shows by examples what keeps it and what breaks it. Each is moved into the month, onto people, units and
customers of the company, and judged alone before it is taken: what it was to show, it still shows there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language import Clause, Example
from shouwen.law.charter.language.rules.phrase import NONE, SAID
from shouwen.law.charter.prove import A_MONDAY, example_facts, example_now
from shouwen.law.charter.talks import ELSEWHERE, talk_facts
from shouwen.law.facts.fact import Fact, Value
from shouwen.law.judge.compile import compile
from shouwen.law.judge.plain.engine import judge
from shouwen.law.judge.rules import TargetRule
from shouwen.law.worktime.instants import local_day, to_datetime
from shouwen.project.demo.company import Company, StaffPlan

SECOND = 1_000_000
MINUTE = 60 * SECOND
DAY_US = 86_400 * SECOND
WEEK_US = 7 * DAY_US
GOOD = frozenset({"kept", "praised", "met"})
APART = 5
"""How many weeks lie between two figures of the whole company, which are counted by the month."""
GOOD_COPIES = 3
AGAIN = 0.2
"""How often a second bad example of a sort that has been shown is played."""
MOST_FACTS = 160
"""An example longer than this is a table of sums, not a scene."""
SHARED = frozenset({"draws"})
"""Subjects that are the whole company's."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when it plays: the month ends at `now` (µs) and has so many days; `customers` are codes."""

    charter: Charter
    company: Company
    customers: Sequence[str]
    now: int
    days: int


def replays(scene: Scene, rng: Random) -> Iterator[Fact]:
    """The facts of every clause that gives verdicts; its good examples happen more than once where there are few."""
    judged = {row.clause for row in compile(scene.charter).rows}
    clauses = [clause for number, clause in scene.charter.clauses.items() if number in judged]
    cast = Cast(scene, rng)
    for clause in clauses:
        narrowed = scene.charter.only(clause.clause)
        for example, shown in _programme(clause, _is_of_all(narrowed), rng):
            facts, words = _one(scene, clause, example, narrowed, cast, rng)
            shown |= words
            yield from facts


def _programme(clause: Clause, once: bool, rng: Random) -> Iterator[tuple[Example, set[str]]]:
    """Which examples are played, and how often: mostly those in which all goes well; every other outcome once.

    With each comes the set into which is put what was really shown.
    """
    shown: set[str] = set()
    for example in clause.examples:
        words = {each.word for each in example.then} - {"none"}
        if example.sort != "facts":
            continue
        if words <= GOOD:
            yield from [(example, shown)] * (GOOD_COPIES if words and not once else 1)
        elif words - shown or rng.random() < AGAIN:
            yield example, shown


def _one(
    scene: Scene, clause: Clause, example: Example, narrowed: Charter, cast: Cast, rng: Random
) -> tuple[Sequence[Fact], set[str]]:
    """An example somewhere in the month, cast so that it still shows what it was written for, and what it shows.

    Where it cannot all be shown before the present is reached, the most of it; else nothing.
    """
    charter = scene.charter
    facts = [*example_facts(example, charter.zone, clause)]
    facts += [
        fact
        for fact in talk_facts(example, charter, example.on or A_MONDAY)
        if not fact.subject.startswith(ELSEWHERE)
    ]
    if not facts or len(facts) > MOST_FACTS:
        return (), set()
    wanted = {each.word for each in example.then} - {"none"}
    best: tuple[Sequence[Fact], set[str]] = ((), set())
    asked = example_now(example, facts, charter.zone)
    cast.played[clause.clause] += 1
    aside = cast.played[clause.clause] * APART if _is_of_all(narrowed) else 0
    for instants in _instants(scene, facts, asked, "open" in wanted, aside, rng):
        moved = [replace(fact, at=at) for fact, at in zip(facts, instants, strict=True)]
        for named in (True, False):
            played = cast.play(moved, clause, named=named)
            verdicts = judge(played, narrowed, scene.now).verdicts
            shown: set[str] = {verdict.verdict for verdict in verdicts if verdict.clause == clause.clause}
            if shown == wanted:
                return played, wanted
            if len(shown & wanted) > len(best[1]):
                best = (played, shown & wanted)
    return best


def _is_of_all(narrowed: Charter) -> bool:
    """Whether what is found is a figure of the whole company: two scenes of one month would be one figure."""
    return any(isinstance(row, TargetRule) for row in compile(narrowed).rows)


def _instants(
    scene: Scene, facts: Sequence[Fact], asked: int, still_open: bool, aside: int, rng: Random
) -> Iterator[list[int]]:
    """When the facts of an example may happen: some day at some hour; or by whole weeks, so that Mondays stay Mondays.

    What is still open is moved to where its own question is asked now; `aside` is how many weeks further back
    it is to be. Where that does not do, further back, and at last with the empty days between left out.
    """
    last = max(fact.at for fact in facts)

    def by(shift: int) -> list[int]:
        return [fact.at + shift for fact in facts]

    if still_open and asked >= last:
        yield by((scene.now - asked) // SECOND * SECOND)
    first, zone = min(fact.at for fact in facts), scene.charter.zone
    for _ in range(0 if aside else 4):
        minutes = rng.randrange(-45, 8 * 60)
        shift = ((scene.now - last) // DAY_US - rng.randrange(scene.days)) * DAY_US + minutes * MINUTE
        if last + shift <= scene.now and local_day(first, zone) == local_day(first + minutes * MINUTE, zone):
            yield by(shift)
    latest = (scene.now - last) // WEEK_US - aside
    near = [latest - back for back in range(max(1, scene.days // 7))]
    rng.shuffle(near)
    for weeks in near:
        yield by(weeks * WEEK_US)
    days = (scene.now - last) // DAY_US
    for back in rng.sample(range(scene.days), 3):
        yield by((days - back) * DAY_US)
    for weeks in range(latest - scene.days // 7, latest - 14, -1):
        yield by(weeks * WEEK_US)
    yield _day_after_day(scene, facts)


def _day_after_day(scene: Scene, facts: Sequence[Fact]) -> list[int]:
    """Every day of the example on the day after the one before, the last one yesterday; the hours stay."""
    zone = scene.charter.zone
    days = sorted({local_day(fact.at, zone) for fact in facts})
    yesterday = local_day(scene.now, zone) - 1
    place = {day: yesterday - (len(days) - 1 - number) for number, day in enumerate(days)}
    return [
        fact.at + (place[day] - day) * DAY_US for fact in facts if (day := local_day(fact.at, zone)) in place
    ]


class Cast:
    """Gives the people, units, customers and pieces of work of examples the names of the company's own."""

    def __init__(self, scene: Scene, rng: Random) -> None:
        self.scene, self.rng = scene, rng
        self.drawn = 0
        units = scene.company.units
        above = {unit.parent for unit in units}
        self.units = [unit.code for unit in units if unit.code not in above]
        self.unit_of = {plan.username: plan.unit for plan in scene.company.staff}
        self.turns: dict[str, int] = {}
        self.played: Counter[str] = Counter()

    def play(self, facts: Sequence[Fact], clause: Clause, *, named: bool) -> list[Fact]:
        """The facts with names of the company; with `named` also where the example names nobody and no unit."""
        self.drawn += 1
        names = _Names(self, clause, facts)
        return [self._fact(fact, number, names, named) for number, fact in enumerate(facts)]

    def _fact(self, fact: Fact, number: int, names: _Names, named: bool) -> Fact:
        plays_now = fact.subject not in SHARED and ":" not in fact.subject
        fill = named and plays_now
        staff = names.staff(fact.staff) if fact.staff or fill else None
        unit = names.unit(fact.unit) if fact.unit or fill else None
        types = self.scene.charter.facts[fact.kind].data if fact.kind in self.scene.charter.facts else {}
        data: dict[str, Value] = {
            key: names.of_type(types[key].type if key in types else "", value)
            for key, value in fact.data.items()
        }
        if fact.kind == SAID:
            staff = None if data.get("speaker") == "customer" else staff
            if fill:
                data = {**self._circumstances(), **data}
        customer = names.customer(fact.customer) if fact.customer else None
        subject = names.subject(fact.subject)
        return Fact(
            fact.kind, fact.at, subject, f"{names.token}-{number:03}", None, staff, unit, customer, data
        )

    def _circumstances(self) -> dict[str, Value]:
        """What is known of a conversation that the example says nothing of: where it was, and nothing special."""
        header = self.scene.charter.header
        return {**({"channel": next(iter(header.channels))} if header.channels else {}), "situation": NONE}

    def next_of(self, sort: str, of: Sequence[str]) -> str:
        """One after the other, so that scenes of a clause fall on different people and units."""
        turn = self.turns.setdefault(sort, self.rng.randrange(len(of)))
        self.turns[sort] = turn + 1
        return of[turn % len(of)]


class _Names:
    """Who is who in one scene."""

    def __init__(self, cast: Cast, clause: Clause, facts: Sequence[Fact]) -> None:
        self.cast, self.clause = cast, clause
        day = to_datetime(max(fact.at for fact in facts), cast.scene.charter.zone)
        self.token = f"JL{day:%Y%m%d}-{cast.drawn:04}"
        self.posts = _posts(cast.scene.charter, clause, facts)
        self.known: dict[tuple[str, str], str] = {}
        self.subjects: dict[str, str] = {}

    def staff(self, name: str | None) -> str:
        def draw() -> str:
            company = self.cast.scene.company
            taken = {value for (sort, _), value in self.known.items() if sort == "staff"}
            wanted = self.posts.get(name or "", ()) or self.posts.get("", ())
            people: list[StaffPlan] = [plan for post in wanted for plan in company.holding(post)]
            people = people or [plan for plan in company.staff if plan.supervisor]
            free = [plan.username for plan in people if plan.username not in taken]
            free = free or [plan.username for plan in company.staff if plan.username not in taken]
            return self.cast.next_of(f"staff:{self.clause.clause}", free)

        return self._named("staff", name or "", draw)

    def unit(self, name: str | None) -> str:
        def draw() -> str:
            if not name and (("staff", "") in self.known):
                return self.cast.unit_of[self.known["staff", ""]]
            taken = {value for (sort, _), value in self.known.items() if sort == "unit"}
            free = [unit for unit in self.cast.units if unit not in taken] or self.cast.units
            return self.cast.next_of(f"unit:{self.clause.clause}", free)

        return self._named("unit", name or "", draw)

    def customer(self, name: str) -> str:
        return self._named("customer", name, lambda: self.cast.rng.choice(self.cast.scene.customers))

    def of_type(self, type: str, value: Value) -> Value:
        """A value of the data: whoever is named in it is named by the name of the company."""
        if not isinstance(value, str) or not value:
            return value
        if type == "staff":
            return self.staff(value)
        if type == "unit":
            return self.unit(value)
        return self.customer(value) if type == "customer" else value

    def subject(self, name: str) -> str:
        """The piece of work: `staff:a/quality`, `unit:b` and `board:b/wall` by their people and units, others anew."""
        if name in SHARED:
            return name
        head, colon, rest = name.partition(":")
        if colon and head in ("staff", "unit", "board"):
            who, slash, part = rest.partition("/")
            return f"{head}:{self.staff(who) if head == 'staff' else self.unit(who)}{slash}{part}"
        work, slash, part = name.partition("/")
        number = self.subjects.setdefault(work, f"{self.token}.{len(self.subjects) + 1}")
        return f"{number}{slash}{part}"

    def _named(self, sort: str, name: str, draw) -> str:  # type: ignore[no-untyped-def]
        if (sort, name) not in self.known:
            self.known[sort, name] = draw()
        return self.known[sort, name]


def _posts(charter: Charter, clause: Clause, facts: Sequence[Fact]) -> Mapping[str, Sequence[str]]:
    """Which posts somebody of an example may hold: the one the facts say; else ('') those the clause speaks of."""
    found: dict[str, list[str]] = {}
    for fact in facts:
        post = fact.data.get("post")
        if fact.staff and isinstance(post, str) and post in charter.posts:
            found.setdefault(fact.staff, []).append(post)
    meant = [
        mention.name
        for _, _, body in clause.bodies()
        for mention in body.mentions()
        if mention.sort == "post" and mention.path[0] in ("posts", "for", "for_")
    ]
    kinds = {fact.kind for fact in facts}
    doing = [
        post
        for flow in charter.flows.values()
        for step in flow.steps.values()
        if step.records in kinds
        for post in step.who
    ]
    found[""] = meant or doing
    return found
