"""Attendance over the API: shifts and what they came to, plans, and the marks of a clock."""

from datetime import date, datetime, timedelta
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field

from shouwen.works.attendance import actions, clock, planning
from shouwen.works.attendance.models import Shift
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.api import Refusal, needs

router = Router(tags=["attendance"])
MOST, MOST_DAYS = 5000, 62


class ShiftOut(Schema):
    """One shift; `settled` is the data of its last `attendance.settled` fact, null while it is not settled."""

    code: str
    staff: str
    unit: str
    day: date
    begins_at: datetime
    ends_at: datetime
    kind: str
    rest_day: bool
    cancelled: bool
    settled: dict[str, Any] | None


class ShiftIn(Schema):
    """One shift to plan: `span` is `08:30-17:30`, over midnight `22:00-06:00`; `kind` work, trip or overtime."""

    staff: str
    day: date
    span: str
    kind: str = "work"


class PlanIn(Schema):
    shifts: list[ShiftIn] = Field(min_length=1, max_length=MOST)


class MarkIn(Schema):
    """One line of a clock's log; `way` is in or out. A time without an offset is local."""

    staff: str
    at: datetime
    way: str


class MarksIn(Schema):
    marks: list[MarkIn] = Field(min_length=1, max_length=MOST)


class Recorded(Schema):
    """How many marks were new, and how many were known already."""

    new: int
    known: int


@router.get("/shifts", response=list[ShiftOut])
@needs("shift.see")
def shifts(
    request: HttpRequest,
    from_on: date | None = None,
    until_on: date | None = None,
    staff: Annotated[str, Query(max_length=40)] = "",
) -> list[ShiftOut]:
    """The shifts one may see from a day on (today), two months of them at most, the earliest first."""
    first = from_on or timezone.localdate()
    last = min(until_on or first, first + timedelta(days=MOST_DAYS))
    rows = access.visible(request.user, Shift.objects.filter(day__range=(first, last)), "shift.see")
    rows = rows.filter(staff=staff) if staff else rows
    return [_out(shift) for shift in rows.order_by("begins_at", "id")[:MOST]]


@router.post("/shifts", response={201: list[ShiftOut], 403: Refusal, 409: Refusal, 422: Refusal})
@needs("shift.lead")
def plan(request: HttpRequest, body: PlanIn) -> Status:
    """Plan shifts for people of units one leads, all of them or none."""
    charter = charters.current()
    wanted = [planning.wanted(each.staff, each.day, each.span, each.kind, charter) for each in body.shifts]
    made = actions.plan(shifts=wanted, by=request.user)
    return Status(201, [_out(shift) for shift in made])


@router.post("/clocks", response={200: Recorded, 403: Refusal, 422: Refusal})
@needs("shift.lead")
def clocks(request: HttpRequest, body: MarksIn) -> Recorded:
    """Bring in marks of people of units one leads; the same mark again is the same mark."""
    rows = [clock.Row(each.staff, _aware(each.at), each.way) for each in body.marks]
    new = clock.bring_in(rows=rows, by=request.user, source="api")
    return Recorded(new=new, known=len({(row.staff, row.at, row.way) for row in rows}) - new)


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else timezone.make_aware(at)


def _out(shift: Shift) -> ShiftOut:
    return ShiftOut(
        code=shift.code, staff=shift.staff, unit=shift.unit, day=shift.day, begins_at=shift.begins_at,
        ends_at=shift.ends_at, kind=shift.kind, rest_day=shift.rest_day, cancelled=shift.cancelled_at is not None,
        settled=shift.settled,
    )  # fmt: skip
