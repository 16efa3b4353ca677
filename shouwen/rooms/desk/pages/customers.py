"""The customer file: found while the telephone rings, masked in lists, whole on its own page."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from shouwen.rooms.desk.pages.intake import go_to, on_file
from shouwen.rooms.frame.layout import show
from shouwen.rooms.frame.templatetags.words import said
from shouwen.words import Words
from shouwen.works.customers import actions, queries
from shouwen.works.customers.models import AREAS, KINDS, Customer
from shouwen.works.matters.models import Matter
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.refusal import Refused

MOST_MATTERS = 20


@needs("customer.see")
def lookup(request: HttpRequest) -> HttpResponse:
    """The type-ahead list; the field that asks sends its own value under its own name."""
    typed = next((text.strip() for text in request.GET.values()), "")
    context = {"typed": typed, "found": queries.type_ahead(request.user, typed)}
    return show(request, "desk/parts/customer_options.html", context, part="desk/parts/customer_options.html")


@needs("customer.see")
def card(request: HttpRequest, code: str) -> HttpResponse:
    """What the clerk has to know of the chosen customer, and what the form need not ask again."""
    customer = queries.one(request.user, code)
    context = {
        "customer": customer,
        "customer_fill": json.dumps(on_file(customer)),
        "standing_matters": _matters(request, customer).filter(closed_at=None)[:3],
    }
    return show(request, "desk/parts/customer_card.html", context, part="desk/parts/customer_card.html")


@needs("customer.see")
def index(request: HttpRequest) -> HttpResponse:
    """Customers by what is typed; without it, an invitation to type."""
    typed = request.GET.get("q", "").strip()
    found = queries.type_ahead(request.user, typed, most=50)
    context = {
        "typed": typed,
        "found": found,
        "may_add": access.may(request.user, "customer.edit"),
        "areas": AREAS,
    }
    part = "desk/parts/customer_rows.html"
    return show(request, "desk/customers.html", context, place="customers", part=part)


@needs("customer.see")
def one(request: HttpRequest, code: str) -> HttpResponse:
    """The whole file with what was ever taken in for them, as far as the reader may see."""
    return _one(request, queries.one(request.user, code))


def _one(request: HttpRequest, customer: Customer, refusal: Refused | None = None) -> HttpResponse:
    flows = {flow.name: flow for flow in _flows()}
    context: dict[str, Any] = {
        "customer": customer,
        "kind": KINDS[customer.kind],
        "areas": AREAS,
        "matters": [
            (matter, flows.get(matter.flow)) for matter in _matters(request, customer)[:MOST_MATTERS]
        ],
        "may_edit": access.may(request.user, "customer.edit", customer),
        "may_open": access.may(request.user, "matter.open"),
        "refusal": refusal,
        "filled": request.POST,
    }
    return show(
        request, "desk/customer.html", context, place="customers", status=refusal.http if refusal else 200
    )


@needs("customer.edit")
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Mend the name or the note, add a telephone number or an address."""
    customer = queries.one(request.user, code)
    if request.method != "POST":
        return _one(request, customer)
    post, by = request.POST, request.user
    try:
        if "phone" in post:
            actions.add_contact(customer=customer, phone=post["phone"], label=post.get("label", ""), by=by)
        elif "address" in post:
            actions.add_address(customer=customer, text=post["address"], area=post.get("area", ""), by=by)
        else:
            actions.rename(customer=customer, name=post.get("name", ""), note=post.get("note"), by=by)
    except Refused as refusal:
        return _one(request, customer, refusal)
    messages.success(request, said(Words("客户档案已更新", "The customer file is up to date")))
    return go_to(request, reverse("desk:customer", args=[code]))


@needs("customer.edit")
def add(request: HttpRequest) -> HttpResponse:
    """Open a file for somebody new; who already has the number is shown before a second file is opened."""
    refusal, twins = None, []
    post = request.POST
    if request.method == "POST":
        twins = [] if post.get("sure") else queries.same_phone(request.user, post.get("phone", ""))
        if not twins:
            try:
                customer = _added(request)
            except Refused as refused:
                refusal = refused
            else:
                return go_to(request, reverse("desk:customer", args=[customer.code]))
    context = {"refusal": refusal, "twins": twins, "filled": post, "areas": AREAS, "kinds": KINDS}
    status = refusal.http if refusal else 409 if twins else 200
    return show(request, "desk/customer_add.html", context, place="customers", status=status)


def _added(request: HttpRequest) -> Customer:
    given = {name: request.POST.get(name, "") for name in ("name", "phone", "address", "area", "note")}
    return actions.add_customer(kind=request.POST.get("kind", "person"), by=request.user, **given)


def _matters(request: HttpRequest, customer: Customer) -> Any:
    rows = Matter.objects.filter(customer=customer).select_related("unit").order_by("-id")
    return access.visible(request.user, rows, "matter.see")


def _flows() -> Any:
    from shouwen.works.journal import charters

    return charters.current().flows.values()
