"""Who sees a finding: the person it is about, the unit it falls on, and those who lead it."""

from __future__ import annotations

from django.db.models import Q

from shouwen.works.duty.models import Verdict
from shouwen.works.matters.access import seen
from shouwen.works.matters.models import Matter
from shouwen.works.people.access import Standing, rule


@rule("finding.see", Verdict)
def _found(stood: Standing) -> Q:
    """On a confidential matter only those who may see the matter, and the person the finding is about."""
    confidential = Matter.objects.filter(confidential=True)
    hidden, shown = confidential.values("number"), confidential.filter(seen(stood)).values("number")
    return Q(staff=stood.username) | stood.in_codes("unit") & ~Q(subject__in=hidden) | Q(subject__in=shown)
