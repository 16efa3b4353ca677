"""The bodies of the house: who heads them, who belongs to them, and their duties."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from shouwen.rooms.frame.layout import show
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.people.models import Posting


@needs("desk.see")
def index(request: HttpRequest) -> HttpResponse:
    """Every body, with the people who hold its posts today."""
    charter = charters.current()
    bodies = charter.bodies.values()
    named = {p for each in bodies for p in (each.head, *each.deputies, *each.members) if p}
    holders = _holders(named)

    def told(posts: tuple[str, ...]) -> list[tuple[object, list[str]]]:
        return [(charter.posts[post], holders.get(post, [])) for post in posts if post in charter.posts]

    context = {
        "bodies": [
            (each, told((each.head,) if each.head else ()), told(each.deputies), told(each.members))
            for each in bodies
        ],
        "leads": access.may(request.user, "unit.lead"),
        "part": "bodies",
    }
    return show(request, "handbook/bodies.html", context, place="charter")


def _holders(posts: set[str]) -> Mapping[str, list[str]]:
    """Up to a few names of those who hold each post today."""
    held = Posting.objects.in_force().filter(post__in=posts, staff__is_active=True)
    found: dict[str, list[str]] = {}
    for post, name in held.order_by("unit__path", "id").values_list("post", "staff__name"):
        names = found.setdefault(post, [])
        if name not in names:
            names.append(name)
    return found
