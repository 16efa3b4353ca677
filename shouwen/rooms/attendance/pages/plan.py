"""The plan of shifts: people by days, filled by the week, by a calendar, from a table, or one shift at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from shouwen.law.attendance import is_rest_day
from shouwen.rooms.attendance import asked
from shouwen.rooms.frame.language import current
from shouwen.rooms.frame.layout import show
from shouwen.words import Words
from shouwen.works.attendance import actions, clock, planning, queries, sheets
from shouwen.works.attendance.models import KINDS, STANDING, Shift
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.refusal import Refused


@dataclass(frozen=True, slots=True)
class _Line:
    """One person of the plan; `cells` are the shifts of each day, and whether it is a day of rest."""

    person: queries.Line
    cells: list[tuple[Sequence[Shift], bool]]


@needs("shift.lead")
def index(request: HttpRequest) -> HttpResponse:
    """One week of the units one leads."""
    return _page(request)


@require_POST
@needs("shift.lead")
def by_week(request: HttpRequest) -> HttpResponse:
    """Hours over a stretch of days for the people chosen."""

    def act() -> int:
        asked_for = request.POST
        hours = zip(asked_for.getlist("from"), asked_for.getlist("until"), strict=False)
        spans = [f"{begin}-{end}" for begin, end in hours if begin or end]
        wanted = planning.by_week(
            staff=asked_for.getlist("staff"),
            spans=spans,
            first_on=asked.filled_day(request, "first_on"),
            last_on=asked.filled_day(request, "last_on"),
            weekdays=[int(each) for each in asked_for.getlist("weekdays") if each in "0123456"],
            calendar=asked_for.get("calendar", ""),
            kind=asked_for.get("kind", "work"),
            charter=charters.current(),
        )
        return len(actions.plan(shifts=wanted, by=request.user))  # type: ignore[arg-type]

    return _done(request, "week", act, Words("已排 {n} 个班次。", "{n} shifts planned."))


@require_POST
@needs("shift.lead")
def rows(request: HttpRequest) -> HttpResponse:
    """A table of shifts, pasted or as a file."""

    def act() -> int:
        charter = charters.current()
        wanted = sheets.plan_of(_text(request), charter.zone, planning.rest_calendar(charter))
        return len(actions.plan(shifts=wanted, by=request.user))  # type: ignore[arg-type]

    return _done(request, "rows", act, Words("已排 {n} 个班次。", "{n} shifts planned."))


@require_POST
@needs("shift.lead")
def log(request: HttpRequest) -> HttpResponse:
    """The log of a clock, pasted or as a file."""

    def act() -> int:
        found = sheets.log_of(_text(request), charters.current().zone)
        return clock.bring_in(rows=found, by=request.user)  # type: ignore[arg-type]

    return _done(request, "log", act, Words("新增 {n} 条打卡记录。", "{n} new marks."))


@require_POST
@needs("shift.lead")
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Other hours or another place for one shift, or none at all."""
    shift: Shift = access.one(request.user, Shift.objects.filter(STANDING), "shift.see", code=code)

    def act() -> int:
        if request.POST.get("do") == "cancel":
            actions.cancel(shift=shift, by=request.user)  # type: ignore[arg-type]
            return 1
        span = f"{request.POST.get('from', '')}-{request.POST.get('until', '')}"
        kind = request.POST.get("kind", "work")
        wanted = planning.wanted(shift.staff, shift.day, span, kind, charters.current())
        actions.change(shift=shift, planned=wanted.planned, kind=kind, by=request.user)  # type: ignore[arg-type]
        return 1

    said = Words("班次已更改。", "The shift was changed.")
    if request.POST.get("do") == "cancel":
        said = Words("班次已取消。", "The shift was cancelled.")
    return _done(request, "one", act, said, week=f"{shift.day}")


def _done(
    request: HttpRequest, form: str, act: Callable[[], int], said: Words, week: str = ""
) -> HttpResponse:
    """Back to the week with a word of what was done, or the page again with what is wrong."""
    try:
        count = act()
    except Refused as refused:
        return _page(request, form, refused)
    messages.success(request, said.format(n=count).in_(current()))
    week = week or request.POST.get("first_on", "") or request.POST.get("week", "")
    return redirect(f"{reverse('attendance:plan')}?week={week}" if week else "attendance:plan")


def _text(request: HttpRequest) -> str:
    file = request.FILES.get("file")
    return sheets.text_of(file.read()) if file else request.POST.get("rows", "")


def _page(request: HttpRequest, form: str = "", refused: Refused | None = None) -> HttpResponse:
    monday, unit = asked.monday(request), request.GET.get("unit", "")
    charter = charters.current()
    rest = planning.rest_calendar(charter)
    days = [monday + timedelta(days=n) for n in range(7)]
    resting = [is_rest_day(day, rest) for day in days]
    lines = queries.week_plan(request.user, monday, unit)
    context: dict[str, Any] = {
        "may_lead": True,
        "monday": monday,
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "days": [(day, rests, day == timezone.localdate()) for day, rests in zip(days, resting, strict=True)],
        "lines": [_Line(line, list(zip(line.days, resting, strict=True))) for line in lines],
        "unit": unit,
        "units": queries.units_led(request.user),
        "people": queries.team(request.user),
        "calendars": sorted(
            ((name, spec.title) for name, spec in charter.header.calendars.items()),
            key=lambda each: rest is None or each[0] != rest.name,
        ),
        "kinds": KINDS.items(),
        "form": form,
        "refused": refused,
        "filled": request.POST,
        "chosen": request.POST.getlist("staff"),
        "weekdays": request.POST.getlist("weekdays") or ["0", "1", "2", "3", "4"],
    }
    status = refused.http if refused else 200
    return show(request, "attendance/plan.html", context, place="attendance", status=status)
