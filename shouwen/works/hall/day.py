"""One day of one hall, read from its facts: the queues, who waits in them, the counters and what each is doing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from shouwen.law.charter.queues import Turn, waiting
from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.compile import compile
from shouwen.law.judge.rules import QueueRule
from shouwen.words import Words
from shouwen.works.journal import store
from shouwen.works.journal.instants import to_us

if TYPE_CHECKING:
    from shouwen.law.charter.charter import Charter

DRAWN, CALLED, SERVED, LEFT = "ticket.drawn", "ticket.called", "ticket.served", "ticket.left"
OPENED, CLOSED, PAUSED, RESUMED = "shift.opened", "shift.closed", "counter.paused", "counter.resumed"
KINDS = (DRAWN, CALLED, SERVED, LEFT, OPENED, CLOSED, PAUSED, RESUMED)
ANY = "any"
"""The one business of a hall whose charter does not tell them apart."""
_ALL = Words("全部业务", "All business")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A number: `subject` names it in the journal, `drawn` is the fact with which its customer came."""

    drawn: Fact

    @property
    def subject(self) -> str:
        """What the journal calls it: hall-1/20260302/A001."""
        return self.drawn.subject

    @property
    def number(self) -> str:
        """What is printed on it and called out."""
        return read(self.drawn, "number") or ""

    @property
    def precedence(self) -> str:
        """none, old, weak, ill or disabled."""
        return read(self.drawn, "precedence") or "none"

    @property
    def queue(self) -> str:
        """The queue it belongs to."""
        return read(self.drawn, "queue") or ""


@dataclass(frozen=True, slots=True)
class Line:
    """One queue: its key, the business, the letter of its numbers, how many were drawn, who waits, the next first."""

    key: str
    business: str
    title: Words
    letter: str
    drawn: int
    turns: tuple[Turn, ...]

    @property
    def next(self) -> Ticket | None:
        """Whose turn it is."""
        return Ticket(self.turns[0].fact) if self.turns else None


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter: open while it has staff; `serving` is the number it has called and not yet done with."""

    code: str
    name: str
    staff: str | None = None
    paused: bool = False
    serving: Ticket | None = None
    called_at: int | None = None

    @property
    def state(self) -> str:
        """closed, paused, serving or free."""
        if self.staff is None:
            return "closed"
        return "paused" if self.paused else "serving" if self.serving else "free"


@dataclass(frozen=True)
class Day:
    """A hall today."""

    unit: str
    facts: tuple[Fact, ...]
    lines: tuple[Line, ...]
    counters: tuple[Counter, ...]
    tickets: dict[str, Ticket] = field(default_factory=dict)

    def line(self, business: str) -> Line | None:
        """The queue of a business."""
        return next((line for line in self.lines if line.business == business), None)

    def counter(self, name: str) -> Counter:
        """A counter by its name; one nobody opened today is closed."""
        known = next((counter for counter in self.counters if counter.name == name), None)
        return known or Counter(code_of(self.unit, name), name)

    def own(self, staff: str) -> Counter | None:
        """The counter somebody has open."""
        return next((counter for counter in self.counters if counter.staff == staff), None)

    @property
    def waiting(self) -> int:
        """How many wait in all."""
        return sum(len(line.turns) for line in self.lines)


def code_of(unit: str, name: str) -> str:
    """What the journal calls a counter."""
    return f"{unit}/{name}"


def rule_of(charter: Charter) -> QueueRule | None:
    """The rule by which numbers are called; None where the charter has no queue of numbers."""
    rules = compile(charter).of(QueueRule)
    return next((rule for rule in rules if DRAWN in rule.arrive and CALLED in rule.kinds), None)


def businesses(charter: Charter) -> dict[str, Words]:
    """What customers come for, as the charter's field `business` of a drawn number lists it."""
    known = charter.facts[DRAWN].data.get("business") if DRAWN in charter.facts else None
    return (
        {value: label or Words(value, value) for value, label in known.of.items()} if known else {ANY: _ALL}
    )


def day_of(unit: str, charter: Charter, now: datetime | None = None) -> Day:
    """A hall as it stands now."""
    at = now or timezone.now()
    begin = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    where = "unit = %s AND kind = ANY(%s) AND at >= %s AND at < %s"
    facts = store.select(where, [unit, list(KINDS), begin, begin + timedelta(days=1)])
    return read_day(unit, charter, sorted(facts, key=lambda fact: fact.order), to_us(at))


def read_day(unit: str, charter: Charter, facts: Iterable[Fact], at: int) -> Day:
    """The same from facts in their order."""
    known = tuple(fact for fact in facts if fact.at <= at)
    tickets = {fact.subject: Ticket(fact) for fact in reversed(known) if fact.kind == DRAWN}
    lines = tuple(
        Line(
            key=(key := f"{unit}/{business}"),
            business=business,
            title=title,
            letter=_LETTERS[place % len(_LETTERS)],
            drawn=sum(ticket.queue == key for ticket in tickets.values()),
            turns=waiting(charter, CALLED, key, known, at),
        )
        for place, (business, title) in enumerate(businesses(charter).items())
    )
    return Day(unit, known, lines, _counters(unit, known, tickets), tickets)


def _counters(unit: str, facts: Iterable[Fact], tickets: dict[str, Ticket]) -> tuple[Counter, ...]:
    """Every counter that was open today, by its name."""
    found: dict[str, Counter] = {}
    for fact in facts:
        code = read(fact, "counter")
        if code is None:
            continue
        name = code.removeprefix(f"{unit}/")
        found[code] = _after(found.get(code, Counter(code, name)), fact, tickets)
    return tuple(sorted(found.values(), key=lambda counter: (len(counter.name), counter.name)))


def _after(counter: Counter, fact: Fact, tickets: dict[str, Ticket]) -> Counter:
    """A counter after something happened at it."""
    match fact.kind:
        case "shift.opened":
            return Counter(counter.code, counter.name, fact.staff)
        case "shift.closed":
            return Counter(counter.code, counter.name)
        case "counter.paused":
            return replace(counter, paused=True)
        case "counter.resumed":
            return replace(counter, paused=False)
        case "ticket.called":
            return replace(counter, serving=tickets.get(fact.subject), called_at=fact.at)
        case "ticket.served" | "ticket.left":
            return replace(counter, serving=None, called_at=None)
    return counter
