"""Codes in a form are people, units and customers of the house: each is looked up, and an unknown one refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language import Step
from shouwen.law.facts.fact import Value
from shouwen.words import Words
from shouwen.works.customers.models import Customer
from shouwen.works.matters import store
from shouwen.works.people.models import Staff, Unit
from shouwen.works.refusal import Refused


@dataclass(slots=True)
class Named:
    """What the codes of one form stand for."""

    units: dict[str, Unit] = field(default_factory=dict)
    staff: dict[str, Staff] = field(default_factory=dict)
    customers: dict[str, Customer] = field(default_factory=dict)


def of_form(charter: Charter, step: Step, data: Mapping[str, Value]) -> Named:
    """Look up every unit, staff and customer a form names: one statement for each sort that occurs.

    Errors: Refused bad-field, naming the first field whose code nobody has.
    """
    fields = charter.forms[step.form].fields if step.form else {}
    codes: dict[str, dict[str, str]] = {"unit": {}, "staff": {}, "customer": {}}
    for name, spec in fields.items():
        if spec.type in codes and data.get(name) is not None:
            codes[spec.type][name] = str(data[name])
    found = Named()
    if codes["unit"]:
        found.units = store.by_code(Unit, "code", codes["unit"].values())
        _must_all_be(codes["unit"], found.units)
    if codes["staff"]:
        found.staff = store.by_code(Staff, "username", codes["staff"].values())
        _must_all_be(codes["staff"], found.staff)
    if codes["customer"]:
        found.customers = store.by_code(Customer, "code", codes["customer"].values())
        _must_all_be(codes["customer"], found.customers)
    return found


def customer_field(charter: Charter, step: Step) -> str | None:
    """The field of the step's form that says whose matter it is."""
    fields = charter.forms[step.form].fields if step.form else {}
    return next((name for name, spec in fields.items() if spec.type == "customer"), None)


def nobody(code: str) -> Words:
    """What is said of a code that is on no list."""
    return Words(
        f"没有编号为「{code}」的记录，请从名单中选取。",
        f"Nobody has the code '{code}'; choose from the list.",
    )


def _must_all_be(codes: Mapping[str, str], known: Mapping[str, object]) -> None:
    for name, code in codes.items():
        if code not in known:
            raise Refused("bad-field", nobody(code), field=name)
