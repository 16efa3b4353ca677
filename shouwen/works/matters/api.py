"""Matters over the API: the same lists, acts and refusals as at the desk."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from shouwen.law.worktime.instants import format_iso
from shouwen.works.journal import charters
from shouwen.works.matters import actions, history, queries
from shouwen.works.matters.models import Matter
from shouwen.works.people.api import Refusal, Said, needs, said
from shouwen.works.people.models import Staff, Unit
from shouwen.works.refusal import NotFound

router = Router(tags=["matters"])
REFUSED = {403: Refusal, 404: Refusal, 409: Refusal, 422: Refusal}


class RowOut(Schema):
    """One line of a list; of a confidential matter it names nobody."""

    number: str
    flow: str
    state: str
    state_title: Said
    summary: str
    channel: str
    unit: str
    holder: str
    customer: str
    opened_at: datetime
    closed_at: datetime | None
    next_due_at: datetime | None
    confidential: bool


class PageOut(Schema):
    """Some lines, and what to send as `after` for the next ones."""

    rows: list[RowOut]
    next: str | None


class EventOut(Schema):
    """One fact: as recorded, and in words."""

    id: str
    kind: str
    title: Said
    at: str
    recorded_at: str | None
    staff: str | None
    unit: str | None
    data: dict[str, Any]


class StepOut(Schema):
    """A step open in this state; `refusal` says what keeps you from it."""

    name: str
    title: Said
    form: str | None
    refusal: Refusal | None


class MatterOut(Schema):
    """One matter with its history and what may be done next. `revision` goes back with every act."""

    number: str
    flow: str
    state: str
    revision: int
    summary: str
    content: str
    channel: str
    customer: str | None
    unit: str
    holder: str | None
    taken_in_by: str
    opened_at: datetime
    closed_at: datetime | None
    next_due_at: datetime | None
    confidential: bool
    events: list[EventOut]
    next: list[StepOut]


class OpenIn(Schema):
    """A matter to take in; `data` is the form of the step. The same `request_id` again is the same matter."""

    flow: str
    step: str
    data: dict[str, Any] = Field(default_factory=dict)
    unit: str | None = None
    at: datetime | None = None
    request_id: str | None = None


class StepIn(Schema):
    """A step to take, on the revision that was seen."""

    revision: int
    data: dict[str, Any] = Field(default_factory=dict)
    at: datetime | None = None
    request_id: str | None = None


class HandOverIn(Schema):
    """Into whose hands, and why."""

    revision: int
    to_unit: str
    to_staff: str | None = None
    reason: str
    request_id: str | None = None


class NoteIn(Schema):
    text: str
    request_id: str | None = None


class Narrow(Schema):
    """What a list is narrowed to."""

    mine: bool = False
    my_unit: bool = False
    unit: str | None = None
    flow: str | None = None
    state: str | None = None
    customer: str | None = None
    overdue: bool = False
    closed: Literal["no", "yes", "both"] = "no"
    text: Annotated[str, Field(max_length=200)] = ""
    order: Literal["due", "new"] = "due"


@router.get("/matters", response={200: PageOut, **REFUSED})
@needs("matter.see")
def matters(
    request: HttpRequest,
    narrow: Query[Narrow],
    after: str | None = None,
    size: Annotated[int, Query(ge=1, le=200)] = queries.PAGE,
) -> PageOut:
    """A page of matters, nearest due first, or newest first."""
    closed = {"no": False, "yes": True, "both": None}[narrow.closed]
    filters = queries.Filters(**{**narrow.dict(), "closed": closed})
    page = queries.page(request.user, filters, after, size)
    rows = [RowOut(**{name: getattr(row, name) for name in RowOut.model_fields if name != "state_title"},
                   state_title=said(row.state_title)) for row in page.rows]  # fmt: skip
    return PageOut(rows=rows, next=page.next)


@router.post("/matters", response={201: MatterOut, **REFUSED})
@needs("matter.open")
def open_matter(request: HttpRequest, body: OpenIn) -> Status:
    """Take a matter in."""
    unit = _unit(body.unit) if body.unit else None
    matter = actions.open_matter(**{**body.dict(), "unit": unit}, by=request.user)
    return Status(201, _out(request, matter))


@router.get("/matters/{number}", response={200: MatterOut, **REFUSED})
@needs("matter.see")
def one(request: HttpRequest, number: str) -> MatterOut:
    """One matter."""
    return _out(request, history.one(request.user, number))


@router.post("/matters/{number}/steps/{step}", response={200: MatterOut, **REFUSED})
@needs("matter.step")
def advance(request: HttpRequest, number: str, step: str, body: StepIn) -> MatterOut:
    """Take a step."""
    matter = history.one(request.user, number)
    return _out(request, actions.advance(matter=matter, step=step, by=request.user, **body.dict()))


@router.post("/matters/{number}/hand-over", response={200: MatterOut, **REFUSED})
@needs("matter.hand_over")
def hand_over(request: HttpRequest, number: str, body: HandOverIn) -> MatterOut:
    """Put the matter into other hands."""
    matter = history.one(request.user, number)
    to_staff = _staff(body.to_staff) if body.to_staff else None
    given = {**body.dict(), "to_unit": _unit(body.to_unit), "to_staff": to_staff}
    done = actions.hand_over(matter=matter, by=request.user, **given)
    return _out(request, done)


@router.post("/matters/{number}/notes", response={200: MatterOut, **REFUSED})
@needs("matter.step")
def note(request: HttpRequest, number: str, body: NoteIn) -> MatterOut:
    """Write a note."""
    matter = history.one(request.user, number)
    return _out(request, actions.note(matter=matter, by=request.user, **body.dict()))


def _out(request: HttpRequest, matter: Matter) -> MatterOut:
    """The matter after the act; who has just put it out of their own sight gets it without its history."""
    facts = history.facts_of(matter)
    zone = charters.current().zone
    return MatterOut(
        **{name: getattr(matter, name) for name in _PLAIN},
        customer=matter.customer.code if matter.customer else None,
        unit=matter.unit.code,
        holder=matter.holder.username if matter.holder else None,
        taken_in_by=matter.taken_in_by.username,
        events=[
            EventOut(
                id=event.fact.id,
                kind=event.fact.kind,
                title=said(event.title),
                at=format_iso(event.fact.at, zone),
                recorded_at=format_iso(event.fact.recorded_at, zone) if event.fact.recorded_at else None,
                staff=event.fact.staff,
                unit=event.fact.unit,
                data=dict(event.fact.data),
            )
            for event in history.told(matter, facts)
        ],
        next=[_step(step) for step in history.next_of(matter, request.user, facts)],
    )


_PLAIN = (
    "number", "flow", "state", "revision", "summary", "content", "channel", "opened_at", "closed_at", "next_due_at",
    "confidential",
)  # fmt: skip


def _step(step: history.NextStep) -> StepOut:
    against = step.refusal
    told = Refusal(code=against.code, words=said(against.words), clause=against.clause) if against else None
    return StepOut(name=step.name, title=said(step.title), form=step.step.form, refusal=told)


def _unit(code: str) -> Unit:
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise NotFound
    return unit


def _staff(username: str) -> Staff:
    staff = Staff.objects.filter(username=username, is_active=True).first()
    if staff is None:
        raise NotFound
    return staff
