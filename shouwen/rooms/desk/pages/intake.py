"""Taking a matter in: who it is for, what it is about, and it has its number; under a minute with the keyboard alone."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from shouwen.law.charter.flows import check_step, form_of
from shouwen.law.charter.language import Flow, Form
from shouwen.law.charter.sentences.events import limits_from
from shouwen.rooms.desk import forms, kinds
from shouwen.rooms.frame.layout import is_partial, show
from shouwen.rooms.frame.templatetags.words import said
from shouwen.words import Words
from shouwen.works.customers import queries as customers
from shouwen.works.customers.models import AREAS, Customer
from shouwen.works.journal import charters
from shouwen.works.matters import actions
from shouwen.works.matters.models import Matter
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.people.models import Posting, Unit
from shouwen.works.refusal import NotFound, Refused

RECENT = 200
"""Of so many last intakes it is counted which kinds somebody takes in most."""
MOST_NAMED = 200
"""How many people a field suggests; anybody else is named by their code."""


@needs("matter.open")
def index(request: HttpRequest) -> HttpResponse:
    """Straight to the kind this person takes in most; with `all`, or where there are many, every kind to choose from."""
    flows = _flows(request)
    if len(flows) <= kinds.FEW and "all" not in request.GET:
        return HttpResponseRedirect(reverse("desk:intake_of", args=[_used_most(request, flows)[0].name]))
    context = {
        "listed": kinds.starts(charters.current(), flows, _posts(request)),
        "often": _used_most(request, flows)[: kinds.FEW] if len(flows) > kinds.FEW else (),
        "count": len(flows),
    }
    return show(request, "desk/intake_kinds.html", context, place="intake")


@needs("matter.open:{flow}")
def form(request: HttpRequest, flow: str) -> HttpResponse:
    """The form of the first step, and what comes of filling it in."""
    chosen = charters.current().flows.get(flow)
    if chosen is None:
        raise NotFound
    step = request.GET.get("step") or request.POST.get("step") or _first(request, chosen)
    if step not in chosen.start:
        raise NotFound
    return (
        _take_in(request, chosen, step)
        if request.method == "POST"
        else _page(request, chosen, step, Filled())
    )


def _first(request: HttpRequest, flow: Flow) -> str:
    """The first step that this person's posts may begin with."""
    theirs = kinds.first_steps(flow, _posts(request))
    return theirs[0][0] if theirs else flow.start[0]


def _posts(request: HttpRequest) -> frozenset[str]:
    stood = access.standing(request.user)
    return stood.posts if stood else frozenset()


@dataclass(slots=True)
class Filled:
    """What came from the browser, and what is wrong with it."""

    data: dict[str, Any] | None = None
    wrong: dict[str, Words] | None = None
    refusal: Refused | None = None
    find: str = ""
    candidates: list[customers.Suggestion] | None = None
    new: dict[str, str] | None = None


def _flows(request: HttpRequest) -> list[Flow]:
    """The kinds this person may take in, in the order of the charter."""
    flows = charters.current().flows.values()
    return [flow for flow in flows if access.may(request.user, f"matter.open:{flow.name}")]


def _used_most(request: HttpRequest, flows: list[Flow]) -> list[Flow]:
    """The kinds this person has taken in most among their last ones first, all others after them. One statement."""
    taken = Matter.objects.filter(taken_in_by=request.user.pk).order_by("-id").values_list("flow", flat=True)
    counts = Counter(taken[:RECENT]) if len(flows) > 1 else Counter()
    return sorted(flows, key=lambda flow: -counts[flow.name])


def _beside(request: HttpRequest, flow: Flow) -> tuple[list[Flow], int]:
    """The kinds to change to, this one among them, and how many there are in all."""
    flows = _flows(request)
    if len(flows) <= kinds.FEW:
        return flows, len(flows)
    often = _used_most(request, flows)[: kinds.FEW]
    return often if flow in often else [flow, *often[:-1]], len(flows)


def _page(request: HttpRequest, flow: Flow, step: str, filled: Filled, status: int = 200) -> HttpResponse:
    charter = charters.current()
    form = form_of(charter, flow.steps[step])
    data = filled.data or {}
    code = str(data.get("customer") or request.GET.get("customer") or "")
    rows = forms.rows(form, {**data, **({"customer": code} if code else {})}, filled.wrong)
    beside, count = _beside(request, flow)
    context = {
        "flow": flow,
        "flows": beside,
        "more": count if count > len(beside) else 0,
        "starts": kinds.first_steps(flow, _posts(request)),
        "step": step,
        "step_of": flow.steps[step],
        "form": form,
        "rows": rows,
        "refusal": forms.beside(rows, filled.refusal),
        "request_id": uuid.uuid4().hex,
        "customer": _card(request, code) if code else None,
        "customer_find": filled.find,
        "candidates": filled.candidates,
        "new_customer": filled.new,
        "areas": AREAS.items(),
        "units": units() if any(row.shape == "unit" for row in rows) else (),
        "colleagues": _colleagues(request) if any(row.shape == "staff" for row in rows) else (),
        "autofocus": filled.data is None,
        "clocks": limits_from(charter, flow.steps[step].records),
    }
    return show(
        request, "desk/intake.html", context, place="intake", part="desk/parts/intake.html", status=status
    )


def _card(request: HttpRequest, code: str) -> Customer | None:
    try:
        return customers.one(request.user, code)
    except Refused:
        return None


def _colleagues(request: HttpRequest) -> list[tuple[str, str]]:
    """Who holds a post today in a unit this person belongs to or leads."""
    stood = access.standing(request.user)
    rows = Posting.objects.in_force().filter(stood.in_units("unit_id")) if stood else Posting.objects.none()
    found = rows.filter(staff__is_active=True).order_by("staff__username")
    return list(dict.fromkeys(found.values_list("staff__username", "staff__name")[:MOST_NAMED]))


def units() -> list[tuple[str, str]]:
    """Every unit with its name, in the order of the tree."""
    return [(unit.code, said(unit.name)) for unit in Unit.objects.order_by("path")]


def _take_in(request: HttpRequest, flow: Flow, step: str) -> HttpResponse:
    charter = charters.current()
    form = form_of(charter, flow.steps[step])
    data = forms.typed(form, request.POST)
    filled = Filled(data)
    try:
        _identify(request, form, filled)
        matter = actions.open_matter(
            flow=flow.name,
            step=step,
            data=data,
            by=request.user,
            new_customer=_as_filed(filled.new, data) if filled.new else None,
            request_id=request.POST.get("request_id") or None,
        )
    except Refused as refusal:
        filled.refusal = refusal
        filled.wrong = {
            each.field: each.words for each in check_step(charter, flow.name, step, data) if each.field
        }
        if refusal.field:
            filled.wrong[refusal.field] = refusal.words
        return _page(request, flow, step, filled, status=refusal.http)
    return go_to(request, reverse("desk:matter", args=[matter.number]) + "?done=taken-in")


def go_to(request: HttpRequest, url: str) -> HttpResponse:
    """See Other; htmx is told to move the whole page."""
    if is_partial(request):
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url, status=303)


# -- whose matter it is


def _identify(request: HttpRequest, form: Form | None, filled: Filled) -> None:
    """Put the customer's code into the data: chosen from the list or named without it; a new one stays `new`.

    Errors: Refused when what was typed fits several customers or none.
    """
    names = [name for name, spec in (form.fields if form else {}).items() if spec.type == "customer"]
    if not names or filled.data is None:
        return
    name = names[0]
    post = request.POST
    filled.find = post.get(f"{name}_find", "").strip()
    filled.new = {key: post.get(f"new_{key}", "").strip() for key in ("name", "phone", "address", "area")}
    code = filled.data.get(name) or post.get(f"{name}_pick", "")
    if not code and filled.new["name"]:
        _complete(form, filled.data, {**filled.new, "contact": filled.new["phone"]})
        return
    filled.new = None
    if not code and filled.find:
        code = _found(request, name, filled)
    if code:
        filled.data[name] = code
        _fill_in(request, form, filled.data, code)


def _as_filed(new: dict[str, str], data: dict[str, Any]) -> dict[str, str]:
    """What goes on a new customer's file: what was typed for it, else what the form of the matter says."""
    phone = new["phone"] or str(data.get("contact", ""))
    address = new["address"] or str(data.get("address", ""))
    area = new["area"] or str(data.get("area", ""))
    return {"name": new["name"], "phone": phone, "address": address if area else "", "area": area}


def _found(request: HttpRequest, name: str, filled: Filled) -> str:
    """The one customer that what was typed can mean."""
    found = customers.type_ahead(request.user, filled.find)
    if len(found) == 1:
        return found[0].code
    if not found:
        words = Words(
            f"没有找到“{filled.find}”，请核对，或在“新客户”里登记。",
            f"Nobody is found by “{filled.find}”; check it, or fill in “New customer”.",
        )
        raise Refused("unknown-customer", words, field=name)
    filled.candidates = found
    words = Words("找到多位客户，请选一位。", "Several customers fit; please choose one.")
    raise Refused("several-customers", words, field=name)


def _fill_in(request: HttpRequest, form: Form | None, data: dict[str, Any], code: str) -> None:
    """What the customer's file knows need not be typed again."""
    customer = _card(request, code) if _wanted(form, data) else None
    if customer is not None:
        _complete(form, data, on_file(customer))


def _complete(form: Form | None, data: dict[str, Any], known: dict[str, str]) -> None:
    data.update({name: known[name] for name in _wanted(form, data) if known.get(name)})


def _wanted(form: Form | None, data: dict[str, Any]) -> list[str]:
    fields = form.fields if form else {}
    return [name for name in ("contact", "address", "area") if name in fields and not data.get(name)]


def on_file(customer: Customer) -> dict[str, str]:
    """Telephone, address and area as the forms call them; nothing where the file has none or several addresses."""
    phones, addresses = list(customer.contacts.all()), list(customer.addresses.all())
    known = {"contact": phones[0].phone} if phones else {}
    if addresses:
        known |= {"address": addresses[0].text, "area": addresses[0].area}
    return known
