"""Who sees entries: the person they are about, those who lead the unit, and of what a unit bears its members."""

from __future__ import annotations

from django.db.models import Q

from shouwen.works.ledger.models import Entry
from shouwen.works.people.access import Standing, rule


@rule("ledger.see", Entry)
def _entry(stood: Standing) -> Q:
    return Q(staff=stood.username) | stood.in_led("unit") | (Q(bearer="unit") & stood.in_codes("unit"))
