"""Shifts settled: after they end, and again when something they rest on has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from shouwen.law.attendance import (
    Inputs,
    Leave,
    Overtime,
    Settled,
    leaves_of,
    overtime_of,
    reach,
    settle,
    settled_at,
)
from shouwen.law.attendance import Mark as LawMark
from shouwen.law.attendance.leave import INJURY_KINDS, LEAVE_KINDS, OVERTIME_KINDS
from shouwen.law.attendance.settled import KIND
from shouwen.law.worktime.instants import parse_iso
from shouwen.law.worktime.limits import parse_limit
from shouwen.works.attendance.access import in_use
from shouwen.works.attendance.models import STANDING, Look, Mark, Shift
from shouwen.works.journal import actions as journal
from shouwen.works.journal import charters, store
from shouwen.works.journal.instants import to_datetime, to_us
from shouwen.works.journal.models import Fact as FactRow

if TYPE_CHECKING:
    from shouwen.law.charter.charter import Charter
    from shouwen.law.facts.fact import Fact

BATCH = 100
MAKE_UP = "made_up_within"
"""The setting of a charter that says how soon the formality of an emergency leave is made up."""
OVERLAP = timedelta(minutes=15)
"""Facts are looked at again for so long: one that was committed late is not missed."""
YEAR = timedelta(days=400)
NEAR = timedelta(days=1)
OFF = Settled("normal", "off")


def settle_due(now: datetime | None = None) -> int:
    """Settle what is due, a batch at most; how many. Two workers share the work."""
    now = now or timezone.now()
    if not in_use():
        return 0
    with transaction.atomic():
        due = Shift.objects.select_for_update(skip_locked=True).filter(settle_at__lte=now, ends_at__lte=now)
        shifts = list(due.order_by("settle_at", "id")[:BATCH])
        for shift in shifts:
            settle_one(shift, now)
    return len(shifts)


def settle_one(shift: Shift, now: datetime) -> bool:
    """Settle one shift in the transaction at hand; whether anything is other than before.

    What is the same as the last time is not recorded again, so looking too often does no harm.
    """
    done = OFF if shift.cancelled_at else settle(shift.law, inputs_of(shift), to_us(now))
    shift.settle_at = to_datetime(done.ask_again_at) if done.ask_again_at is not None else None
    is_new = done.data != shift.settled
    if is_new:
        shift.fact, shift.settled = _record(shift, done), done.data
        shift.revision += 1
    shift.save(update_fields=["settle_at", "settled", "fact", "revision"])
    return is_new


def _record(shift: Shift, done: Settled) -> str:
    at = settled_at(shift.law, shift.revision, charters.current().zone)
    fact = journal.record(
        kind=KIND, subject=shift.code, by="attendance", at=to_datetime(at), staff=shift.staff, unit=shift.unit,
        data=done.data,
    )  # fmt: skip
    return fact.id


def inputs_of(shift: Shift) -> Inputs:
    """Everything that has a say about a shift, read from the tables and the journal."""
    charter = charters.current()
    leaves, overtime = leaves_and_overtime(shift.staff, shift.begins_at)
    others = Shift.objects.filter(STANDING, staff=shift.staff).exclude(pk=shift.pk)
    before = others.filter(begins_at__lt=shift.begins_at).order_by("-begins_at").first()
    after = others.filter(begins_at__gte=shift.begins_at).order_by("begins_at").first()
    return Inputs(
        marks=[LawMark(to_us(mark.at), mark.way) for mark in _marks(shift)],  # type: ignore[arg-type]
        leaves=leaves,
        overtime=overtime,
        before=before.law if before else None,
        after=after.law if after else None,
        make_up_by=_make_up_by(charter),
    )


def marks_of_shift(shift: Shift) -> list[Mark]:
    """The marks that count for this shift and for no other, in order."""
    inputs = inputs_of(shift)
    own = reach(shift.law, inputs.marks, inputs.before, inputs.after)
    of_way = {"in": own.ins, "out": own.outs, "exit": own.exits, "seen": own.seen}
    return [mark for mark in _marks(shift) if to_us(mark.at) in of_way[mark.way]]


def leaves_and_overtime(staff: str, around: datetime) -> tuple[Sequence[Leave], Sequence[Overtime]]:
    """What the journal knows of a person's leaves and overtime asked for within a year before."""
    since = around - YEAR
    asked = store.select(
        "at > %s AND (staff = %s AND kind = ANY(%s) OR kind = %s AND data->>'injured' = %s)",
        [since, staff, ["leave.requested", "overtime.requested"], "injury.happened", staff],
    )
    if not asked:
        return (), ()
    facts = [fact for _, fact in store.of_subjects(sorted({fact.subject for fact in asked}))]
    zone = charters.current().zone
    leaves = [leave for leave in leaves_of(facts, zone) if leave.staff == staff]
    return leaves, [each for each in overtime_of(facts, zone) if each.staff == staff]


def look(now: datetime | None = None) -> int:
    """See which people's leave or overtime changed since the last look, and have their shifts settled again."""
    now = now or timezone.now()
    if not in_use():
        return 0
    with transaction.atomic():
        Look.objects.get_or_create(pk=1, defaults={"until_at": now - YEAR})
        last = Look.objects.select_for_update().get(pk=1)
        kinds = [*LEAVE_KINDS, *INJURY_KINDS, *OVERTIME_KINDS]
        changed = FactRow.objects.filter(kind__in=kinds, recorded_at__gt=last.until_at - OVERLAP)
        subjects = sorted(set(changed.values_list("subject", flat=True)))
        facts = [fact for _, fact in store.of_subjects(subjects)] if subjects else []
        for staff, since in _concerned(facts).items():
            ended = Shift.objects.filter(
                STANDING, staff=staff, settled__isnull=False, begins_at__gt=since - NEAR
            )
            ended.update(settle_at=now)
        last.until_at = now
        last.save(update_fields=["until_at"])
    return len(subjects)


def _concerned(facts: Iterable[Fact]) -> dict[str, datetime]:
    """Whose attendance leave, injury and overtime are about, and from which instant on."""
    found: dict[str, datetime] = {}
    for fact in facts:
        begins = {"leave.requested": "from_on", "overtime.requested": "from_at"}.get(fact.kind)
        staff = fact.data.get("injured") if fact.kind == "injury.happened" else fact.staff if begins else None
        if isinstance(staff, str):
            text = fact.data.get(begins) if begins else None
            since = parse_iso(text, charters.current().zone) if isinstance(text, str) else fact.at
            found[staff] = min(to_datetime(since), found.get(staff, to_datetime(since)))
    return found


def _marks(shift: Shift) -> list[Mark]:
    near = Mark.objects.filter(staff=shift.staff, struck_at=None)
    return list(near.filter(at__gt=shift.begins_at - NEAR, at__lt=shift.ends_at + NEAR).order_by("at", "id"))


def _make_up_by(charter: Charter) -> Callable[[int], int] | None:
    """Until when an emergency may be made up, by the setting of the charter; None where it has none."""
    value = charter.settings.get(MAKE_UP)
    if not isinstance(value, str):
        return None
    limit = parse_limit(value)
    calendar = charter.calendars["always"]
    return lambda begins_at: int(calendar.due(begins_at, limit).at.item())
