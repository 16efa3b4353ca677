"""Sheets: filed item by item, and what failed is mended later; the judge reads both as facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shouwen.law.facts.fact import Fact, Value
from shouwen.law.worktime.instants import zone_of
from shouwen.words import Words
from shouwen.works.journal import actions as journal
from shouwen.works.journal import charters
from shouwen.works.journal.instants import to_us
from shouwen.works.matters import numbers
from shouwen.works.people import access
from shouwen.works.people.models import Posting, Staff, Unit
from shouwen.works.people.standing import standing
from shouwen.works.records import once
from shouwen.works.records.models import RESULTS, Filing, Tick
from shouwen.works.records.queries.sheets import items_for
from shouwen.works.refusal import NotAllowed, NotFound, Refused

PREFIX = "JC"


@dataclass(frozen=True, slots=True)
class Mark:
    """What was found at one item: pass, fail or not_applicable, and a note."""

    result: str
    note: str = ""


def file_sheet(
    *,
    sheet: str,
    unit: Unit,
    marks: Mapping[str, Mark],
    by: Staff,
    person: Staff | None = None,
    place: str = "",
    request_id: str | None = None,
    at: datetime | None = None,
) -> Filing:
    """File a sheet of the charter, every item marked: one fact for the sheet and one an item.

    Of oneself anybody may file one; of others and of a place, whoever leads the unit. `at` is when it was
    looked at, if not now. Errors: NotAllowed; Refused bad-field, missing-field, future-fact, id-taken.
    """
    asked = charters.current().sheets.get(sheet)
    if asked is None:
        raise once.unknown(Words("检查表", "sheet"), "、".join(charters.current().sheets), "sheet")
    _must_inspect(by, unit, person)
    posts = _inspected_as(person, unit, asked.posts) if person else frozenset()
    checked = _marked(marks, tuple(items_for(asked, posts)))
    where = once.text(place, "place", most=120, required=False)

    def act() -> Filing:
        now = at or timezone.now()
        number = numbers.draw(PREFIX, now.astimezone(zone_of(charters.current().zone)).date())
        failed = sum(each.result == "fail" for each in checked.values())
        filing = Filing.objects.create(
            number=number, sheet=sheet, unit=unit, person=person, place=where, by=by, filed_at=now, failed=failed
        )  # fmt: skip
        ticks = [Tick(filing=filing, item=item, result=m.result, note=m.note) for item, m in checked.items()]
        Tick.objects.bulk_create(ticks)
        _record_filed(filing, request_id, at)
        journal.record_many([_ticked(tick) for tick in ticks], by=by.username)
        return filing

    return once.once(request_id, by, act, lambda subject: Filing.objects.filter(number=subject).first())


def mend_item(
    *,
    filing: Filing,
    item: str,
    note: str,
    by: Staff,
    request_id: str | None = None,
    at: datetime | None = None,
) -> Tick:
    """Record that a failed item has been put right; the note says how. A second time is the same mending.

    Errors: NotFound, NotAllowed; Refused not-failed, missing-field, before-opening, future-fact, id-taken.
    """
    if not access.may(by, "sheet.see", filing):
        raise NotFound
    access.require(by, "sheet.mend", filing)
    said = once.text(note, "note")
    with transaction.atomic():
        tick = Tick.objects.select_for_update(of=("self",)).filter(filing=filing, item=item).first()
        if tick is None or tick.result != "fail":
            words = Words("这一项没有不合格，无须整改。", "This item did not fail; there is nothing to mend.")
            raise Refused("not-failed", words, field="item", http=409)
        if tick.mended_at is not None:
            return tick
        now = at or timezone.now()
        if now < filing.filed_at:
            words = Words(
                "整改时间早于检查时间，请核对。", "This is said to be mended before it was inspected."
            )
            raise Refused("before-opening", words, field="at")
        tick.mended_at, tick.mended_by, tick.mended_note = now, by, said
        tick.save(update_fields=["mended_at", "mended_by", "mended_note"])
        journal.record(
            kind="item.mended", subject=f"{filing.number}/{item}", at=at, by=by.username, staff=by.username,
            unit=filing.unit.code, data={"sheet": filing.sheet, "item": item, "note": said}, id=request_id,
        )  # fmt: skip
        return tick


def _must_inspect(by: Staff, unit: Unit, person: Staff | None) -> None:
    stood = standing(by)
    if stood is None or not (person == by or access.may(by, f"sheet.file:{unit.code}")):
        raise NotAllowed


def _inspected_as(person: Staff, unit: Unit, posts: tuple[str, ...]) -> frozenset[str]:
    """The posts held in the unit for which the sheet inspects somebody."""
    held = Posting.objects.in_force().filter(unit=unit, staff=person)
    if posts:
        held = held.filter(post__in=posts)
    found = frozenset(held.values_list("post", flat=True))
    if not found:
        words = Words(
            "此人今日在该单位没有这张表所查的岗位。",
            "This person holds no post in that unit today which the sheet inspects.",
        )
        raise Refused("bad-field", words, field="person")
    return found


def _marked(marks: Mapping[str, Mark], items: tuple[str, ...]) -> dict[str, Mark]:
    """Every item of the sheet with its mark, in the order of the sheet."""
    for item, mark in marks.items():
        if item not in items:
            raise once.unknown(Words("检查项", "item"), "、".join(items), item[:60])
        if mark.result not in RESULTS:
            raise once.unknown(Words("检查结果", "result"), "、".join(RESULTS), item)
    missing = next((item for item in items if item not in marks), None)
    if missing is not None:
        left = sum(item not in marks for item in items)
        words = Words(
            f"还有 {left} 项没有检查；不涉及的请选“不适用”。",
            f"{left} items are not marked yet; mark what does not apply as not applicable.",
        )
        raise Refused("missing-field", words, field=missing)
    return {
        item: Mark(marks[item].result, once.text(marks[item].note, item, required=False)) for item in items
    }


def _record_filed(filing: Filing, request_id: str | None, at: datetime | None) -> None:
    journal.record(
        kind="sheet.filed", subject=filing.number, at=at or filing.filed_at, by=filing.by.username,
        staff=filing.by.username, unit=filing.unit.code, data={"sheet": filing.sheet, **_about(filing)},
        id=request_id,
    )  # fmt: skip


def _ticked(tick: Tick) -> Fact:
    filing = tick.filing
    data: dict[str, Value] = {
        "sheet": filing.sheet, "item": tick.item, "result": tick.result, **_about(filing),
    }  # fmt: skip
    if tick.note:
        data["note"] = tick.note
    at, by, unit = to_us(filing.filed_at), filing.by.username, filing.unit.code
    return Fact("item.ticked", at, tick.subject, "", None, by, unit, None, data)


def _about(filing: Filing) -> dict[str, Value]:
    found: dict[str, Value] = {}
    if filing.person is not None:
        found["person"] = filing.person.username
    if filing.place:
        found["place"] = filing.place
    return found
