"""The screen in the hall: which number at which counter, which counters are closed for the moment, who waits."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from shouwen.rooms.frame.layout import show
from shouwen.rooms.hall.place import around, hall
from shouwen.works.people.access import needs


@needs("hall.work")
def index(request: HttpRequest) -> HttpResponse:
    """The board; it reads itself anew every few seconds."""
    day, context = around(request, hall(request), "board")
    context["open_counters"] = [counter for counter in day.counters if counter.state != "closed"]
    return show(request, "hall/board.html", context, place="hall", part="hall/parts/board.html")
