"""What the house fills in on a form: whoever leads the person that another field names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from shouwen.law.charter.forms import Refusal
from shouwen.law.charter.language import Form
from shouwen.words import Words
from shouwen.works.matters.named import nobody
from shouwen.works.people import leaders
from shouwen.works.people.models import Staff
from shouwen.works.refusal import Refused

NO_LEADER = Words(
    "查不到此人的上级，请先在人员管理中登记其上级单位的负责人。",
    "This person has no such leader today; post a leader to their unit, or to the one above, first.",
)


def filled(form: Form | None, data: Mapping[str, object], on: date | None = None) -> dict[str, object]:
    """The data with what the house knows of it, by the postings of a day; a form without such fields asks nothing.

    Errors: Refused bad-field where somebody else was written into such a field.
    """
    found = dict(data)
    for name, leader in led(form, data, on).items():
        given = str(data.get(name) or "").strip()
        if given and (leader is None or given != leader.username):
            words = Words(
                "这一栏由系统填写，请留空。", "The house fills this field in by itself; leave it empty."
            )
            raise Refused("bad-field", words, field=name)
        found.pop(name, None)
        if leader:
            found[name] = leader.username
    return found


def led(form: Form | None, data: Mapping[str, object], on: date | None = None) -> dict[str, Staff | None]:
    """Every field that the house fills in, with whom it names; None where nobody is named, or nobody leads them."""
    chains: dict[str, tuple[Staff, ...]] = {}
    found: dict[str, Staff | None] = {}
    for name, field in form.fields.items() if form else ():
        if field.fill is None:
            continue
        person = str(data.get(field.fill.person) or "").strip()
        if person and person not in chains:
            chains[person] = leaders.chain(person, on)
        rung = 0 if field.fill.lead_of else 1
        above = chains.get(person, ())
        found[name] = above[rung] if rung < len(above) else None
    return found


def told(form: Form | None, data: Mapping[str, object], refusal: Refusal) -> Refusal:
    """A refusal as people can mend it: nobody fills in a field that the house left empty."""
    field = form.fields.get(refusal.field or "") if form and refusal.code == "missing-field" else None
    if field is None or field.fill is None:
        return refusal
    person = str(data.get(field.fill.person) or "").strip()
    if not person:
        return refusal
    if Staff.objects.filter(username=person).exists():
        return replace(refusal, words=NO_LEADER)
    return replace(refusal, code="bad-field", words=nobody(person), field=field.fill.person)
