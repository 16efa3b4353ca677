"""My month: what was planned and clocked, what it came to, what was deducted and why; and the button of the clock."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from shouwen.rooms.attendance import asked
from shouwen.rooms.frame.language import current
from shouwen.rooms.frame.layout import show
from shouwen.words import Words
from shouwen.works.attendance import clock as clocks
from shouwen.works.attendance import queries
from shouwen.works.attendance.models import STANDING, WAYS, Mark, Shift
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.people.models import Staff
from shouwen.works.refusal import NotFound, Refused

SOON = timedelta(hours=6)


@needs("shift.own")
def index(request: HttpRequest) -> HttpResponse:
    """One's own month; for a leader, that of one of their people (`?staff=`)."""
    me = request.user.get_username()
    staff = request.GET.get("staff", "") or me
    month = asked.month(request)
    seen = queries.month_of(request.user, staff, month)
    if staff != me and staff not in {code for code, _, _ in queries.team(request.user)}:
        raise NotFound
    context: dict[str, Any] = {
        "may_lead": access.may(request.user, "shift.lead"),
        "month": month,
        "months": _around(month),
        "shown": seen,
        "staff": staff,
        "is_mine": staff == me,
        "whose": Staff.objects.get(username=staff).name,
        "today": _today(me) if staff == me else None,
    }
    return show(request, "attendance/month.html", context, place="attendance")


@require_POST
@needs("shift.own")
def clock(request: HttpRequest) -> HttpResponse:
    """The button."""
    try:
        mark = clocks.clock(by=request.user, way=request.POST.get("way", ""))  # type: ignore[arg-type]
    except Refused as refused:
        messages.error(request, refused.words.in_(current()))
        return redirect("attendance:month")
    said = Words("{way}：{at}", "{way} at {at}").format(
        way=WAYS[mark.way].in_(current()), at=f"{timezone.localtime(mark.at):%H:%M:%S}"
    )
    messages.success(request, said.in_(current()))
    return redirect("attendance:month")


def _today(staff: str) -> dict[str, Any]:
    """The shift at hand, the last mark, and which button comes next."""
    now = timezone.now()
    near = Shift.objects.filter(STANDING, staff=staff, begins_at__lt=now + SOON, ends_at__gt=now - SOON)
    at_hand = (
        near.filter(Q(begins_at__lte=now, ends_at__gt=now)).first() or near.order_by("begins_at").first()
    )
    last = Mark.objects.filter(
        staff=staff, way__in=("in", "out"), struck_at=None, at__gt=now - timedelta(hours=20)
    )
    mark = last.order_by("-at").first()
    return {"shift": at_hand, "mark": mark, "next": "out" if mark and mark.way == "in" else "in", "now": now}


def _around(month: str) -> list[str]:
    """The month before, this one, the next."""
    first = date.fromisoformat(f"{month}-01")
    return [f"{each:%Y-%m}" for each in (first - timedelta(days=1), first + timedelta(days=32))]
