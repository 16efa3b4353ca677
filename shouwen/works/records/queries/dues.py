"""When the judge wants something done by: the nearest standing due time of each subject, as `duty` keeps it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from shouwen.works.duty.models import CURRENT, STANDING, Verdict


def standing(subjects: Collection[str]) -> Mapping[str, list[Verdict]]:
    """What stands on each of these subjects, the nearest due first.

    The caller has asked whether the subject may be seen; what stands on it is no secret of its own.
    """
    rows = Verdict.objects.filter(CURRENT, verdict__in=STANDING, subject__in=list(subjects))
    found: dict[str, list[Verdict]] = {}
    for row in rows.order_by("due_at", "id") if subjects else []:
        found.setdefault(row.subject or "", []).append(row)
    return found
