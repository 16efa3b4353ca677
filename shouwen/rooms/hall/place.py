"""Which hall a page is about, and what every page of the room shows of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from shouwen.works.hall.day import Day, day_of, rule_of
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.models import Unit
from shouwen.works.refusal import NotFound


def hall(request: HttpRequest) -> Unit:
    """The hall asked for by `unit`, else the one somebody is posted in. Errors: NotFound for one that is not theirs."""
    stood = access.standing(request.user)
    assert stood is not None  # granted by hall.work
    code = request.POST.get("unit", "") or request.GET.get("unit", "")
    if not code or code == stood.home.code:
        return stood.home
    found = Unit.objects.filter(code=code).first()
    if found is None or not access.may(request.user, f"hall.work:{code}"):
        raise NotFound
    return found


def around(request: HttpRequest, unit: Unit, here: str) -> tuple[Day, dict[str, Any]]:
    """The hall today, and the context all pages share."""
    stood = access.standing(request.user)
    assert stood is not None
    charter = charters.current()
    rule = rule_of(charter)
    assert rule is not None  # granted by hall.work
    day = day_of(unit.code, charter)
    posted = list({each.code: each for _, each in stood.posted}.values())
    shown = {
        "unit": unit,
        "units": posted if len(posted) > 1 else [],
        "tab": here,
        "today": day,
        "own": day.own(request.user.get_username()),
        "precedes": bool(rule.first),
        "clause": rule.clause,
        "clause_title": charter.clauses[rule.clause].title,
    }
    return day, shown
