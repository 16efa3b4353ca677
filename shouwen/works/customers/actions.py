"""What is done to the customer file."""

from __future__ import annotations

import unicodedata

from django.db import connection, transaction

from shouwen.words import Words
from shouwen.works.customers.models import AREAS, KINDS, Address, Contact, Customer
from shouwen.works.customers.phones import normalised
from shouwen.works.people import access
from shouwen.works.people.models import Staff
from shouwen.works.refusal import Refused


@transaction.atomic
def add_customer(
    *,
    name: str,
    by: Staff,
    phone: str = "",
    address: str = "",
    area: str = "",
    kind: str = "person",
    note: str = "",
    code: str | None = None,
) -> Customer:
    """Open a file from what the customer says at the counter or on the line; `code` is drawn unless given.

    Somebody else with the same number is not an error (families share one): see queries.same_phone.
    Errors: NotAllowed; Refused missing-field, bad-field, code-taken.
    """
    access.require(by, "customer.edit")
    name = tidy(name)
    _must_be_given("name", name, Words("请填写客户名称。", "Please give the customer's name."))
    if kind not in KINDS:
        raise Refused(
            "bad-field", Words("客户类别只能选个人或单位。", "The kind is person or company."), field="kind"
        )
    if code and Customer.objects.filter(code=code).exists():
        words = Words(f"客户编号 {code} 已有人使用。", f"The customer code {code} is already in use.")
        raise Refused("code-taken", words, field="code", http=409)
    customer = Customer.objects.create(code=code or _draw_code(), name=name, kind=kind, note=note.strip())
    if phone:
        add_contact(customer=customer, phone=phone, by=by)
    if address:
        add_address(customer=customer, text=address, area=area, by=by)
    return customer


def add_contact(*, customer: Customer, phone: str, by: Staff, label: str = "") -> Contact:
    """Add a telephone number; the same number twice is one. Errors: NotAllowed; Refused bad-field."""
    access.require(by, "customer.edit", customer)
    contact, _ = Contact.objects.get_or_create(
        customer=customer, phone=normalised(phone), defaults={"label": label.strip()[:40]}
    )
    return contact


def add_address(*, customer: Customer, text: str, area: str, by: Staff) -> Address:
    """Add an address with its area class; given again, the area class is mended. Errors: as above."""
    access.require(by, "customer.edit", customer)
    text = tidy(text)
    _must_be_given("address", text, Words("请填写地址。", "Please give the address."))
    if area not in AREAS:
        words = Words("请选择地段：城区、农村或偏远地区。", "Please choose the area: urban, rural or remote.")
        raise Refused("bad-field" if area else "missing-field", words, field="area")
    address, _ = Address.objects.update_or_create(customer=customer, text=text, defaults={"area": area})
    return address


def rename(*, customer: Customer, name: str, by: Staff, note: str | None = None) -> Customer:
    """Mend the name or the note on the file."""
    access.require(by, "customer.edit", customer)
    name = tidy(name)
    _must_be_given("name", name, Words("请填写客户名称。", "Please give the customer's name."))
    customer.name = name
    customer.note = customer.note if note is None else note.strip()
    customer.save(update_fields=["name", "note"])
    return customer


def tidy(text: str) -> str:
    """One way of writing: full-width letters and digits as plain ones, single spaces."""
    plain = unicodedata.normalize("NFKC", text)
    return " ".join(
        "".join(sign for sign in plain if unicodedata.category(sign)[0] != "C" or sign.isspace()).split()
    )


def _must_be_given(field: str, value: str, words: Words) -> None:
    if not value:
        raise Refused("missing-field", words, field=field)
    longest = {"name": 120, "address": 200}[field]
    if len(value) > longest:
        words = Words(f"最多 {longest} 个字。", f"At most {longest} characters.")
        raise Refused("bad-field", words, field=field)


def _draw_code() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('customers_code')")
        return f"C{cursor.fetchone()[0]}"
