"""Who sees a shift: the person it is of, and who leads the unit. Where the charter has no attendance: nobody."""

from __future__ import annotations

from django.db.models import Q

from shouwen.law.attendance.settled import KIND
from shouwen.works.attendance.models import Shift
from shouwen.works.journal import charters
from shouwen.works.people.access import NOTHING, Standing, plain_rule, rule


def in_use() -> bool:
    """Whether the charter in force speaks of attendance at all."""
    return KIND in charters.current().facts


@plain_rule("shift.own")
def _own(stood: Standing, argument: str) -> bool:
    return in_use()


@plain_rule("shift.lead")
def _lead(stood: Standing, unit: str) -> bool:
    """`shift.lead:hall` asks for a unit; `shift.lead` whether the person leads any."""
    return in_use() and (stood.everything or (unit in stood.led_codes if unit else bool(stood.leads)))


@rule("shift.see", Shift)
def _seen(stood: Standing) -> Q:
    return (Q(staff=stood.username) | stood.in_led("unit")) if in_use() else NOTHING
