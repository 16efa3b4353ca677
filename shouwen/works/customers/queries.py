"""Finding a customer while the telephone is ringing."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q
from django.db.models.functions import Reverse

from shouwen.law.charter.forms import phone_digits
from shouwen.works.customers.actions import tidy
from shouwen.works.customers.models import Address, Contact, Customer
from shouwen.works.customers.phones import masked
from shouwen.works.people import access
from shouwen.works.people.models import Staff

MOST = 10
SHORTEST_ENDING = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line of the type-ahead list; the number is masked, the first address is the one to offer."""

    code: str
    name: str
    phone: str
    address: str
    area: str


def type_ahead(user: Staff | AnonymousUser, typed: str, most: int = MOST) -> list[Suggestion]:
    """Customers whose number begins (from four digits on: or ends) so, or whose name or code begins so.

    At most three statements, each answered from an index.
    """
    typed = tidy(typed)
    if not typed:
        return []
    rows = access.visible(user, Customer.objects.all(), "customer.see")
    return [
        _suggestion(customer)
        for customer in _with_reach(rows.filter(begins(typed)).order_by("name", "id")[:most])
    ]


def same_phone(user: Staff | AnonymousUser, phone: str, but: Customer | None = None) -> list[Suggestion]:
    """Who already has this number: shown before a second file is opened for the same person."""
    digits = phone_digits(phone)
    if not digits:
        return []
    rows = access.visible(user, Customer.objects.all(), "customer.see").filter(
        pk__in=Contact.objects.filter(phone=digits).values("customer")
    )
    rows = rows.exclude(pk=but.pk) if but else rows
    return [_suggestion(customer) for customer in _with_reach(rows.order_by("id")[:MOST])]


def one(user: Staff | AnonymousUser, code: str) -> Customer:
    """The whole file, numbers in full. Errors: NotFound."""
    return access.one(user, _with_reach(Customer.objects.all()), "customer.see", code=code)


def begins(typed: str) -> Q:
    digits = phone_digits(typed)
    if not digits:
        return Q(name__istartswith=typed) | Q(code__startswith=typed.upper())
    found = Contact.objects.filter(phone__startswith=digits)
    if len(digits) >= SHORTEST_ENDING:
        ending = Contact.objects.alias(back=Reverse("phone")).filter(back__startswith=digits[::-1])
        return Q(pk__in=found.values("customer")) | Q(pk__in=ending.values("customer"))
    return Q(pk__in=found.values("customer"))


def _with_reach(rows):  # type: ignore[no-untyped-def]
    return rows.prefetch_related(
        Prefetch("contacts", Contact.objects.order_by("id")),
        Prefetch("addresses", Address.objects.order_by("id")),
    )


def _suggestion(customer: Customer) -> Suggestion:
    phones, addresses = list(customer.contacts.all()), list(customer.addresses.all())
    phone = masked(phones[0].phone) if phones else ""
    address, area = (addresses[0].text, addresses[0].area) if addresses else ("", "")
    return Suggestion(customer.code, customer.name, phone, address, area)
