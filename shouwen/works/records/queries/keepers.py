"""Who keeps what in each unit: the last name that was not released since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from shouwen.law.facts.fact import read
from shouwen.works.journal import store
from shouwen.works.journal.instants import to_datetime
from shouwen.works.people.models import Unit


@dataclass(frozen=True, slots=True)
class Held:
    """Who keeps a thing, and since when."""

    person: str
    since: datetime


def of_unit(unit: Unit) -> Mapping[str, Held]:
    """Who keeps what in a unit, by thing."""
    return of_units([unit]).get(unit.code, {})


def of_units(units: Iterable[Unit]) -> Mapping[str, Mapping[str, Held]]:
    """The same of several units, by code."""
    subjects = {f"unit:{unit.code}": unit.code for unit in units}
    facts = store.select(
        "subject = ANY(%s) AND kind IN ('keeper.named', 'keeper.released')", [list(subjects)]
    )
    held: dict[str, dict[str, Held]] = {}
    for fact in sorted(facts, key=lambda fact: fact.order):
        here, thing = held.setdefault(subjects[fact.subject], {}), read(fact, "thing") or ""
        here.pop(thing, None)
        if fact.kind == "keeper.named":
            here[thing] = Held(read(fact, "person") or "", to_datetime(fact.at))
    return held
