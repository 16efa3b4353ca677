"""Lists of matters, the search, and the page of one matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from shouwen.law.charter.language import Flow
from shouwen.law.facts.fact import Fact
from shouwen.rooms.desk import kinds
from shouwen.rooms.desk.pages import clocks
from shouwen.rooms.frame.layout import show
from shouwen.words import Words
from shouwen.works.journal import charters
from shouwen.works.matters import history, queries
from shouwen.works.matters.models import Matter
from shouwen.works.matters.queries import Filters
from shouwen.works.people import access
from shouwen.works.people.access import needs

PAGE = 30
AT_HAND = {"address": ("address",), "phone": ("contact", "telephone")}
WHICH = {"open": False, "closed": True, "both": None}


def filters_of(request: HttpRequest) -> Filters:
    """What the address asks for; whatever it does not know is left aside."""
    asked = request.GET
    whose, which = asked.get("whose", "all"), asked.get("which", "open")
    flow = asked.get("flow") or None
    return Filters(
        mine=whose == "mine",
        my_unit=whose == "unit",
        my_turn=whose == "turn",
        unit=asked.get("unit") or None,
        flow=flow if flow in charters.current().flows else None,
        overdue=asked.get("late") == "1",
        closed=WHICH.get(which, False),
        text=asked.get("q", "").strip(),
        order="due" if which == "open" and not asked.get("q") else "new",
    )


@needs("matter.see")
def index(request: HttpRequest) -> HttpResponse:
    """Matters the person may see, nearest due first; htmx takes the list or its next page alone."""
    after = request.GET.get("after") or None
    page = queries.page(request.user, filters_of(request), after, PAGE)
    context = {"page": page, "more": _more(request, page.next), **_asked(request)}
    part = "desk/parts/matter_page.html" if after else "desk/parts/matter_list.html"
    return show(request, "desk/matters.html", context, place="matters", part=part)


def _more(request: HttpRequest, token: str | None) -> str:
    if token is None:
        return ""
    asked = request.GET.copy()
    asked["after"] = token
    return f"{request.path}?{asked.urlencode()}"


def _asked(request: HttpRequest) -> dict[str, Any]:
    asked = request.GET.copy()
    asked.pop("after", None)
    return {
        "flows": kinds.chapters(charters.current(), charters.current().flows.values()),
        "whose": request.GET.get("whose", "all"),
        "which": request.GET.get("which", "open"),
        "flow": request.GET.get("flow", ""),
        "late": request.GET.get("late") == "1",
        "q": request.GET.get("q", ""),
        "query": asked.urlencode(),
    }


@needs("matter.see")
def search(request: HttpRequest) -> HttpResponse:
    """By number, telephone, name or words, open or closed; one hit on a whole number opens it at once."""
    typed = request.GET.get("q", "").strip()
    if not typed:
        return HttpResponseRedirect(reverse("desk:matters"))
    after = request.GET.get("after") or None
    page = queries.page(request.user, Filters(text=typed, closed=None, order="new"), after, PAGE)
    if len(page.rows) == 1 and page.rows[0].number == typed.upper():
        return HttpResponseRedirect(reverse("desk:matter", args=[page.rows[0].number]))
    context = {"page": page, "more": _more(request, page.next), "q": typed}
    part = "desk/parts/matter_page.html" if after else None
    return show(request, "desk/search.html", context, place="matters", part=part)


@needs("matter.see")
def one(request: HttpRequest, number: str) -> HttpResponse:
    """One matter: what it is, its clocks, what may be done next with the words to say, and what has happened."""
    matter = history.one(request.user, number)
    return show(request, "desk/matter.html", about(request, matter), place="matters")


def about(request: HttpRequest, matter: Matter) -> dict[str, Any]:
    """Everything the page of a matter shows."""
    facts = history.facts_of(matter)
    flow = charters.current().flows.get(matter.flow)
    may_step = access.may(request.user, "matter.step", matter)
    open_now, not_now = _steps(request, matter, facts) if may_step else ([], [])
    standing, settled = clocks.of_matter(request.user, matter)
    return {
        "matter": matter,
        "flow": flow,
        "flow_title": history.flow_title(matter.flow),
        "state_title": history.state_title(matter.flow, matter.state),
        "glance": glance(facts),
        "events": [_told(event) for event in reversed(history.told(matter, facts))],
        "seen": len(facts),
        "done": _done(flow, matter, request.GET.get("done", "")),
        "steps": open_now,
        "not_now": not_now,
        "clocks": standing,
        "settled": settled,
        "may_hand_over": matter.closed_at is None and access.may(request.user, "matter.hand_over", matter),
        "may_step": may_step,
    }


DONE = {"hand-over": Words("转交", "Hand over"), "note": Words("备注", "Note")}


def _done(flow: Flow | None, matter: Matter, what: str) -> Words | None:
    """What was just done, as the address names it; nothing for a name that means nothing here."""
    if what == "taken-in":
        return Words(f"已受理，编号 {matter.number}", f"Taken in as {matter.number}")
    title = flow.steps[what].title if flow and what in flow.steps else DONE.get(what)
    return Words(f"{title.zh}：已登记", f"{title.en}: recorded") if title else None


def glance(facts: list[Fact]) -> dict[str, str]:
    """What has to be at hand: where to go and whom to ring, as last written down."""
    known: dict[str, str] = {}
    for fact in facts:
        for name, fields in AT_HAND.items():
            for field in fields:
                if fact.data.get(field):
                    known[name] = str(fact.data[field])
    return known


def _steps(
    request: HttpRequest, matter: Matter, facts: list[Fact]
) -> tuple[list[history.NextStep], list[history.NextStep]]:
    """The steps open to this person, what is still to be done first; and those that are not, with the reason."""
    steps = history.next_of(matter, request.user, facts)
    done = {fact.kind for fact in facts}
    allowed = [step for step in steps if step.is_allowed]
    fresh = [step for step in allowed if step.step.records not in done]
    again = [step for step in allowed if step.step.records in done]
    return fresh + again, [step for step in steps if not step.is_allowed]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as the history shows it: what was ticked, and what was filled in."""

    event: history.Event
    ticks: list[Words]
    fields: list[tuple[Words, Words]]


def _told(event: history.Event) -> Told:
    ticks = [label for label, value in event.details if value == history.YES]
    fields = [(label, value) for label, value in event.details if value not in (history.YES, history.NO)]
    return Told(event, ticks, fields)
