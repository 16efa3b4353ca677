"""Who keeps what in a unit: named by whoever leads it, released before another is named."""

from __future__ import annotations

from django.db import transaction

from shouwen.law.facts.fact import Fact, Value
from shouwen.words import Words
from shouwen.works.journal import actions as journal
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.models import Posting, Staff, Unit
from shouwen.works.records import once
from shouwen.works.records.queries import keepers
from shouwen.works.refusal import Refused


def name_keeper(*, unit: Unit, thing: str, person: Staff, by: Staff, request_id: str | None = None) -> Fact:
    """Name who keeps a thing of the unit. Whoever kept it until now is released in the same act.

    Errors: NotAllowed; Refused bad-field, id-taken.
    """
    access.require(by, f"keeper.name:{unit.code}")
    _must_be_kept(thing)
    if not Posting.objects.in_force().filter(unit=unit, staff=person).exists():
        words = Words("此人今日不在该单位任职。", "This person holds no post in that unit today.")
        raise Refused("bad-field", words, field="person")

    def act() -> Fact:
        held = keepers.of_unit(unit).get(thing)
        if held and held.person != person.username:
            _record("keeper.released", unit, {"thing": thing}, by)
        return _record("keeper.named", unit, {"thing": thing, "person": person.username}, by, request_id)

    with transaction.atomic():
        return act()


def release_keeper(*, unit: Unit, thing: str, by: Staff, request_id: str | None = None) -> Fact:
    """Nobody keeps it from now on; the charter's time for naming another begins.

    Errors: NotAllowed; Refused bad-field, not-kept, id-taken.
    """
    access.require(by, f"keeper.name:{unit.code}")
    _must_be_kept(thing)
    with transaction.atomic():
        if thing not in keepers.of_unit(unit):
            words = Words("目前没有指定专人。", "Nobody keeps it at present.")
            raise Refused("not-kept", words, field="thing", http=409)
        return _record("keeper.released", unit, {"thing": thing}, by, request_id)


def _must_be_kept(thing: str) -> None:
    known = charters.current().keepers
    if thing not in known:
        raise once.unknown(Words("保管事项", "thing to be kept"), "、".join(known), "thing")


def _record(kind: str, unit: Unit, data: dict[str, Value], by: Staff, request_id: str | None = None) -> Fact:
    return journal.record(
        kind=kind, subject=f"unit:{unit.code}", by=by.username, staff=by.username, unit=unit.code, data=data,
        id=request_id,
    )  # fmt: skip
