"""Draws by lot that anybody can check: a published seed, a hash, and the open days of the period.

    day = days[int(sha256("seed|rule|key|period"), 16) mod number of days]

The seed is what the last `draw.published` fact strictly before the period says, so nobody can choose it when it is
known whom it will hit, and nobody can say afterwards that another day was meant.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from shouwen.law.charter.charter import Charter
from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.periods import Span
from shouwen.law.judge.rules import CadenceRule
from shouwen.law.worktime.calendar import Calendar
from shouwen.law.worktime.instants import day_start, local_day


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw with its arithmetic: `days` (numbers since 1970) to choose from, and the `place` the hash came to."""

    text: str
    digest: str
    days: tuple[int, ...]
    place: int

    @property
    def day(self) -> int:
        """The day that was drawn."""
        return self.days[self.place]


@dataclass(frozen=True, slots=True)
class Window:
    """When what a cadence asks for counts: in [from_at, until_at) of a period.

    `missing` says what is not known, so that nothing can be decided; `published` is the fact with the seed.
    """

    period: Span
    from_at: int
    until_at: int
    missing: str | None = None
    published: str | None = None
    provisional: bool = False


def draw(seed: str, rule: str, key: str, period: str, days: Sequence[int]) -> Draw:
    """The day for a rule, a key and a period. Errors: ValueError when there is no day to choose from."""
    if not days:
        raise ValueError(f"no open day to draw from in {period}")
    text = f"{seed}|{rule}|{key}|{period}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Draw(text, digest, tuple(days), int(digest, 16) % len(days))


def seed_before(published: Sequence[Fact], at: int) -> Fact | None:
    """The last of the `draw.published` facts, in order, strictly before an instant."""
    return next((fact for fact in reversed(published) if fact.at < at), None)


def days_of(rule: CadenceRule, period: Span, charter: Charter) -> tuple[int, ...]:
    """The days of a period a rule may ask about: of its part, on which its calendar is open."""
    days = _part(rule, period, charter.zone)
    if rule.days is None:
        return tuple(days)
    return tuple(day for day in days if is_open(charter.calendars[rule.days], day))


def is_open(calendar: Calendar, day: int) -> bool:
    """Whether a local day is a working day of a calendar."""
    start = day_start(day, calendar.zone)
    table = calendar.table_over(start, start)
    index = day - table.first_day
    return bool(table.workdays[index] > (table.workdays[index - 1] if index else 0))


def window(
    rule: CadenceRule, key: str, period: Span, charter: Charter, published: Sequence[Fact]
) -> Window | None:
    """When facts count for a key in a period; None when no day of it is asked about."""
    days = days_of(rule, period, charter)
    if not days:
        return None
    whole = rule.part is None and rule.days is None and not rule.drawn
    if whole:
        return Window(period, period.from_at, period.until_at)
    provisional = _provisional(rule, days, period, charter)
    if not rule.drawn:
        return Window(period, *_span(days[0], days[-1], charter.zone), provisional=provisional)
    fact = seed_before(published, period.from_at)
    seed = read(fact, "seed") if fact else None
    if fact is None or seed is None:
        return Window(period, period.until_at, period.until_at, "seed", None, provisional)
    day = draw(seed, rule.rule, key, period.name, days).day
    return Window(period, *_span(day, day, charter.zone), None, fact.id, provisional)


def _span(first: int, last: int, zone: str) -> tuple[int, int]:
    return day_start(first, zone), day_start(last + 1, zone)


def _part(rule: CadenceRule, period: Span, zone: str) -> range:
    first, behind = local_day(period.from_at, zone), local_day(period.until_at, zone)
    if rule.part is None:
        return range(first, behind)
    if rule.part.end == "first":
        return range(first, min(first + rule.part.days, behind))
    return range(max(first, behind - rule.part.days), behind)


def _provisional(rule: CadenceRule, days: tuple[int, ...], period: Span, charter: Charter) -> bool:
    """Whether a day whose holidays are not announced yet had a say in which days are asked about."""
    if rule.days is None:
        return False
    asked = _part(rule, period, charter.zone) if rule.drawn else days
    first, behind = _span(asked[0], asked[-1], charter.zone)
    return bool(charter.calendars[rule.days].provisional(first, behind))
