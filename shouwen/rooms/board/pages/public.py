"""What everybody may read, without signing in: the board of a unit, and the same large on a kiosk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shouwen.works.journal import charters
from shouwen.works.people.access import PUBLIC, needs
from shouwen.works.people.models import Unit
from shouwen.works.records.queries import boards
from shouwen.works.refusal import NotFound


@needs(PUBLIC)
def index(request: HttpRequest) -> HttpResponse:
    """Every unit with a board."""
    units = [unit for unit in boards.units_with_boards() if boards.public(unit)]
    return render(request, "board/public_index.html", {**_around(request), "units": units})


@needs(PUBLIC)
def board(request: HttpRequest, code: str) -> HttpResponse:
    """What hangs at a unit for customers and the public; it prints on A4."""
    return _board(request, code, "board/public.html")


@needs(PUBLIC)
def kiosk(request: HttpRequest, code: str) -> HttpResponse:
    """The same on a screen that people stand before: large, without links that lead away, read anew every minute."""
    return _board(request, code, "board/kiosk.html")


def _board(request: HttpRequest, code: str, template: str) -> HttpResponse:
    unit = Unit.objects.filter(code=code, boards__isnull=False).distinct().first()
    if unit is None:
        raise NotFound
    context = {**_around(request), "unit": unit, "hanging": boards.public(unit)}
    return render(request, template, context)


def _around(request: HttpRequest) -> dict[str, object]:
    charter = charters.current()
    root = Unit.objects.filter(parent=None).order_by("id").first()
    company = root.name if root else charter.header.company
    return {"company": company, "charter_title": charter.title, "here": request.get_full_path()}
