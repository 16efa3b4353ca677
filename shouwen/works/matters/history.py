"""One matter as its page shows it: what is known, what has happened in words, and what may be done next."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Model

from shouwen.law.charter.flows import form_of, next_steps
from shouwen.law.charter.forms import Refusal
from shouwen.law.charter.language import DataField, Flow, Form, Step
from shouwen.law.facts.fact import Fact, Value
from shouwen.words import Words
from shouwen.works.customers.models import Customer
from shouwen.works.journal import charters, store
from shouwen.works.journal.instants import to_datetime
from shouwen.works.matters.models import Matter
from shouwen.works.people import access
from shouwen.works.people.models import Staff, Unit
from shouwen.works.records.trained import passed_modules
from shouwen.works.refusal import NotFound

User: TypeAlias = Staff | AnonymousUser
BUILT_IN: Mapping[str, tuple[Words, Mapping[str, DataField]]] = {
    "matter.handed_over": (
        Words("转交", "Handed over"),
        {
            "from_unit": DataField(title=Words("转出单位", "From unit"), type="unit"),
            "from_staff": DataField(title=Words("转出人", "From"), type="staff"),
            "to_unit": DataField(title=Words("转入单位", "To unit"), type="unit"),
            "to_staff": DataField(title=Words("转入人", "To"), type="staff"),
            "reason": DataField(title=Words("原因", "Reason"), type="text"),
        },
    ),
    "matter.noted": (Words("备注", "Note"), {"text": DataField(title=Words("内容", "Text"), type="text")}),
}
YES, NO = Words("是", "Yes"), Words("否", "No")
_TABLES: tuple[tuple[type[Model], str, list[str]], ...] = tuple(
    (model, name, [field.attname for field in model._meta.concrete_fields])
    for model, name in (
        (Matter, "matter"), (Unit, "unit"), (Unit, "taken_in_unit"), (Staff, "holder"), (Staff, "taken_in_by"), (Customer, "customer"),
    )
)  # fmt: skip
_ONE = f"""
SELECT {", ".join(f"{name}.{column}" for _, name, columns in _TABLES for column in columns)}
FROM matters_matter matter
JOIN people_unit unit ON unit.id = matter.unit_id
JOIN people_unit taken_in_unit ON taken_in_unit.id = matter.taken_in_unit_id
JOIN people_staff taken_in_by ON taken_in_by.id = matter.taken_in_by_id
LEFT JOIN people_staff holder ON holder.id = matter.holder_id
LEFT JOIN customers_customer customer ON customer.id = matter.customer_id
WHERE matter.number = %s"""  # noqa: S608 - tables and columns of our own models


@dataclass(frozen=True, slots=True)
class Event:
    """One fact in words. `details` are the filled-in fields: what each is called, and what it says."""

    fact: Fact
    title: Words
    at: datetime
    recorded_at: datetime
    staff_name: str
    unit_name: Words | None
    details: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step the state leaves open: its words, its form, and why this person may not take it, if so."""

    name: str
    title: Words
    does: Words | None
    form: Form | None
    step: Step
    refusal: Refusal | None

    @property
    def is_allowed(self) -> bool:
        return self.refusal is None


def one(user: User, number: str, action: str = "matter.see") -> Matter:
    """The matter of that number with everybody on it, in one statement. Errors: NotFound.

    Plain SQL: a queryset that joins five tables takes longer to write its statement than the database to answer it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [number])
        row = cursor.fetchone()
    matter = _joined(row) if row else None
    if matter is None or not access.may(user, action, matter):
        raise NotFound
    return matter


def _joined(row: Sequence[Any]) -> Matter:
    rest = iter(row)
    made = [model.from_db("default", names, [next(rest) for _ in names]) for model, _, names in _TABLES]
    matter, *others = made
    matter.carry = json.loads(matter.carry)
    for (_, name, _), other in zip(_TABLES[1:], others, strict=True):
        setattr(matter, name, other if other.pk is not None else None)
    return matter  # type: ignore[return-value]


def facts_of(matter: Matter) -> list[Fact]:
    """Its facts in their one order."""
    return sorted(store.select("subject = %s", [matter.number]), key=lambda fact: fact.order)


def told(matter: Matter, facts: Iterable[Fact]) -> tuple[Event, ...]:
    """The facts of a matter in words: two statements, for the names of people and of units."""
    facts = tuple(facts)
    named = [_named(fact) for fact in facts]
    people = Staff.objects.filter(username__in={code for codes in named for code in codes[0]})
    names = dict(people.values_list("username", "name"))
    found = Unit.objects.filter(code__in={code for codes in named for code in codes[1]})
    units = {unit.code: unit.name for unit in found}
    return tuple(_event(matter, fact, names, units) for fact in facts)


def next_of(matter: Matter, user: User, facts: Iterable[Fact]) -> tuple[NextStep, ...]:
    """The steps open to the matter now, each with what keeps this person from it."""
    charter = charters.current()
    stood = access.standing(user)
    offers = next_steps(
        charter,
        matter.flow,
        matter.state,
        stood.posts if stood else (),
        tuple(facts),
        staff=stood.username if stood else None,
        trained=passed_modules(stood.username, stood.posts) if stood else None,
    )
    return tuple(
        NextStep(
            offer.name,
            offer.step.title,
            offer.step.does,
            form_of(charter, offer.step),
            offer.step,
            offer.refusal,
        )
        for offer in offers
    )


def flow_title(flow: str) -> Words:
    """What matters of a flow are called; the name itself where the charter no longer knows it."""
    found = charters.current().flows.get(flow)
    return found.title if found else Words(flow, flow)


def state_title(flow: str, state: str) -> Words:
    """What a state is called: the title of the step that led to it."""
    found = charters.current().flows.get(flow)
    return found.steps[state].title if found and state in found.steps else Words(state, state)


def leading_on(flow: Flow, state: str) -> str | None:
    """The step that leads on from a state: the first after it, in the order of the flow, that moves the matter."""
    names = list(flow.steps)
    if state not in flow.steps or flow.steps[state].ends:
        return None
    later = ((name, flow.steps[name]) for name in names[names.index(state) + 1 :])
    return next(
        (n for n, step in later if not step.stays and (step.after == "any" or state in step.after)), None
    )


def _fields(kind: str) -> tuple[Words, Mapping[str, DataField]]:
    if kind in BUILT_IN:
        return BUILT_IN[kind]
    known = charters.current().facts.get(kind)
    return (known.title, known.data) if known else (Words(kind, kind), {})


def _named(fact: Fact) -> tuple[set[str], set[str]]:
    """The codes of people and of units that a fact names."""
    fields = _fields(fact.kind)[1]
    people = {
        str(fact.data[name]) for name, field in fields.items() if field.type == "staff" and name in fact.data
    }
    units = {
        str(fact.data[name]) for name, field in fields.items() if field.type == "unit" and name in fact.data
    }
    return people | ({fact.staff} if fact.staff else set()), units | ({fact.unit} if fact.unit else set())


def _event(matter: Matter, fact: Fact, names: Mapping[str, str], units: Mapping[str, Words]) -> Event:
    title, fields = _fields(fact.kind)
    flow = charters.current().flows.get(matter.flow)
    carried = set(flow.carry) if flow else set()
    own = (
        {step.form for step in flow.steps.values() if step.records == fact.kind and step.form}
        if flow
        else set()
    )
    asked = {
        name
        for form in own
        if form in charters.current().forms
        for name in charters.current().forms[form].fields
    }
    order = {name: place for place, name in enumerate(fields)}  # as on the form, not as the database keeps it
    details = tuple(
        (
            fields[name].title or Words(name, name) if name in fields else Words(name, name),
            _said(fields.get(name), value, names, units),
        )
        for name, value in sorted(fact.data.items(), key=lambda item: order.get(item[0], len(order)))
        if name not in carried or name in asked
    )
    return Event(
        fact=fact,
        title=title,
        at=to_datetime(fact.at),
        recorded_at=to_datetime(fact.recorded_at or fact.at),
        staff_name=names.get(fact.staff or "", fact.staff or ""),
        unit_name=units.get(fact.unit) if fact.unit else None,
        details=details,
    )


def _said(
    field: DataField | None, value: Value, names: Mapping[str, str], units: Mapping[str, Words]
) -> Words:
    plain = Words(str(value), str(value))
    if isinstance(value, bool):
        return YES if value else NO
    if field is None:
        return plain
    match field.type:
        case "choice":
            return field.of.get(str(value)) or plain
        case "staff":
            return Words(names.get(str(value), plain.zh), names.get(str(value), plain.en))
        case "unit":
            return units.get(str(value), plain)
        case _:
            return plain
