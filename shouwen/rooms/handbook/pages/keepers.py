"""Who keeps what in each unit: shown, named and released."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from shouwen.rooms.frame import names
from shouwen.rooms.frame.layout import show
from shouwen.rooms.frame.templatetags.words import said
from shouwen.words import Words
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.people.models import Posting, Staff, Unit
from shouwen.works.records.actions.keepers import name_keeper, release_keeper
from shouwen.works.records.queries import dues, keepers
from shouwen.works.refusal import NotFound, Refused

MOST = 60


@needs("desk.see")
def index(request: HttpRequest) -> HttpResponse:
    """The units I see, with each thing and its keeper."""
    return _page(request)


@require_POST
@needs("keeper.name")
def name(request: HttpRequest, code: str) -> HttpResponse:
    """Name or release a keeper."""
    unit = Unit.objects.filter(code=code).first()
    if request.method != "POST" or unit is None:
        raise NotFound
    thing, username = request.POST.get("thing", ""), request.POST.get("person", "")
    try:
        if username:
            person = Staff.objects.filter(username=username, is_active=True).first()
            if person is None:
                raise NotFound
            name_keeper(unit=unit, thing=thing, person=person, by=request.user)
            words = Words("专人已指定。", "The keeper is named.")
        else:
            release_keeper(unit=unit, thing=thing, by=request.user)
            words = Words("已解除。", "The keeper is released.")
    except Refused as refusal:
        return _page(request, refusal)
    messages.success(request, said(words))
    return HttpResponseRedirect(reverse("handbook:keepers"), status=303)


def _page(request: HttpRequest, refusal: Refused | None = None) -> HttpResponse:
    charter, stood = charters.current(), access.standing(request.user)
    units = list(Unit.objects.filter(stood.in_units("pk")).order_by("path")[:MOST]) if stood else []
    held = keepers.of_units(units)
    standing = dues.standing([f"unit:{unit.code}" for unit in units])
    people = names.of_staff(each.person for things in held.values() for each in things.values())
    postings = Posting.objects.in_force().filter(unit__in=units, staff__is_active=True)
    members: dict[str, dict[str, str]] = {}
    for code, username, full in postings.order_by("id").values_list(
        "unit__code", "staff__username", "staff__name"
    ):
        members.setdefault(code, {})[username] = full
    rows = []
    for unit in units:
        lines = []
        for kept in charter.keepers.values():
            here = held.get(unit.code, {}).get(kept.thing)
            due = next(
                (row for row in standing.get(f"unit:{unit.code}", []) if row.clause == kept.clause), None
            )
            lines.append((kept, here, people.get(here.person, here.person) if here else "", due))
        may = access.may(request.user, f"keeper.name:{unit.code}")
        rows.append((unit, lines, members.get(unit.code, {}) if may else {}))
    context = {
        "rows": rows if charter.keepers else [],
        "refusal": refusal,
        "leads": access.may(request.user, "unit.lead"),
        "part": "keepers",
    }
    status = refusal.http if refusal else 200
    return show(request, "handbook/keepers.html", context, place="charter", status=status)
