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
    """Whoever the finding concerns. Asked of the few confidential matters only: to ask it of every matter a
    person sees would read the whole table of matters for each list of findings."""
    secret = Matter.objects.filter(confidential=True)
    concerned = Q(staff=stood.username) | stood.in_codes("unit")
    hidden = Q(subject__isnull=False, subject__in=secret.values("number"))
    return concerned & ~hidden | Q(subject__in=secret.filter(seen(stood)).values("number"))


def sees_on(stood: Standing, matter: Matter, staff: str | None, unit: str | None) -> bool:
    """The same rule for a finding on a matter in hand that this person sees, without asking the database."""
    if matter.confidential or stood.everything:
        return True
    return staff == stood.username or unit in stood.codes
