"""Who draws and calls numbers: whoever is posted in the hall or leads it. Where the charter has no such queue: nobody."""

from __future__ import annotations

from shouwen.works.hall.day import rule_of
from shouwen.works.journal import charters
from shouwen.works.people.access import Standing, plain_rule


@plain_rule("hall.work")
def _work(stood: Standing, unit: str) -> bool:
    """`hall.work:hall-1` asks for a unit; `hall.work` whether the person may come in at all."""
    if rule_of(charters.current()) is None:
        return False
    return stood.everything or not unit or unit in stood.codes
