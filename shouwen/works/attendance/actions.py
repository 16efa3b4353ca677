"""The plan of shifts and its corrections: everything a person does to them, one transaction each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from shouwen.law.attendance import Planned
from shouwen.words import Words
from shouwen.works.attendance import clock
from shouwen.works.attendance.models import ASKED_FOR, KINDS, STANDING, Correction, Shift
from shouwen.works.journal import actions as journal
from shouwen.works.journal.instants import to_datetime
from shouwen.works.people import access
from shouwen.works.people.models import Staff
from shouwen.works.refusal import NotFound, Refused

SETTLE_AFTER = timedelta(hours=2)
"""A shift is settled so long after its end: who stays a little longer has clocked out by then."""
LONGEST = timedelta(hours=24)
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """One shift somebody is to be given."""

    staff: str
    planned: Planned
    kind: str = "work"


@transaction.atomic
def plan(*, shifts: Sequence[Wanted], by: Staff) -> list[Shift]:
    """Give people shifts, all of them or none.

    Errors: NotAllowed (a unit one does not lead); Refused unknown-staff, bad-shift, shift-overlaps.
    """
    units = {staff: clock.unit_of(staff) for staff in sorted({each.staff for each in shifts})}
    for unit in set(units.values()):
        access.require(by, f"shift.lead:{unit}")
    for staff in Staff.objects.select_for_update().filter(username__in=units).order_by("id"):
        staff.pk  # noqa: B018 - plans of one person wait for each other
    return [_planned(each, units[each.staff], by) for each in shifts]


@transaction.atomic
def cancel(*, shift: Shift, by: Staff) -> Shift:
    """Take a shift out of the plan; what it had cost is given back. Errors: NotAllowed, Refused shift-cancelled."""
    shift = _locked(shift, by)
    now = timezone.now()
    shift.cancelled_at = now
    shift.settle_at = now if shift.settled is not None else None
    shift.save(update_fields=["cancelled_at", "settle_at"])
    journal.record(
        kind="shift.cancelled", subject=shift.code, by=by.username, staff=shift.staff, unit=shift.unit
    )
    shift.corrections.filter(state="asked").update(
        state="refused", decided_by=by.username, decided_at=now, answer="班次已取消 · The shift was cancelled"
    )
    return shift


@transaction.atomic
def change(*, shift: Shift, planned: Planned, kind: str, by: Staff) -> Shift:
    """Another time or place for a shift: the old one is cancelled, the new one planned. Errors: as `plan`."""
    cancel(shift=shift, by=by)
    return plan(shifts=[Wanted(shift.staff, planned, kind)], by=by)[0]


@transaction.atomic
def ask_correction(*, shift: Shift, way: str, at: datetime, reason: str, by: Staff) -> Correction:
    """The person of the shift says when they really came or went, or that the formality was done on paper.

    Errors: NotFound; Refused bad-field, missing-field, future-fact, already-asked, shift-cancelled.
    """
    if shift.staff != by.username or not access.may(by, "shift.own"):
        raise NotFound
    if shift.cancelled_at:
        raise _cancelled()
    if way not in ASKED_FOR:
        raise Refused(
            "bad-field", Words("请选择要更正的内容。", "Choose what is to be corrected."), field="way"
        )
    if not reason.strip():
        raise Refused("missing-field", Words("请写明原因。", "Give the reason."), field="reason")
    near = shift.begins_at - clock.NEAR < at < shift.ends_at + clock.NEAR
    if not near or at > timezone.now():
        words = Words(
            "时间应在这一班前后，且不晚于现在。", "The time lies near the shift, and not in the future."
        )
        raise Refused("bad-field", words, field="at")
    try:
        with transaction.atomic():
            made = Correction.objects.create(
                shift=shift, way=way, at=at, reason=reason.strip()[:LONGEST_REASON], asked_by=by.username,
                asked_at=timezone.now(),
            )  # fmt: skip
    except IntegrityError:
        words = Words(
            "这一项已经申请过，正等待核准。", "This has been asked already and waits for an answer."
        )
        raise Refused("already-asked", words, http=409) from None
    _record("correction.asked", made, by)
    return made


@transaction.atomic
def decide_correction(*, correction: Correction, granted: bool, by: Staff, answer: str = "") -> Correction:
    """A leader of the unit grants or refuses; nobody their own. Granted, it becomes a mark of the clock.

    Errors: NotAllowed; Refused own-request, already-decided, missing-field (a refusal says why).
    """
    shift = Shift.objects.select_for_update().get(pk=correction.shift_id)
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    access.require(by, f"shift.lead:{shift.unit}")
    if shift.staff == by.username:
        raise clock.own_request()
    if correction.state != "asked":
        words = Words("这项更正已经处理过。", "This correction has been decided already.")
        raise Refused("already-decided", words, http=409)
    if not granted and not answer.strip():
        raise Refused("missing-field", Words("不同意时请写明原因。", "A refusal says why."), field="answer")
    correction.state = "granted" if granted else "refused"
    correction.decided_by, correction.decided_at = by.username, timezone.now()
    correction.answer = answer.strip()[:LONGEST_REASON]
    correction.save()
    _record(f"correction.{correction.state}", correction, by)
    if granted:
        _grant(correction, shift, by)
    return correction


def _grant(correction: Correction, shift: Shift, by: Staff) -> None:
    """The time that was granted takes the place of what the clock says of the same thing."""
    from shouwen.works.attendance.settling import marks_of_shift

    for mark in marks_of_shift(shift):
        if mark.way == correction.way and mark.at != correction.at and correction.way != "exit":
            clock.strike(mark=mark, reason=correction.reason, by=by)
    clock.add(shift.staff, correction.way, correction.at, source="correction", by=by.username)


def _record(kind: str, correction: Correction, by: Staff) -> None:
    data = {
        "way": correction.way,
        "marked_at": timezone.localtime(correction.at).isoformat(),
        "reason": correction.answer if kind == "correction.refused" else correction.reason,
    }
    shift = correction.shift
    journal.record(
        kind=kind, subject=f"{shift.code}/correction-{correction.pk}", by=by.username, staff=shift.staff,
        unit=shift.unit, data=data,
    )  # fmt: skip


def _planned(wanted: Wanted, unit: str, by: Staff) -> Shift:
    begins, ends = to_datetime(wanted.planned.begins_at), to_datetime(wanted.planned.ends_at)
    if wanted.kind not in KINDS or not timedelta(0) < ends - begins <= LONGEST:
        words = Words(
            f"{wanted.staff} {wanted.planned.day}：一个班次应有起止时间，且不超过 24 小时。",
            f"{wanted.staff} {wanted.planned.day}: a shift begins, ends, and lasts no more than 24 hours.",
        )
        raise Refused("bad-shift", words)
    others = Shift.objects.filter(STANDING, staff=wanted.staff, begins_at__lt=ends, ends_at__gt=begins)
    if (other := others.first()) is not None:
        raise _overlaps(other)
    count = Shift.objects.filter(staff=wanted.staff, day=wanted.planned.day).count()
    shift = Shift.objects.create(
        code=f"shift-{wanted.planned.day:%Y%m%d}-{wanted.staff}-{count + 1}",
        staff=wanted.staff,
        unit=unit,
        day=wanted.planned.day,
        begins_at=begins,
        ends_at=ends,
        kind=wanted.kind,
        rest_day=wanted.planned.rest_day,
        planned_by=by.username,
        settle_at=ends + SETTLE_AFTER,
    )
    data = {
        "from_at": timezone.localtime(begins).isoformat(),
        "until_at": timezone.localtime(ends).isoformat(),
        "shift_kind": wanted.kind,
    }
    journal.record(
        kind="shift.planned", subject=shift.code, by=by.username, staff=shift.staff, unit=unit, data=data
    )
    return shift


def _locked(shift: Shift, by: Staff) -> Shift:
    shift = Shift.objects.select_for_update().get(pk=shift.pk)
    access.require(by, f"shift.lead:{shift.unit}")
    if shift.cancelled_at:
        raise _cancelled()
    return shift


def _cancelled() -> Refused:
    return Refused("shift-cancelled", Words("这个班次已经取消。", "This shift has been cancelled."), http=409)


def _overlaps(other: Shift) -> Refused:
    begins, ends = timezone.localtime(other.begins_at), timezone.localtime(other.ends_at)
    zh = f"{other.staff} 在 {begins:%m-%d %H:%M}—{ends:%H:%M} 已有班次，不能重叠；请先取消或改时间。"
    en = f"{other.staff} has a shift from {begins:%m-%d %H:%M} to {ends:%H:%M} already; cancel it, or choose other hours."
    return Refused("shift-overlaps", Words(zh, en), http=409)
