"""What I may inspect, what waits to be mended, which days were drawn, and what was filed last."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from shouwen.rooms.frame.layout import show
from shouwen.rooms.inspection import drawn
from shouwen.rooms.inspection.moments import MOMENTS
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.records.queries import sheets

RECENT, MOST = 6, 30


@needs("sheet.file")
def index(request: HttpRequest) -> HttpResponse:
    """The room."""
    context = {
        "offers": [(offer, MOMENTS[offer.sheet.moment]) for offer in sheets.offers(request.user)],
        "to_mend": sheets.to_mend(request.user, MOST),
        "recent": sheets.page(request.user, size=RECENT),
        "draws": drawn.of_today(request.user),
        "leads": access.may(request.user, "unit.lead"),
    }
    return show(request, "inspection/index.html", context, place="inspection")
