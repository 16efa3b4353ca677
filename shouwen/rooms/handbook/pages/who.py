"""Who may do what: by post, as the charter answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from shouwen.rooms.frame.layout import show
from shouwen.rooms.handbook.answers import of_post
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.refusal import NotFound


@needs("desk.see")
def index(request: HttpRequest) -> HttpResponse:
    """Every post; mine first."""
    charter, stood = charters.current(), access.standing(request.user)
    mine = stood.posts if stood else frozenset()
    answers = [of_post(charter, post) for post in charter.posts]
    context = {
        "answers": sorted(answers, key=lambda each: each.post not in mine),
        "mine": mine,
        "leads": access.may(request.user, "unit.lead"),
        "part": "who",
    }
    return show(request, "handbook/who.html", context, place="charter")


@needs("desk.see")
def one(request: HttpRequest, post: str) -> HttpResponse:
    """Everything the charter says of one post."""
    charter = charters.current()
    if post not in charter.posts:
        raise NotFound
    context = {
        "answer": of_post(charter, post),
        "leads": access.may(request.user, "unit.lead"),
        "part": "who",
    }
    return show(request, "handbook/post.html", context, place="charter")
