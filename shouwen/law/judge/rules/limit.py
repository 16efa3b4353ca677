"""The rows of `limit`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from shouwen.law.charter.language.figures import Missing
from shouwen.law.facts.fact import Fact, read
from shouwen.law.facts.row import EARLIEST, LATEST
from shouwen.law.judge.rules.base import EVER, Rule, Steps
from shouwen.law.worktime.instants import parse_iso
from shouwen.law.worktime.limits import Limit


@dataclass(frozen=True, slots=True)
class Promise:
    """A due instant that a fact itself names, in the place of a limit."""

    at: int
    text: None = None
    limit_s: None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """The clock stands from a `begin` fact to the next `end` fact, at most `at_most` µs of wall time."""

    begin: frozenset[str]
    end: frozenset[str]
    at_most: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRule(Rule):
    """Every `kinds` fact wants a `to` fact of its subject within the step's limit on the calendar's clock.

    With `due` there are no steps: that field of the opening fact holds the due instant.
    """

    to: frozenset[str]
    ends: frozenset[str]
    steps: Steps
    calendar: str
    stops: tuple[Stop, ...]
    answers: Literal["to", "from"]
    warn: Limit | None
    praise_steps: Steps
    due: str | None = None

    @property
    def own_fields(self) -> frozenset[str]:
        """The fields that choose its limits, and the one that promises a due instant."""
        chosen = {step.by for step in (*self.steps, *self.praise_steps) if step.by}
        return frozenset(chosen | ({self.due} if self.due else set()))

    def promised(self, fact: Fact, zone: str) -> Promise | Missing:
        """The instant an opening fact promises; Missing if it names none that can be read."""
        at = self.promise(read(fact, self.due), zone) if self.due else None
        return Missing(self.due or "") if at is None else Promise(at)

    @staticmethod
    def promise(text: str | None, zone: str) -> int | None:
        """The instant a text names; None if it names none, or none of the years 1900 to 2199."""
        try:
            at = parse_iso(text, zone) if text else EVER
        except (ValueError, OverflowError):
            return None
        return at if EARLIEST <= at < LATEST else None
