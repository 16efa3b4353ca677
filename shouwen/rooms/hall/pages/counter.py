"""The clerk's page: call who is next, finish, put out the sign, close. A refusal stands above with its clause."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from shouwen.rooms.frame.layout import show
from shouwen.rooms.hall.place import around, hall
from shouwen.works.hall import actions
from shouwen.works.journal.instants import to_datetime
from shouwen.works.people.access import needs
from shouwen.works.people.models import Staff, Unit
from shouwen.works.refusal import NotFound, Refused


@needs("hall.work")
def index(request: HttpRequest) -> HttpResponse:
    """One's own counter, or the choice of one."""
    return _page(request, hall(request))


@require_POST
@needs("hall.work")
def act(request: HttpRequest, act: str) -> HttpResponse:
    """One press of a button."""
    unit = hall(request)
    done = _ACTS.get(act)
    if done is None:
        raise NotFound
    try:
        done(request, unit.code, request.user)  # type: ignore[arg-type]
    except Refused as refused:
        return _page(request, unit, refused)
    return redirect(f"{reverse('hall:counter')}?{urlencode({'unit': unit.code})}")


_ACTS: dict[str, Callable[[HttpRequest, str, Staff], object]] = {
    "open": lambda request, unit, by: actions.open_counter(
        unit=unit, name=request.POST.get("counter", "").strip(), by=by
    ),
    "call": lambda request, unit, by: actions.call(
        unit=unit, business=request.POST.get("business", ""), ticket=request.POST.get("ticket", ""), by=by
    ),
    "done": lambda request, unit, by: actions.finish(unit=unit, by=by),
    "left": lambda request, unit, by: actions.finish(unit=unit, left=True, by=by),
    "pause": lambda request, unit, by: actions.pause(unit=unit, by=by),
    "resume": lambda request, unit, by: actions.pause(unit=unit, resume=True, by=by),
    "close": lambda request, unit, by: actions.close(unit=unit, by=by),
}


def _page(request: HttpRequest, unit: Unit, refused: Refused | None = None) -> HttpResponse:
    _, context = around(request, unit, "counter")
    own = context["own"]
    context |= {
        "refused": refused,
        "filled": request.POST,
        "called_at": to_datetime(own.called_at) if own and own.called_at else None,
        "class_said": actions.PRECEDENCE.get(own.serving.precedence) if own and own.serving else None,
    }
    return show(request, "hall/counter.html", context, place="hall", status=refused.http if refused else 200)
