"""The principles, with my receipts of reading; and for who leads, who has not read them yet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from shouwen.rooms.frame.layout import show
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.people.models import Posting
from shouwen.works.records.actions.receipts import confirm_read
from shouwen.works.records.queries import receipts
from shouwen.works.refusal import NotFound


@needs("desk.see")
def index(request: HttpRequest) -> HttpResponse:
    """Every principle of the charter; those that ask for a receipt say whether I have given it."""
    read = receipts.read_by([request.user.username])
    principles = [
        (each, read.get((request.user.username, number)))
        for number, each in charters.current().principles.items()
    ]
    context = {
        "principles": principles,
        "unread": [each for each, at in principles if each.receipt and at is None],
        "leads": access.may(request.user, "unit.lead"),
        "part": "principles",
    }
    return show(request, "handbook/index.html", context, place="charter")


@require_POST
@needs("desk.see")
def read(request: HttpRequest, clause: str) -> HttpResponse:
    """I have read it."""
    if request.method != "POST":
        raise NotFound
    confirm_read(clause=clause, by=request.user)
    return HttpResponseRedirect(f"{reverse('handbook:index')}#p-{clause}", status=303)


@needs("unit.lead")
def readers(request: HttpRequest) -> HttpResponse:
    """Who of those I lead has not read which principle."""
    stood = access.standing(request.user)
    held = Posting.objects.in_force().filter(stood.in_led("unit__code")) if stood else Posting.objects.none()
    people = {
        each.staff: each.unit for each in held.select_related("staff", "unit").order_by("unit__path", "id")
    }
    asking = receipts.asking()
    read = receipts.read_by(person.username for person in people)
    rows = [
        (person, unit, [clause for clause in asking if (person.username, clause.clause) not in read])
        for person, unit in people.items()
    ]
    context = {
        "rows": sorted(rows, key=lambda row: -len(row[2])),
        "asking": asking,
        "owing": sum(bool(row[2]) for row in rows),
        "part": "readers",
        "leads": True,
    }
    return show(request, "handbook/readers.html", context, place="charter")
