"""Who sees a finding: the person it is about, their unit and those who lead it; of a confidential matter,
only those who may see the matter."""

from __future__ import annotations

from django.db.models import Q

from shouwen.works.duty.models import Verdict
from shouwen.works.matters.access import seen
from shouwen.works.matters.models import Matter
from shouwen.works.people.access import Standing, rule


@rule("finding.see", Verdict)
def _finding(stood: Standing) -> Q:
    """Of a matter: whoever sees the matter, and whoever the finding concerns unless the matter is confidential."""
    theirs = Matter.objects.filter(seen(stood)).values("number")
    confidential = Matter.objects.filter(confidential=True).values("number")
    concerned = Q(staff=stood.username) | stood.in_codes("unit")
    return concerned & (Q(subject__isnull=True) | ~Q(subject__in=confidential)) | Q(subject__in=theirs)
