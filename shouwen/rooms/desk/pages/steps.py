"""Acting on a matter: a step with its form, handing over, a note; and what to do when somebody else was first."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from shouwen.law.charter.flows import check_step, form_of
from shouwen.rooms.desk import forms
from shouwen.rooms.desk.pages.intake import go_to, units
from shouwen.rooms.desk.pages.matters import glance
from shouwen.rooms.frame.layout import show
from shouwen.words import Words
from shouwen.works.customers.models import AREAS
from shouwen.works.journal import charters
from shouwen.works.matters import actions, history
from shouwen.works.matters.models import Matter
from shouwen.works.people.access import needs
from shouwen.works.people.models import Posting, Staff, Unit
from shouwen.works.refusal import NotFound, Refused


@needs("matter.step")
def step(request: HttpRequest, number: str, step: str) -> HttpResponse:
    """The page of one step: what to do and say, its form, and what comes of filling it in."""
    matter = history.one(request.user, number)
    charter = charters.current()
    flow = charter.flows.get(matter.flow)
    if flow is None or step not in flow.steps:
        raise NotFound
    form = form_of(charter, flow.steps[step])
    if request.method != "POST":
        return _step_page(request, matter, step, {}, None)
    data = forms.typed(form, request.POST)

    def act() -> Matter:
        return actions.advance(
            matter=matter,
            step=step,
            data=data,
            by=request.user,
            revision=_revision(request),
            request_id=_id(request),
        )

    return _acted(
        request, matter, act, step, lambda refusal: _step_page(request, matter, step, data, refusal)
    )


def _step_page(
    request: HttpRequest, matter: Matter, step: str, data: Mapping[str, Any], refusal: Refused | None
) -> HttpResponse:
    charter = charters.current()
    chosen = charter.flows[matter.flow].steps[step]
    form = form_of(charter, chosen)
    wrong: dict[str, Words] = {}
    if refusal is not None and refusal.http == 422:
        wrong = {
            each.field: each.words for each in check_step(charter, matter.flow, step, data) if each.field
        }
        if refusal.field:
            wrong[refusal.field] = refusal.words
    rows = forms.rows(form, data or _known(matter, form), wrong)
    context = {
        **_around(request, matter, refusal),
        "step": step,
        "step_of": chosen,
        "form": form,
        "rows": rows,
        "units": units() if any(row.shape == "unit" for row in rows) else (),
        "colleagues": colleagues(matter.unit) if any(row.shape == "staff" for row in rows) else (),
        "areas": AREAS.items(),
        "refusal": forms.beside(rows, refusal),
    }
    status = refusal.http if refusal else 200
    return show(
        request, "desk/step.html", context, place="matters", part="desk/parts/step.html", status=status
    )


def _known(matter: Matter, form: Any) -> dict[str, Any]:
    """What the matter already carries need not be typed again."""
    return {name: value for name, value in matter.carry.items() if form and name in form.fields}


def colleagues(unit: Unit) -> list[tuple[str, str]]:
    """Who holds a post in the unit today."""
    rows = Posting.objects.in_force().filter(unit=unit).select_related("staff").order_by("staff__username")
    return [(each.staff.username, each.staff.name) for each in rows]


@needs("matter.hand_over")
def hand_over(request: HttpRequest, number: str) -> HttpResponse:
    """Into other hands, with the reason; the clocks run on."""
    matter = history.one(request.user, number)
    post = request.POST

    def page(refusal: Refused | None) -> HttpResponse:
        context = {**_around(request, matter, refusal), "units": units(), "filled": post, "refusal": refusal}
        status = refusal.http if refusal else 200
        part = "desk/parts/hand_over.html"
        return show(request, "desk/hand_over.html", context, place="matters", part=part, status=status)

    if request.method != "POST":
        return page(None)

    def act() -> Matter:
        return actions.hand_over(
            matter=matter,
            to_unit=_unit(post.get("to_unit", "")),
            to_staff=_person(post.get("to_staff", "")),
            reason=post.get("reason", ""),
            by=request.user,
            revision=_revision(request),
            request_id=_id(request),
        )

    return _acted(request, matter, act, "hand-over", page)


def _unit(code: str) -> Unit:
    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise Refused("missing-field", Words("请选择转入单位。", "Please choose the unit."), field="to_unit")
    return found


def _person(typed: str) -> Staff | None:
    """By code, as the list fills it in, or by the whole name."""
    typed = typed.strip()
    if not typed:
        return None
    found = list(Staff.objects.filter(username=typed.split()[0])) or list(
        Staff.objects.filter(name=typed)[:2]
    )
    if len(found) != 1:
        words = Words(
            f"没有唯一的人员“{typed}”，请填工号。", f"“{typed}” is not one person; give the staff code."
        )
        raise Refused("bad-field", words, field="to_staff")
    return found[0]


@needs("matter.step")
def note(request: HttpRequest, number: str) -> HttpResponse:
    """A remark on the matter; nothing moves."""
    matter = history.one(request.user, number)
    text = request.POST.get("text", "")

    def page(refusal: Refused | None) -> HttpResponse:
        context = {"matter": matter, "request_id": uuid.uuid4().hex, "text": text, "refusal": refusal}
        status = refusal.http if refusal else 200
        return show(
            request, "desk/note.html", context, place="matters", part="desk/parts/note.html", status=status
        )

    if request.method != "POST":
        return page(None)

    def act() -> Matter:
        return actions.note(matter=matter, text=text, by=request.user, request_id=_id(request))

    return _acted(request, matter, act, "note", page)


# -- what the three have in common


def _acted(
    request: HttpRequest,
    matter: Matter,
    act: Callable[[], Matter],
    what: str,
    page: Callable[[Refused], HttpResponse],
) -> HttpResponse:
    """Done: back to the matter, which says `what`. Refused: the same form with what was typed, and the reason."""
    try:
        act()
    except Refused as refusal:
        if refusal.http == 404:
            raise
        matter.refresh_from_db()
        return page(refusal)
    return go_to(request, reverse("desk:matter", args=[matter.number]) + f"?done={what}")


def _around(request: HttpRequest, matter: Matter, refusal: Refused | None) -> dict[str, Any]:
    """What a form on a matter carries along; after a race, what the other person did meanwhile."""
    is_stale = refusal is not None and refusal.code == "stale-page"
    facts = history.facts_of(matter)
    seen = len(facts) if request.method != "POST" else _number(request, "seen")
    context: dict[str, Any] = {
        "matter": matter,
        "flow_title": history.flow_title(matter.flow),
        "state_title": history.state_title(matter.flow, matter.state),
        "request_id": uuid.uuid4().hex,
        "revision": matter.revision,
        "seen": seen,
        "glance": glance(facts),
    }
    if is_stale:
        fresh = sorted(facts, key=lambda fact: fact.recorded_at or fact.at)[seen:]
        context |= {"meanwhile": history.told(matter, fresh), "seen": len(facts)}
    return context


def _revision(request: HttpRequest) -> int:
    return _number(request, "revision")


def _number(request: HttpRequest, name: str) -> int:
    """A number the form carries along; 0, which no page shows, when it was tampered with."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _id(request: HttpRequest) -> str | None:
    return request.POST.get("request_id") or None
