"""One shift: what was planned, every mark, every revision, what it cost; and asking for a correction."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from shouwen.rooms.attendance import asked
from shouwen.rooms.frame.language import current
from shouwen.rooms.frame.layout import show
from shouwen.words import Words
from shouwen.works.attendance import actions, queries
from shouwen.works.attendance.models import ASKED_FOR, KINDS, WAYS, Mark, Shift
from shouwen.works.attendance.revisions import revisions
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.refusal import Refused


@needs("shift.own")
def one(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a shift one may see."""
    return _page(request, _shift(request, code))


@require_POST
@needs("shift.own")
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a correction; what is wrong with it stands at its field."""
    shift = _shift(request, code)
    try:
        actions.ask_correction(
            shift=shift,
            way=request.POST.get("way", ""),
            at=asked.filled_instant(request, "at"),
            reason=request.POST.get("reason", ""),
            by=request.user,  # type: ignore[arg-type]
        )
    except Refused as refused:
        return _page(request, shift, refused)
    said = Words("更正申请已提交，等待负责人核准。", "Asked; the head of your unit decides.")
    messages.success(request, said.in_(current()))
    return redirect("attendance:shift", code=code)


def _shift(request: HttpRequest, code: str) -> Shift:
    shift: Shift = access.one(request.user, Shift.objects.all(), "shift.see", code=code)
    return shift


def _page(request: HttpRequest, shift: Shift, refused: Refused | None = None) -> HttpResponse:
    row = queries.rows_of(request.user, [shift])[0]
    struck = Mark.objects.filter(
        staff=shift.staff, struck_at__isnull=False, at__range=(shift.begins_at, shift.ends_at)
    )
    context: dict[str, Any] = {
        "row": row,
        "shift": shift,
        "is_mine": shift.staff == request.user.get_username(),
        "leads": access.may(request.user, f"shift.lead:{shift.unit}"),
        "struck": struck.order_by("at"),
        "revisions": revisions(shift),
        "ways": [(way, WAYS[way]) for way in ASKED_FOR],
        "refused": refused,
        "filled": request.POST,
        "kinds": KINDS.items(),
        "may_lead": access.may(request.user, "shift.lead"),
    }
    status = refused.http if refused else 200
    return show(request, "attendance/shift.html", context, place="attendance", status=status)
