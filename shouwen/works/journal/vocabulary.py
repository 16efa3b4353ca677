"""What a fact may say: the vocabulary of the charter, and the few kinds the house itself records."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from shouwen.law.facts.fact import Value, canonical
from shouwen.words import Words
from shouwen.works.refusal import Refused

if TYPE_CHECKING:
    from shouwen.law.charter.charter import Charter
    from shouwen.law.charter.language import DataField, FormField

BUILT_IN: Mapping[str, frozenset[str]] = {
    "matter.handed_over": frozenset({"from_unit", "from_staff", "to_unit", "to_staff", "reason"}),
    "matter.noted": frozenset({"text"}),
    "shift.planned": frozenset({"from_at", "until_at", "shift_kind"}),
    "shift.cancelled": frozenset(),
    "shift.clocked_in": frozenset({"source"}),
    "shift.clocked_out": frozenset({"source"}),
    "shift.attended": frozenset({"source"}),
    "shift.mark_struck": frozenset({"way", "marked_at", "reason"}),
    "exit.permitted": frozenset({"source"}),
    "correction.asked": frozenset({"way", "marked_at", "reason"}),
    "correction.granted": frozenset({"way", "marked_at", "reason"}),
    "correction.refused": frozenset({"way", "marked_at", "reason"}),
}
"""Kinds every house records, whatever its charter: a matter changed hands or was noted on; shifts were planned and
clocked, and what the clock says was corrected."""

_CLOCK = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?")


def check(charter: Charter, kind: str, data: Mapping[str, Value]) -> dict[str, Value]:
    """The data of a fact without what is empty.

    A field is known when any kind or form of the charter has it: a matter carries what it knows (its area,
    say) on every later fact, and a step records its whole form. Errors: Refused unknown-kind, unknown-field,
    bad-field.
    """
    own = _fields(charter, kind)
    known = _known(charter)
    content: dict[str, Value] = {
        name: value for name, value in data.items() if value is not None and value != ""
    }
    for name, value in content.items():
        _must_be_plain(name, value)
        if name in BUILT_IN.get(kind, ()):
            continue  # whatever a form of the charter may call by the same name
        if name in own:
            _must_fit(name, own[name], value)
        elif name in known:
            _must_fit_one(name, known[name], value)
        elif not any(name in fields for fields in BUILT_IN.values()):
            raise _unknown_field(kind, name, sorted(own))
    return content


def _fields(charter: Charter, kind: str) -> Mapping[str, DataField]:
    if kind in BUILT_IN:
        return {}
    try:
        return charter.facts[kind].data
    except KeyError:
        raise Refused(
            "unknown-kind",
            Words(
                f"本规范没有「{kind}」这种事实。",
                f"The charter has no facts of the kind '{kind}'; `shouwen charter facts` lists its own.",
            ),
            field="kind",
        ) from None


_known_by_fingerprint: dict[str, Mapping[str, Sequence[DataField | FormField]]] = {}


def _known(charter: Charter) -> Mapping[str, Sequence[DataField | FormField]]:
    """Every field the charter speaks of, with all that kinds and forms say of it: they may mean different things."""
    if charter.fingerprint not in _known_by_fingerprint:
        found: dict[str, list[DataField | FormField]] = {}
        for kind in charter.facts.values():
            for name, spec in kind.data.items():
                found.setdefault(name, []).append(spec)
        for form in charter.forms.values():
            for name, field in form.fields.items():
                found.setdefault(name, []).append(field)
        _known_by_fingerprint[charter.fingerprint] = found
    return _known_by_fingerprint[charter.fingerprint]


def _must_be_plain(name: str, value: object) -> None:
    if not isinstance(value, str | int | float | bool):
        raise _bad_field(name, "只能是一个文字、数字或是否", "has to be one text, number or yes/no")
    if isinstance(value, str) and "\x00" in value:
        raise _bad_field(name, "含有不可用的字符", "holds a character that cannot be stored")


def _must_fit_one(name: str, specs: Sequence[DataField | FormField], value: Value) -> None:
    """What a matter carries fits the field of its own flow, which others may call by the same name."""
    for spec in specs[:-1]:
        try:
            _must_fit(name, spec, value)
        except Refused:
            continue
        return
    _must_fit(name, specs[-1], value)


def _must_fit(name: str, spec: DataField | FormField, value: Value) -> None:
    """Only what the judge relies on is checked here; what people fill in is checked by their form."""
    match spec.type:
        case "choice":
            if canonical(value) not in spec.of:
                zh, en = "、".join(spec.of), ", ".join(spec.of)
                raise _bad_field(name, f"应为 {zh} 之一", f"has to be one of {en}")
        case "yes_no":
            if not isinstance(value, bool):
                raise _bad_field(name, "应为是或否", "has to be true or false")
        case "integer":
            if isinstance(value, bool) or not isinstance(value, int):
                raise _bad_field(name, "应为整数", "has to be a whole number")
        case "number" | "money":
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise _bad_field(name, "应为数字", "has to be a number")
        case "date":
            _must_read_as_date(name, value)
        case "datetime":
            if not isinstance(value, str) or not _CLOCK.fullmatch(value):
                raise _bad_field(
                    name,
                    "应为日期和时间，如 2026-03-02 08:00",
                    "has to be a date and time, such as 2026-03-02 08:00",
                )
        case _:
            if not isinstance(value, str):
                raise _bad_field(name, "应为文字", "has to be a text")


def _must_read_as_date(name: str, value: Value) -> None:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        raise _bad_field(name, "应为日期，如 2026-03-02", "has to be a date, such as 2026-03-02") from None


def _bad_field(name: str, zh: str, en: str) -> Refused:
    return Refused("bad-field", Words(f"「{name}」{zh}。", f"'{name}' {en}."), field=name)


def _unknown_field(kind: str, name: str, known: list[str]) -> Refused:
    listed = ", ".join(known) or "–"
    return Refused(
        "unknown-field",
        Words(
            f"「{kind}」没有「{name}」这一项；可用：{listed}。",
            f"'{kind}' has no field '{name}'; it has: {listed}.",
        ),
        field=name,
    )
