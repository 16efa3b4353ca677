"""Keeping a board right: what the charter wants there, what is missing or old, and the words of each notice."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from shouwen.rooms.board.places import AUDIENCES, PLACES, STATES
from shouwen.rooms.frame.layout import show
from shouwen.rooms.frame.templatetags.words import said
from shouwen.words import Words
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.people.models import Unit
from shouwen.works.records.actions.boards import hanging, open_board, post_notice, remove_notice
from shouwen.works.records.models import Board
from shouwen.works.records.queries import boards
from shouwen.works.refusal import NotFound, Refused

ORDER = ("missing", "old", "no-board", "hangs")


@needs("board.edit")
def board(request: HttpRequest, code: str) -> HttpResponse:
    """Everything the charter wants at a unit; what is wrong comes first."""
    unit = _unit(request, code)
    wanted = sorted(boards.wanted(unit), key=lambda each: ORDER.index(each.state))
    opened = set(Board.objects.filter(unit=unit).values_list("place", flat=True))
    asked = {place for each in charters.current().notices.values() for place in each.at}
    context = {
        "unit": unit,
        "wanted": [
            (
                each,
                *STATES[each.state],
                [PLACES[place] for place in each.places],
                AUDIENCES[each.notice.audience],
            )
            for each in wanted
        ],
        "wrong": sum(each.state in ("missing", "old") for each in wanted),
        "opened": [words for place, words in PLACES.items() if place in opened],
        "unopened": [(place, words) for place, words in PLACES.items() if place in asked - opened],
    }
    return show(request, "board/edit.html", context, place="board")


@require_POST
@needs("board.edit")
def place(request: HttpRequest, code: str) -> HttpResponse:
    """Open a board at a place."""
    if request.method != "POST":
        raise NotFound
    open_board(unit=_unit(request, code), place=request.POST.get("place", ""), by=request.user)
    return HttpResponseRedirect(reverse("board:edit", args=[code]), status=303)


@needs("board.edit")
def item(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """The words of one notice: written, replaced, taken down; with what hung there before."""
    unit = _unit(request, code)
    notice = charters.current().notices.get(item)
    if notice is None or notice.told:
        raise NotFound
    about = request.POST.get("about", request.GET.get("about", "")).strip()
    if request.method != "POST":
        return _form(request, unit, item, about)
    try:
        if "remove" in request.POST:
            remove_notice(unit=unit, item=item, about=about, by=request.user)
            words = Words("已撤下。", "It is taken down.")
        else:
            post_notice(
                unit=unit, item=item, about=about, zh=request.POST.get("zh", ""), en=request.POST.get("en", ""),
                by=request.user, request_id=request.POST.get("request_id") or None,
            )  # fmt: skip
            words = Words("已张贴。", "It hangs.")
    except Refused as refusal:
        return _form(request, unit, item, about, refusal)
    messages.success(request, said(words))
    return HttpResponseRedirect(reverse("board:edit", args=[code]), status=303)


def _form(
    request: HttpRequest, unit: Unit, item: str, about: str, refusal: Refused | None = None
) -> HttpResponse:
    notice = charters.current().notices[item]
    hung = next(iter(hanging(unit, item, about)), None)
    typed = request.POST if refusal else {}
    context = {
        "unit": unit,
        "notice": notice,
        "clause": charters.current().clauses[notice.clause],
        "places": [PLACES[place] for place in notice.at],
        "audience": AUDIENCES[notice.audience],
        "about": about,
        "hung": hung,
        "zh": typed.get("zh", hung.zh if hung else ""),
        "en": typed.get("en", hung.en if hung else ""),
        "versions": boards.versions(unit, item, about),
        "refusal": refusal,
        "request_id": uuid.uuid4().hex,
    }
    status = refusal.http if refusal else 200
    return show(request, "board/item.html", context, place="board", status=status)


def _unit(request: HttpRequest, code: str) -> Unit:
    found: Unit = access.one(request.user, Unit.objects.all(), "board.edit", code=code)
    return found
