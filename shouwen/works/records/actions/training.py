"""Training passed, qualities assessed, coaching held: facts about a person, recorded by whoever leads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction

from shouwen.law.charter.registers import Quality
from shouwen.law.facts.fact import Fact, Value
from shouwen.words import Words
from shouwen.works.journal import actions as journal
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.models import Staff
from shouwen.works.people.standing import standing
from shouwen.works.records import once
from shouwen.works.refusal import NotFound, Refused

TOP = Decimal(1000)


def pass_training(
    *,
    person: Staff,
    module: str,
    mark: str,
    by: Staff,
    request_id: str | None = None,
    at: datetime | None = None,
) -> Fact:
    """Record what somebody reached in a module; whether that passes, the charter says.

    `mark` may be empty where the charter asks for none. Errors: NotFound, NotAllowed; Refused bad-field,
    missing-field, future-fact, id-taken.
    """
    _must_teach(by, person)
    modules = charters.current().modules
    if module not in modules:
        raise once.unknown(Words("培训模块", "module"), "、".join(modules), "module")
    data: dict[str, Value] = {"module": module}
    if mark.strip() or modules[module].pass_mark is not None:
        data["mark"] = _mark(mark)
    return _record("training.passed", person, f"staff:{person.username}", data, by, request_id, at)


def assess(
    *,
    person: Staff,
    quality: str,
    mark: str,
    note: str,
    by: Staff,
    request_id: str | None = None,
    at: datetime | None = None,
) -> Fact:
    """Mark a quality of somebody, from 1 to the scale of the charter. Errors: as above."""
    _must_teach(by, person)
    asked = _quality(quality)
    value = _mark(mark)
    if value != int(value) or not 1 <= value <= asked.scale:
        words = Words(f"请打 1 至 {asked.scale} 的整数分。", f"Give a whole mark from 1 to {asked.scale}.")
        raise Refused("bad-field", words, field="mark")
    said = once.text(note, "note", required=False)
    data: dict[str, Value] = {"quality": quality, "mark": int(value), "person": person.username, "note": said}
    subject = f"staff:{person.username}/{quality}"
    return _record("competence.assessed", person, subject, data, by, request_id, at)


def coach(
    *,
    person: Staff,
    quality: str,
    note: str,
    by: Staff,
    request_id: str | None = None,
    at: datetime | None = None,
) -> Fact:
    """Record that somebody was coached in a quality, and how. Errors: as above."""
    _must_teach(by, person)
    _quality(quality)
    data: dict[str, Value] = {
        "quality": quality, "person": person.username, "note": once.text(note, "note"),
    }  # fmt: skip
    return _record("coaching.held", person, f"staff:{person.username}/{quality}", data, by, request_id, at)


def _must_teach(by: Staff, person: Staff) -> None:
    if not access.may(by, "training.see", person):
        raise NotFound
    access.require(by, "training.record", person)


def _quality(name: str) -> Quality:
    known = charters.current().qualities
    if name not in known:
        raise once.unknown(Words("素质", "quality"), "、".join(known), "quality")
    return known[name]


def _mark(typed: str) -> float | int:
    try:
        value = Decimal(typed.strip())
    except InvalidOperation:
        value = Decimal(-1)
    if not typed.strip():
        raise Refused("missing-field", Words("请填写成绩。", "Please give the mark."), field="mark")
    if not value.is_finite() or not 0 <= value <= TOP:
        raise Refused(
            "bad-field", Words("成绩须是数字，如 85。", "The mark is a number, such as 85."), field="mark"
        )
    return int(value) if value == value.to_integral_value() else float(value)


def _record(
    kind: str,
    person: Staff,
    subject: str,
    data: Mapping[str, Value],
    by: Staff,
    request_id: str | None,
    at: datetime | None,
) -> Fact:
    stood = standing(person)
    unit = stood.home.code if stood else None
    with transaction.atomic():
        return journal.record(
            kind=kind, subject=subject, by=by.username, at=at, staff=person.username, unit=unit, data=data,
            id=request_id,
        )  # fmt: skip
