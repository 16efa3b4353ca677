"""All rules of a charter as rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.rules.base import Rule
from shouwen.law.judge.rules.hours import Hours
from shouwen.law.judge.rules.picks import Picked, picks_in
from shouwen.law.worktime.calendar import Calendar

R = TypeVar("R", bound=Rule)
HEAD = frozenset({"subject", "staff", "unit", "customer"})


@dataclass(frozen=True)
class Rules:
    """The rows of a charter in its order. One rule as written may have come to several rows."""

    charter: str
    version: str
    zone: str
    rows: tuple[Rule, ...] = ()
    about: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For a kind of fact the fields that hold the staff, unit or customer it is about."""

    def as_read(self, fact: Fact) -> Fact:
        """A fact as rules read it: of whom it is about, who need not be who recorded it."""
        about = self.about.get(fact.kind)
        return replace(fact, **{role: read(fact, name) for role, name in about.items()}) if about else fact  # type: ignore[arg-type]

    @cached_property
    def named(self) -> Mapping[str, Rule]:
        """Every row by its name."""
        return {row.rule: row for row in self.rows}

    @cached_property
    def _sorts(self) -> dict[type[Rule], tuple[Rule, ...]]:
        return {}

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """The rows of one kind."""
        if kind not in self._sorts:
            self._sorts[kind] = tuple(row for row in self.rows if isinstance(row, kind))
        return self._sorts[kind]  # type: ignore[return-value]

    def at_stage(self, stage: int) -> tuple[Rule, ...]:
        """The rows that are judged together."""
        return tuple(row for row in self.rows if row.stage == stage)

    @cached_property
    def data_fields(self) -> tuple[str, ...]:
        """The items of data that some row reads, in order."""
        picked = {name for pick in self.picks for each in pick.where for name in each.fields}
        picked.update(name for about in self.about.values() for name in about.values())
        return tuple(sorted(picked.union(*(row.fields for row in self.rows)) - HEAD))

    @cached_property
    def picks(self) -> tuple[Picked, ...]:
        """Every pick of some row, in order."""
        return tuple(sorted({pick for row in self.rows for pick in picks_in(row)}))

    @cached_property
    def hours(self) -> Mapping[str, Calendar]:
        """The calendars that conditions on the instant of a fact ask, by name."""
        wheres = [where for row in self.rows for where in row.wheres]
        asked = (each for where in (*wheres, *(pick.where for pick in self.picks)) for each in where)
        return {each.calendar.name: each.calendar for each in asked if isinstance(each, Hours)}
