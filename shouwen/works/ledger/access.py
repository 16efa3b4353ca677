"""Who sees entries: the person they are about, and those who lead the unit."""

from __future__ import annotations

from django.db.models import Q

from shouwen.works.ledger.models import Entry
from shouwen.works.people.access import Standing, rule


@rule("ledger.see", Entry)
def _see(standing: Standing) -> Q:
    return Q(staff=standing.username) | standing.in_led("unit")
