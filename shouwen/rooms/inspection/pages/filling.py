"""Filling in a sheet with a thumb: pass, fail or not applicable at every point, and a word where one is needed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from shouwen.law.charter.registers import SheetItem
from shouwen.rooms.frame.layout import show
from shouwen.rooms.frame.templatetags.words import said
from shouwen.words import Words
from shouwen.works.people.access import needs
from shouwen.works.records.actions.sheets import Mark, file_sheet
from shouwen.works.records.queries import sheets
from shouwen.works.records.queries.sheets import Offer, Target
from shouwen.works.refusal import Refused


@dataclass(frozen=True, slots=True)
class Point:
    """One item on the page, with what was chosen so far."""

    name: str
    item: SheetItem
    result: str
    note: str
    wrong: Words | None


@needs("sheet.file")
def fill(request: HttpRequest, sheet: str) -> HttpResponse:
    """The sheet; and what comes of filing it."""
    offer = sheets.offer(request.user, sheet)
    target = _target(request, offer)
    if request.method == "POST":
        return _file(request, offer, target)
    return _page(request, offer, target)


def _target(request: HttpRequest, offer: Offer) -> Target:
    """Whom it is about: chosen, else oneself, else the first."""
    chosen = request.POST.get("about") or request.GET.get("about", "")
    own = (each for each in offer.targets if each.person == request.user)
    named = (each for each in offer.targets if key_of(each) == chosen)
    return next(named, None) or next(own, None) or offer.targets[0]


def key_of(target: Target) -> str:
    """A target as a form names it: unit/person."""
    return f"{target.unit.code}/{target.person.username if target.person else ''}"


def _file(request: HttpRequest, offer: Offer, target: Target) -> HttpResponse:
    items = sheets.items_for(offer.sheet, target.posts)
    marks = {
        name: Mark(request.POST.get(f"result-{name}", ""), request.POST.get(f"note-{name}", ""))
        for name in items
        if request.POST.get(f"result-{name}")
    }
    try:
        filing = file_sheet(
            sheet=offer.name,
            unit=target.unit,
            person=target.person,
            place=request.POST.get("place", ""),
            marks=marks,
            by=request.user,
            request_id=request.POST.get("request_id") or None,
        )
    except Refused as refusal:
        return _page(request, offer, target, refusal)
    words = Words("检查表已提交。", "The sheet is filed.")
    if filing.failed:
        words = Words(
            f"检查表已提交，{filing.failed} 项不合格，请按期整改。",
            f"The sheet is filed; {filing.failed} failed and wait to be mended.",
        )
    messages.success(request, said(words))
    return HttpResponseRedirect(reverse("inspection:one", args=[filing.number]), status=303)


def _page(request: HttpRequest, offer: Offer, target: Target, refusal: Refused | None = None) -> HttpResponse:
    post = request.POST
    points = [
        Point(
            name,
            item,
            post.get(f"result-{name}", ""),
            post.get(f"note-{name}", ""),
            refusal.words if refusal and refusal.field == name else None,
        )
        for name, item in sheets.items_for(offer.sheet, target.posts).items()
    ]
    context = {
        "offer": offer,
        "target": target,
        "about": key_of(target),
        "targets": [(key_of(each), each) for each in offer.targets],
        "points": points,
        "place_typed": post.get("place", ""),
        "refusal": refusal,
        "request_id": post.get("request_id") or uuid.uuid4().hex,
    }
    status = refusal.http if refusal else 200
    return show(request, "inspection/fill.html", context, place="inspection", status=status)
