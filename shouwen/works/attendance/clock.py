"""Marks of the clock: by button, by a leader, from a clock's log; each is a row and a fact, or neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from shouwen.law.facts.fact import Fact
from shouwen.words import Words
from shouwen.works.attendance.models import STANDING, Mark, Shift
from shouwen.works.journal import actions as journal
from shouwen.works.journal.instants import to_us
from shouwen.works.people import access
from shouwen.works.people.models import Posting, Staff
from shouwen.works.refusal import Refused

FACTS = {
    "in": "shift.clocked_in",
    "out": "shift.clocked_out",
    "exit": "exit.permitted",
    "seen": "shift.attended",
}
TWICE = timedelta(seconds=60)
NEAR = timedelta(days=1)
"""Shifts that end or begin so near to a mark may owe it something."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a clock's log."""

    staff: str
    at: datetime
    way: str


@transaction.atomic
def clock(*, by: Staff, way: str) -> Mark:
    """The button: now, for oneself. Within a minute of the same mark it is the same mark.

    Errors: NotAllowed; Refused bad-field.
    """
    access.require(by, "shift.own")
    if way not in ("in", "out"):
        raise _bad_way()
    now = timezone.now().replace(microsecond=0)
    Staff.objects.select_for_update().get(pk=by.pk)  # two taps on one button wait for each other
    last = Mark.objects.filter(staff=by.username, way=way, at__gt=now - TWICE, struck_at=None).first()
    return last or add(by.username, way, now, source="button", by=by.username)


@transaction.atomic
def permit(*, staff: str, way: str, by: Staff, at: datetime | None = None) -> Mark:
    """A leader does somebody's exit formality, or notes that they are at post; never for oneself.

    Errors: NotAllowed; Refused bad-field, future-fact, own-request.
    """
    access.require(by, f"shift.lead:{unit_of(staff)}")
    if way not in ("exit", "seen"):
        raise _bad_way()
    if staff == by.username:
        raise own_request()
    return add(staff, way, at or timezone.now(), source="leader", by=by.username)


@transaction.atomic
def bring_in(*, rows: Sequence[Row], by: Staff, source: str = "import") -> int:
    """A clock's log of people of units one leads, all or none; answers how many marks were new.

    Errors: NotAllowed; Refused bad-field, future-fact, unknown-staff.
    """
    access.require(by, "shift.own")
    units = {code: unit_of(code) for code in {row.staff for row in rows}}
    for unit in set(units.values()):
        access.require(by, f"shift.lead:{unit}")
    if any(row.way not in ("in", "out") for row in rows):
        raise _bad_way()
    facts = [_fact(row.staff, row.way, row.at, source) for row in rows]
    journal.record_many(facts, by=by.username)
    marks = [Mark(staff=row.staff, at=row.at, way=row.way, source=source, by=by.username) for row in rows]
    before = Mark.objects.count()
    Mark.objects.bulk_create(marks, ignore_conflicts=True)
    for staff in units:
        days = [row.at for row in rows if row.staff == staff]
        resettle(staff, min(days), max(days))
    return Mark.objects.count() - before


def add(staff: str, way: str, at: datetime, *, source: str, by: str) -> Mark:
    """One mark with its fact, in the transaction at hand; a mark that was struck counts again."""
    fact = _fact(staff, way, at, source)
    journal.record_many([fact], by=by)
    mark, _ = Mark.objects.update_or_create(
        staff=staff, at=at, way=way, defaults={"source": source, "by": by, "struck_at": None}
    )
    resettle(staff, at, at)
    return mark


@transaction.atomic
def strike(*, mark: Mark, reason: str, by: Staff) -> Mark:
    """A leader takes a wrong mark out of the reckoning; the fact stays, with this one beside it.

    Errors: NotAllowed; Refused missing-field, own-request.
    """
    unit = unit_of(mark.staff)
    access.require(by, f"shift.lead:{unit}")
    if mark.staff == by.username:
        raise own_request()
    if not reason.strip():
        raise Refused("missing-field", Words("请写明原因。", "Give the reason."), field="reason")
    data = {"way": mark.way, "marked_at": timezone.localtime(mark.at).isoformat(), "reason": reason.strip()}
    journal.record(
        kind="shift.mark_struck", subject=subject_of(mark.staff, mark.at), by=by.username, staff=mark.staff,
        unit=unit, data=data,
    )  # fmt: skip
    mark.struck_at = timezone.now()
    mark.save(update_fields=["struck_at"])
    resettle(mark.staff, mark.at, mark.at)
    return mark


def resettle(staff: str, first: datetime, last: datetime) -> None:
    """Have the ended shifts around these instants settled again."""
    now = timezone.now()
    near = Shift.objects.filter(
        STANDING, staff=staff, ends_at__gt=first - NEAR, begins_at__lt=last + NEAR, ends_at__lte=now
    )
    near.filter(settled__isnull=False).update(settle_at=now)


def unit_of(staff: str) -> str:
    """The unit a person belongs to today: of the oldest posting in force. Errors: Refused unknown-staff."""
    posting = Posting.objects.in_force().filter(staff__username=staff).order_by("from_on", "id")
    unit = posting.values_list("unit__code", flat=True).first()
    if unit is None:
        words = Words(
            f"没有工号为「{staff}」的在岗人员，请核对工号。",
            f"Nobody with the code '{staff}' holds a post today; check the code.",
        )
        raise Refused("unknown-staff", words, field="staff")
    return unit


def subject_of(staff: str, at: datetime) -> str:
    """The subject of a person's marks of one local day."""
    return f"clock:{staff}:{timezone.localtime(at):%Y-%m-%d}"


def own_request() -> Refused:
    words = Words("自己的考勤须由上级办理。", "One's own attendance is decided by somebody else who leads.")
    return Refused("own-request", words, http=403)


def _bad_way() -> Refused:
    words = Words("打卡方式只能是 in 或 out。", "A mark is either in or out.")
    return Refused("bad-field", words, field="way")


def _fact(staff: str, way: str, at: datetime, source: str) -> Fact:
    """Named by its content, so that a log brought in twice is one."""
    us = to_us(at)
    id = f"mark-{way}-{source}-{staff}-{us}"
    return Fact(FACTS[way], us, subject_of(staff, at), id=id, staff=staff, data={"source": source})
