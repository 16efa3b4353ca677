"""Who leads somebody: the chain of command as today's postings make it."""

from __future__ import annotations

from datetime import date

from shouwen.works.people.models import Posting, Staff


def chain(username: str, on: date | None = None) -> tuple[Staff, ...]:
    """The leaders above a person on a day (today), the nearest first, one for each unit that has one.

    It begins in the unit of their oldest posting. Nobody leads themselves: above the leader of a unit stands
    the leader of the unit over it. Of several in one unit it is the one posted first. Two statements.
    """
    postings = Posting.objects.in_force(on)
    home = (
        postings.filter(staff__username=username).order_by("from_on", "id").values_list("unit__path").first()
    )
    if home is None:
        return ()
    codes = home[0].strip("/").split("/")
    paths = ["/" + "/".join(codes[:depth]) + "/" for depth in range(len(codes), 0, -1)]
    leads = postings.filter(leads=True, unit__path__in=paths, staff__is_active=True)
    leads = leads.select_related("staff", "unit").order_by("from_on", "id")
    found: dict[str, Staff] = {}
    for each in leads:
        found.setdefault(each.unit.path, each.staff)
    nearest = [found[path] for path in paths if path in found]
    named = [staff.username for staff in nearest]
    if username in named:
        nearest = nearest[named.index(username) + 1 :]
    return tuple(dict.fromkeys(nearest))
