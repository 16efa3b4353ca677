"""A form of the charter as fields on a page, and what was typed there as data: every step has its page for nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils import timezone

from shouwen.law.charter.language.rules.form import Form, FormField
from shouwen.law.facts.fact import Value
from shouwen.rooms.frame.language import current
from shouwen.words import Words
from shouwen.works.matters.filled import led
from shouwen.works.refusal import Refused

INPUTS = {
    "integer": "number",
    "number": "number",
    "money": "number",
    "date": "date",
    "datetime": "datetime-local",
}
SHORT = 60
YES, NO = Words("是", "Yes"), Words("否", "No")


@dataclass(slots=True)
class Row:
    """One field as the page shows it. `shape` picks the widget; `when` asks for it only after certain answers (JSON)."""

    name: str
    title: str
    shape: str
    value: str = ""
    required: bool = False
    help: str = ""
    wrong: str = ""
    input: str = "text"
    mode: str = ""
    step: str = ""
    when: str = ""
    options: list[tuple[str, str, bool]] = field(default_factory=list)


def rows(form: Form | None, data: Mapping[str, Value], wrong: Mapping[str, Words] | None = None) -> list[Row]:
    """The fields in the charter's order, holding `data`; what is wrong stands at the field it is wrong with.

    A field that the house fills in (`filled`) is shown with the name of whom it finds, and is not typed.
    """
    if form is None:
        return []
    wrong = wrong or {}
    shown = [_row(name, spec, data.get(name), wrong.get(name)) for name, spec in form.fields.items()]
    leaders = led(form, data) if any(row.shape == "filled" for row in shown) else {}
    for row in shown:
        if row.name in leaders:
            leader = leaders[row.name]
            row.value = f"{leader.name} {leader.username}" if leader else ""
    return shown


def beside(rows: list[Row], refusal: Refused | None) -> Refused | None:
    """The refusal, unless it stands at one of these fields already."""
    return None if refusal and any(row.name == refusal.field and row.wrong for row in rows) else refusal


def _row(name: str, spec: FormField, value: Value, wrong: Words | None) -> Row:
    language = current()
    row = Row(name, spec.title.in_(language), _shape(spec), _text(spec, value), spec.needed_where == ())
    row.help = spec.help.in_(language) if spec.help else ""
    row.wrong = wrong.in_(language) if wrong else ""
    if spec.needed_where:
        row.when = json.dumps(
            {each.field: list(each.values) for each in spec.needed_where if each.test == "is"}
        )
    if row.shape == "picks" or row.shape == "select":
        row.options = [
            (key, said.in_(language) if said else key, key == row.value) for key, said in _options(spec)
        ]
    row.input = INPUTS.get(spec.type, "tel" if spec.type == "phone" else "text")
    row.mode = {"phone": "tel", "integer": "numeric", "number": "decimal", "money": "decimal"}.get(
        spec.type, ""
    )
    row.step = {"money": "0.01", "number": "any", "datetime": "1"}.get(spec.type, "")
    return row


def _shape(spec: FormField) -> str:
    if spec.fill:
        return "filled"
    if spec.must:
        return "check"
    if spec.type in ("choice", "yes_no"):
        return "picks" if spec.type == "yes_no" or len(spec.of) <= 6 else "select"
    if spec.type in ("customer", "unit", "staff"):
        return spec.type
    if spec.type == "text" and (spec.most is None or spec.most > SHORT):
        return "text"
    return "line"


def _options(spec: FormField) -> list[tuple[str, Words | None]]:
    if spec.type == "yes_no":
        return [("true", YES), ("false", NO)]
    return list(spec.of.items())


def _text(spec: FormField, value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return timezone.localdate().isoformat() if spec.type == "date" and spec.required is True else ""
    return str(value)


def typed(form: Form | None, post: QueryDict) -> dict[str, str]:
    """What was filled in, by field, as text; whether it is right, the charter says, not the page."""
    asked = [name for name, spec in form.fields.items() if not spec.fill] if form else []
    given = {name: post.get(name, "").strip().replace("\r\n", "\n") for name in asked}
    return {name: text for name, text in given.items() if text}
