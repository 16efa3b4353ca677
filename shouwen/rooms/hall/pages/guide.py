"""The guide's page: one press for a number, and who waits where."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from shouwen.rooms.frame.language import current
from shouwen.rooms.frame.layout import show
from shouwen.rooms.hall.place import around, hall
from shouwen.works.hall import actions
from shouwen.works.people.access import needs
from shouwen.works.refusal import Refused


@needs("hall.work")
def index(request: HttpRequest) -> HttpResponse:
    """The hall, and the number just drawn."""
    day, context = around(request, hall(request), "guide")
    ticket = day.tickets.get(request.GET.get("ticket", ""))
    line = next((each for each in day.lines if ticket and each.key == ticket.queue), None)
    waiting = [turn.fact.subject for turn in line.turns] if line else []
    ahead = waiting.index(ticket.subject) if ticket and ticket.subject in waiting else None
    context |= {"ticket": ticket, "line": line, "ahead": ahead, "classes": actions.PRECEDENCE.items()}
    context["class_said"] = actions.PRECEDENCE.get(ticket.precedence) if ticket else None
    return show(request, "hall/guide.html", context, place="hall")


@require_POST
@needs("hall.work")
def draw(request: HttpRequest) -> HttpResponse:
    """Draw a number."""
    unit = hall(request)
    address = reverse("hall:guide")
    try:
        ticket = actions.draw(
            unit=unit.code,
            business=request.POST.get("business", ""),
            precedence=request.POST.get("precedence", "none"),
            by=request.user,  # type: ignore[arg-type]
        )
    except Refused as refused:
        messages.error(request, refused.words.in_(current()))
        return redirect(f"{address}?{urlencode({'unit': unit.code})}")
    return redirect(f"{address}?{urlencode({'unit': unit.code, 'ticket': ticket.subject})}")
