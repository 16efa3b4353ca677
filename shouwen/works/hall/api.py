"""The hall over the API: its queues and counters, and what is done there; for a ticket machine or a screen of others."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status

from shouwen.works.hall import actions
from shouwen.works.hall.day import Ticket, day_of
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.api import Refusal, Said, needs, said
from shouwen.works.refusal import NotFound

router = Router(tags=["hall"])
Code = Annotated[str, Path(max_length=40)]


class TicketOut(Schema):
    """One number."""

    ticket: str
    number: str
    queue: str
    precedence: str
    reason: Said | None = None


class LineOut(Schema):
    """One queue, the next first."""

    business: str
    title: Said
    waiting: list[TicketOut]


class CounterOut(Schema):
    """One counter: closed, paused, serving or free."""

    counter: str
    state: str
    staff: str | None
    serving: str | None


class HallOut(Schema):
    """A hall as it stands."""

    unit: str
    lines: list[LineOut]
    counters: list[CounterOut]


class DrawIn(Schema):
    """Who has come, and for what; `precedence` none, old, weak, ill or disabled."""

    business: str
    precedence: str = "none"


class CallIn(Schema):
    """Whom to call: the next for a business (of the longest queue if none is named), or one number by `ticket`."""

    business: str = ""
    ticket: str = ""


class OpenIn(Schema):
    """Which counter."""

    counter: str


_NO = {403: Refusal, 409: Refusal, 422: Refusal}


@router.get("/halls/{unit}", response={200: HallOut, 403: Refusal})
@needs("hall.work")
def hall(request: HttpRequest, unit: Code) -> HallOut:
    """The queues and counters of a hall today."""
    return _hall(request, unit)


@router.post("/halls/{unit}/tickets", response={201: TicketOut, **_NO})
@needs("hall.work")
def draw(request: HttpRequest, unit: Code, body: DrawIn) -> Status:
    """Draw a number."""
    return Status(
        201,
        _ticket(actions.draw(unit=unit, business=body.business, precedence=body.precedence, by=request.user)),
    )


@router.post("/halls/{unit}/counter/open", response={200: HallOut, **_NO})
@needs("hall.work")
def open_counter(request: HttpRequest, unit: Code, body: OpenIn) -> HallOut:
    """Open a counter for oneself."""
    actions.open_counter(unit=unit, name=body.counter, by=request.user)
    return _hall(request, unit)


@router.post("/halls/{unit}/counter/call", response={200: TicketOut, **_NO})
@needs("hall.work")
def call(request: HttpRequest, unit: Code, body: CallIn) -> TicketOut:
    """Call who is next; somebody else is refused with not-next and the clause."""
    return _ticket(actions.call(unit=unit, business=body.business, ticket=body.ticket, by=request.user))


@router.post("/halls/{unit}/counter/{act}", response={200: HallOut, 404: Refusal, **_NO})
@needs("hall.work")
def act(request: HttpRequest, unit: Code, act: Code) -> HallOut:
    """One of done, left, pause, resume and close at one's own counter."""
    acts: dict[str, Any] = {
        "done": lambda: actions.finish(unit=unit, by=request.user),
        "left": lambda: actions.finish(unit=unit, left=True, by=request.user),
        "pause": lambda: actions.pause(unit=unit, by=request.user),
        "resume": lambda: actions.pause(unit=unit, resume=True, by=request.user),
        "close": lambda: actions.close(unit=unit, by=request.user),
    }
    if act not in acts:
        raise NotFound
    acts[act]()
    return _hall(request, unit)


def _hall(request: HttpRequest, unit: str) -> HallOut:
    access.require(request.user, f"hall.work:{unit}")
    day = day_of(unit, charters.current())
    return HallOut(
        unit=unit,
        lines=[
            LineOut(
                business=line.business,
                title=said(line.title),
                waiting=[_ticket(Ticket(turn.fact), said(turn.reason)) for turn in line.turns],
            )
            for line in day.lines
        ],
        counters=[
            CounterOut(
                counter=each.name,
                state=each.state,
                staff=each.staff,
                serving=each.serving.number if each.serving else None,
            )
            for each in day.counters
        ],
    )


def _ticket(ticket: Ticket, reason: Said | None = None) -> TicketOut:
    return TicketOut(
        ticket=ticket.subject,
        number=ticket.number,
        queue=ticket.queue,
        precedence=ticket.precedence,
        reason=reason,
    )
