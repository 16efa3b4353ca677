"""The team's day: who is here, late, absent, on leave; and what waits for the leader's word."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from shouwen.rooms.attendance import asked
from shouwen.rooms.frame.language import current
from shouwen.rooms.frame.layout import show
from shouwen.words import Words
from shouwen.works.attendance import actions, clock, queries
from shouwen.works.attendance.models import Correction
from shouwen.works.people.access import needs
from shouwen.works.refusal import Refused

GROUPS: tuple[tuple[str, Words, frozenset[str]], ...] = (
    ("here", Words("在岗", "Here"), frozenset({"here", "late", "normal", "overtime", "left_early", "gone"})),
    ("late", Words("迟到、早退", "Late or early"), frozenset({"late", "left_early"})),
    ("missing", Words("未到、旷工", "Not here"), frozenset({"missing", "absent"})),
    ("away", Words("请假、出差", "On leave or trip"), queries.AWAY | {"pending"}),
)


@needs("shift.lead")
def index(request: HttpRequest) -> HttpResponse:
    """One day of the units one leads."""
    day, unit = asked.day(request), request.GET.get("unit", "")
    rows = queries.team_day(request.user, day, unit)
    count = Counter(row.status for row in rows)
    context: dict[str, Any] = {
        "may_lead": True,
        "day": day,
        "is_today": day == timezone.localdate(),
        "unit": unit,
        "units": queries.units_led(request.user),
        "rows": rows,
        "counts": [(key, said, sum(count[status] for status in within)) for key, said, within in GROUPS],
        "waiting": queries.waiting(request.user),
    }
    return show(request, "attendance/team.html", context, place="attendance")


@require_POST
@needs("shift.lead")
def mark(request: HttpRequest) -> HttpResponse:
    """The exit formality of somebody, or that they are at post."""
    try:
        made = clock.permit(
            staff=request.POST.get("staff", ""),
            way=request.POST.get("way", ""),
            by=request.user,  # type: ignore[arg-type]
        )
        said = Words("已登记：{way}", "Noted: {way}").format(way=made.way_said.in_(current()))
        messages.success(request, said.in_(current()))
    except Refused as refused:
        messages.error(request, refused.words.in_(current()))
    return _back(request)


@require_POST
@needs("shift.lead")
def decide(request: HttpRequest, id: int) -> HttpResponse:
    """Grant or refuse a correction."""
    correction = get_object_or_404(Correction, pk=id)
    granted = request.POST.get("answer_is") == "granted"
    try:
        actions.decide_correction(
            correction=correction,
            granted=granted,
            by=request.user,  # type: ignore[arg-type]
            answer=request.POST.get("answer", ""),
        )
        said = Words("已同意更正，本班将重新结算。", "Granted; the shift is settled anew.")
        if not granted:
            said = Words("已答复：不同意。", "Refused, and the reason told.")
        messages.success(request, said.in_(current()))
    except Refused as refused:
        messages.error(request, refused.words.in_(current()))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    next_page = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(next_page, allowed_hosts={request.get_host()})
    return redirect(next_page if safe else "attendance:team")
