"""The days that were drawn by lot: where the charter draws the day of an inspection, the draw of this period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from shouwen.law.charter import Charter
from shouwen.law.charter.language import Clause
from shouwen.law.judge.compile import compile
from shouwen.law.judge.draws import window
from shouwen.law.judge.group import ALL
from shouwen.law.judge.names import fact_words
from shouwen.law.judge.periods import period_at
from shouwen.law.judge.rules import CadenceRule
from shouwen.law.worktime.instants import to_datetime
from shouwen.words import Words
from shouwen.works.journal import charters, store
from shouwen.works.journal.instants import to_us
from shouwen.works.people import access
from shouwen.works.people.models import Staff

EPOCH = date(1970, 1, 1)
KIND = "draw.published"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What has to be done on the drawn day of a period, by whom; `on` is None while no seed was published before it."""

    clause: Clause
    what: Words
    whose: Words
    period: str
    on: date | None

    @property
    def is_today(self) -> bool:
        return self.on == timezone.localdate()

    @property
    def is_past(self) -> bool:
        return self.on is not None and self.on < timezone.localdate()


def of_today(user: Staff) -> list[Drawn]:
    """Every draw of the present period that concerns this person; today's first."""
    charter = charters.current()
    rules = [rule for rule in compile(charter).of(CadenceRule) if rule.drawn]
    if not rules:
        return []
    published = sorted(store.select("kind = %s", [KIND]), key=lambda fact: fact.order)
    now = to_us(timezone.now())
    found = []
    for rule in rules:
        period = period_at(now, rule.every, charter.zone)
        for key, whose in _keys(rule, user, charter):
            seen = window(rule, key, period, charter, published)
            if seen is None:
                continue
            on = None if seen.missing else to_datetime(seen.from_at, charter.zone).date()
            what = fact_words(charter, rule.kinds)
            found.append(Drawn(charter.clauses[rule.clause], what, whose, period.name, on))
    return sorted(
        found, key=lambda each: (not each.is_today, each.on is None, each.on or EPOCH + timedelta(1))
    )


def _keys(rule: CadenceRule, user: Staff, charter: Charter) -> Iterator[tuple[str, Words]]:
    """The keys of a rule that are this person's own: their name, their units, or the house."""
    stood = access.standing(user)
    if stood is None:
        return
    if rule.per == "staff":
        yield user.username, Words(user.name, user.name)
    elif rule.per == "unit":
        for unit in dict.fromkeys(unit for _, unit in stood.posted):
            yield unit.code, unit.name
    elif rule.per == "all":
        yield ALL, charter.header.company
