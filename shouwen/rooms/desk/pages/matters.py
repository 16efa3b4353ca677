"""Lists of matters, the search, and the page of one matter."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from shouwen.rooms.desk.layout import show
from shouwen.rooms.desk.pages import clocks
from shouwen.works.journal import charters
from shouwen.works.matters import history, queries
from shouwen.works.matters.models import Matter
from shouwen.works.matters.queries import Filters
from shouwen.works.people import access
from shouwen.works.people.access import needs

PAGE = 30
WHOSE = ("all", "mine", "unit")
WHICH = {"open": False, "closed": True, "both": None}


def filters_of(request: HttpRequest) -> Filters:
    """What the address asks for; whatever it does not know is left aside."""
    asked = request.GET
    whose, which = asked.get("whose", "all"), asked.get("which", "open")
    flow = asked.get("flow") or None
    return Filters(
        mine=whose == "mine",
        my_unit=whose == "unit",
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
        "flows": charters.current().flows.values(),
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
    steps = history.next_of(matter, request.user, facts)
    may_step = access.may(request.user, "matter.step", matter)
    return {
        "matter": matter,
        "flow": charters.current().flows.get(matter.flow),
        "flow_title": history.flow_title(matter.flow),
        "state_title": history.state_title(matter.flow, matter.state),
        "events": history.told(matter, facts)[::-1],
        "seen": len(facts),
        "steps": [step for step in steps if step.is_allowed] if may_step else [],
        "not_now": [step for step in steps if not step.is_allowed or not may_step],
        "clocks": clocks.of_matter(request.user, matter),
        "may_hand_over": matter.closed_at is None and access.may(request.user, "matter.hand_over", matter),
        "may_step": may_step,
    }
