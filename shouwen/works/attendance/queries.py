"""Reading attendance: a person's month, a team's day, a plan's week; rows ready to show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from shouwen.law.attendance import Mark as LawMark
from shouwen.law.attendance import reach
from shouwen.law.attendance.settled import REASONS
from shouwen.words import Words
from shouwen.works.attendance import settling
from shouwen.works.attendance.models import STANDING, Correction, Mark, Shift
from shouwen.works.journal import charters
from shouwen.works.journal.instants import to_datetime, to_us
from shouwen.works.ledger.models import Entry
from shouwen.works.people import access
from shouwen.works.people.models import Posting, Staff, Unit
from shouwen.works.people.standing import standing

User: TypeAlias = Staff | AnonymousUser
STATUS: Mapping[str, Words] = {
    "normal": Words("正常", "Normal"),
    "late": Words("迟到", "Late"),
    "left_early": Words("早退", "Left early"),
    "sick_leave": Words("病假", "Sick leave"),
    "personal_leave": Words("事假", "Personal leave"),
    "injury_leave": Words("工伤假", "Injury leave"),
    "absent": Words("旷工", "Absent"),
    "overtime": Words("加班", "Overtime"),
    "trip": Words("出差", "On a trip"),
    "pending": Words("待补手续", "To be made up"),
    "off": Words("已取消", "Cancelled"),
    "planned": Words("未开始", "Not begun"),
    "here": Words("在岗", "Here"),
    "missing": Words("未到岗", "Not here"),
    "gone": Words("已离岗", "Gone"),
    "waiting": Words("待结算", "To be settled"),
}
BAD = frozenset({"late", "left_early", "absent", "missing"})
AWAY = frozenset({"sick_leave", "personal_leave", "injury_leave", "trip"})


@dataclass(frozen=True, slots=True)
class Deduction:
    """What one clause took or gave for a shift: money in fen, points in hundredths, reversals summed in."""

    clause: str
    title: Words
    money: int
    points: int
    finding: int


@dataclass(frozen=True, slots=True)
class Row:
    """One shift as it is shown. `status` is a key of STATUS; `minutes_late` so far, if it is not settled yet."""

    shift: Shift
    name: str
    status: str
    reason: Words | None
    arrived_at: datetime | None
    left_at: datetime | None
    late_minutes: int
    early_minutes: int
    overtime_minutes: int
    marks: Sequence[Mark] = ()
    deductions: Sequence[Deduction] = ()
    corrections: Sequence[Correction] = ()

    @property
    def said(self) -> Words:
        return STATUS[self.status]

    @property
    def is_bad(self) -> bool:
        return self.status in BAD

    @property
    def money(self) -> int:
        return sum(each.money for each in self.deductions)


@dataclass(frozen=True, slots=True)
class Month:
    """A person's month: the shifts, the latest day first, and their sums."""

    rows: Sequence[Row]
    late_minutes: int
    absent_days: int
    overtime_minutes: int
    money: int


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a plan, with the shifts of each day of the week."""

    staff: str
    name: str
    unit: Words
    days: Sequence[Sequence[Shift]] = field(default_factory=list)


def month_of(user: User, staff: str, month: str, now: datetime | None = None) -> Month:
    """The month of somebody the user may see (`2026-03`); empty for anybody else."""
    first = date.fromisoformat(f"{month}-01")
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    shifts = access.visible(user, Shift.objects.filter(staff=staff, day__range=(first, last)), "shift.see")
    shown = shifts.filter(STANDING | Q(revision__gt=0)).order_by("-begins_at", "-id")
    rows = rows_of(user, list(shown), now)
    absent = {row.shift.day for row in rows if row.status == "absent"}
    return Month(
        rows=rows,
        late_minutes=sum(row.late_minutes for row in rows if row.status != "off"),
        absent_days=len(absent),
        overtime_minutes=sum(row.overtime_minutes for row in rows),
        money=sum(row.money for row in rows),
    )


def team_day(user: User, day: date, unit: str = "", now: datetime | None = None) -> list[Row]:
    """Everybody planned on a day in the units one leads, those who need looking at first."""
    rows = access.visible(user, Shift.objects.filter(STANDING, day=day), "shift.see").filter(_led(user))
    if unit:
        rows = rows.filter(unit=unit)
    order = {"absent": 0, "missing": 0, "late": 1, "left_early": 1, "pending": 2}
    found = rows_of(user, list(rows.order_by("begins_at", "staff")), now)
    return sorted(found, key=lambda row: (order.get(row.status, 3), row.shift.begins_at, row.shift.staff))


def waiting(user: User) -> list[tuple[Correction, str]]:
    """Each with the name of who asks: corrections that wait for an answer of somebody in the user's place; one's own are not among them."""
    asked = Correction.objects.filter(state="asked").select_related("shift").order_by("asked_at")
    led = access.visible(user, Shift.objects.all(), "shift.see").filter(_led(user))
    mine = user.username if isinstance(user, Staff) else ""
    found = list(asked.filter(shift__in=led).exclude(shift__staff=mine)[:100])
    people = {each.shift.staff for each in found}
    names = dict(Staff.objects.filter(username__in=people).values_list("username", "name"))
    return [(each, names.get(each.shift.staff, each.shift.staff)) for each in found]


def week_plan(user: User, monday: date, unit: str = "") -> list[Line]:
    """The people of the units one leads with their shifts from Monday to Sunday."""
    people = team(user, unit)
    codes = [staff for staff, _, _ in people]
    week = Shift.objects.filter(STANDING, staff__in=codes, day__range=(monday, monday + timedelta(days=6)))
    by_place: dict[tuple[str, date], list[Shift]] = {}
    for shift in week.order_by("begins_at"):
        by_place.setdefault((shift.staff, shift.day), []).append(shift)
    days = [monday + timedelta(days=n) for n in range(7)]
    return [
        Line(staff, name, said, [by_place.get((staff, day), []) for day in days])
        for staff, name, said in people
    ]


def team(user: User, unit: str = "") -> list[tuple[str, str, Words]]:
    """Code, name and unit of everybody who holds a post today in a unit one leads."""
    stood = standing(user)
    if stood is None or not (stood.everything or stood.leads):
        return []
    postings = Posting.objects.in_force().select_related("staff", "unit").filter(staff__is_active=True)
    if not stood.everything:
        postings = postings.filter(unit_id__in=stood.leads)
    if unit:
        postings = postings.filter(unit__code=unit)
    found: dict[str, tuple[str, str, Words]] = {}
    for posting in postings.order_by("unit__path", "staff__username", "from_on", "id"):
        found.setdefault(
            posting.staff.username, (posting.staff.username, posting.staff.name, posting.unit.name)
        )
    return list(found.values())


def units_led(user: User) -> list[tuple[str, Words]]:
    """The units in which somebody the user leads works."""
    stood = standing(user)
    if stood is None:
        return []
    units = Unit.objects.filter(postings__isnull=False).distinct().order_by("path")
    if not stood.everything:
        units = units.filter(pk__in=stood.leads)
    return [(unit.code, unit.name) for unit in units]


def rows_of(user: User, shifts: Sequence[Shift], now: datetime | None = None) -> list[Row]:
    """Shifts with their marks, what they came to, and what that cost as far as the user may see it."""
    now = now or timezone.now()
    if not shifts:
        return []
    people = {shift.staff for shift in shifts}
    names = dict(Staff.objects.filter(username__in=people).values_list("username", "name"))
    marks = _marks(shifts)
    costs = _costs(user, shifts)
    asked: dict[int, list[Correction]] = {}
    for each in Correction.objects.filter(shift__in=shifts).order_by("asked_at"):
        asked.setdefault(each.shift_id, []).append(each)
    leaves = _leave_status([shift for shift in shifts if shift.settled is None])
    return [
        _row(
            shift, names.get(shift.staff, shift.staff), marks.get(shift.pk, []), costs.get(shift.code, []),
            asked.get(shift.pk, []), leaves.get(shift.pk), now,
        )
        for shift in shifts
    ]  # fmt: skip


def _row(
    shift: Shift,
    name: str,
    marks: Sequence[Mark],
    costs: Sequence[Deduction],
    asked: Sequence[Correction],
    leave: str | None,
    now: datetime,
) -> Row:
    data: Mapping[str, Any] = shift.settled or {}
    arrived = next((mark.at for mark in marks if mark.way == "in"), None)
    last = next((mark for mark in reversed(marks) if mark.way in ("in", "out")), None)
    left = last.at if last is not None and last.way == "out" else None
    status, late = _settled_status(data), int(data.get("late_minutes") or 0)
    if shift.settled is None:
        status, late = _status_now(shift, arrived, left, leave, now)
    return Row(
        shift=shift, name=name, status=status, reason=REASONS.get(str(data.get("absence"))), arrived_at=arrived,
        left_at=left, late_minutes=late, early_minutes=int(data.get("early_minutes") or 0),
        overtime_minutes=int(data.get("overtime_minutes") or 0), marks=marks, deductions=costs, corrections=asked,
    )  # fmt: skip


def _settled_status(data: Mapping[str, Any]) -> str:
    if data.get("presence") in ("trip", "off"):
        return str(data["presence"])
    if data and "absence" not in data:
        return "pending"
    return str(data.get("status", "waiting"))


def _status_now(
    shift: Shift, arrived: datetime | None, left: datetime | None, leave: str | None, now: datetime
) -> tuple[str, int]:
    """How a shift stands that is not settled yet, and how many minutes late it began."""
    if shift.kind == "trip":
        return "trip", 0
    if arrived is None and leave:
        return leave, 0
    late = 0 if leave or shift.kind == "overtime" else _minutes((arrived or now) - shift.begins_at)
    if arrived is not None:
        if left is not None:
            return ("waiting" if shift.is_over(now) else "gone"), late
        return ("late" if late else "here"), late
    if shift.is_over(now):
        return "waiting", 0
    return ("missing", late) if now > shift.begins_at and shift.kind == "work" else ("planned", 0)


def _minutes(late: timedelta) -> int:
    return max(0, -(-int(late.total_seconds()) // 60))


def _marks(shifts: Sequence[Shift]) -> dict[int, list[Mark]]:
    """The marks that belong to each shift, by the same rule as it is settled by; three statements."""
    people = {shift.staff for shift in shifts}
    first = min(shift.begins_at for shift in shifts) - settling.NEAR
    last = max(shift.ends_at for shift in shifts) + settling.NEAR
    marks: dict[str, list[Mark]] = {}
    for mark in Mark.objects.filter(staff__in=people, at__range=(first, last), struck_at=None).order_by(
        "at", "id"
    ):
        marks.setdefault(mark.staff, []).append(mark)
    plans: dict[str, list[Shift]] = {}
    near = Shift.objects.filter(STANDING, staff__in=people, ends_at__gt=first, begins_at__lt=last)
    for shift in near.order_by("begins_at"):
        plans.setdefault(shift.staff, []).append(shift)
    return {shift.pk: _own(shift, plans.get(shift.staff, []), marks.get(shift.staff, [])) for shift in shifts}


def _own(shift: Shift, plan: Iterable[Shift], marks: Sequence[Mark]) -> list[Mark]:
    others = [each for each in plan if each.pk != shift.pk]
    before = next((each for each in reversed(others) if each.begins_at < shift.begins_at), None)
    after = next((each for each in others if each.begins_at >= shift.begins_at), None)
    law_marks = [LawMark(to_us(mark.at), mark.way) for mark in marks]  # type: ignore[arg-type]
    own = reach(shift.law, law_marks, before.law if before else None, after.law if after else None)
    of_way = {"in": own.ins, "out": own.outs, "exit": own.exits, "seen": own.seen}
    return [mark for mark in marks if to_us(mark.at) in of_way[mark.way]]


def _costs(user: User, shifts: Sequence[Shift]) -> dict[str, list[Deduction]]:
    """By shift, the entries of findings that rest on it, as far as the user sees the ledger."""
    by_fact = {shift.fact: shift.code for shift in shifts if shift.fact}
    codes = {shift.code for shift in shifts}
    people = {shift.staff for shift in shifts}
    first, last = min(shift.begins_at for shift in shifts), max(shift.ends_at for shift in shifts)
    entries = access.visible(user, Entry.objects.filter(staff__in=people, bearer="staff"), "ledger.see")
    near = entries.filter(at__range=(first - settling.NEAR, last + settling.NEAR)).select_related("finding")
    sums: dict[str, dict[str, list[int]]] = {}
    for entry in near.order_by("id"):
        finding = entry.finding
        code = finding.subject if finding.subject in codes else None
        code = code or next((by_fact[id] for id in finding.evidence if id in by_fact), None)
        if code is not None:
            total = sums.setdefault(code, {}).setdefault(entry.clause, [0, 0, 0])
            total[0], total[1], total[2] = total[0] + entry.money, total[1] + entry.points, finding.pk
    return {
        code: [
            Deduction(clause, _title(clause), money, points, finding)
            for clause, (money, points, finding) in sorted(of_clause.items())
            if money or points
        ]
        for code, of_clause in sums.items()
    }


def _title(clause: str) -> Words:
    known = charters.current().clauses.get(clause)
    return known.title if known else Words(clause, clause)


def _leave_status(shifts: Iterable[Shift]) -> dict[int, str]:
    """For shifts not settled yet, the leave they fall into, if it was approved before they begin."""
    found: dict[int, str] = {}
    known: dict[str, Any] = {}
    for shift in shifts:
        if shift.staff not in known:
            known[shift.staff] = settling.leaves_and_overtime(shift.staff, shift.begins_at)[0]
        for leave in known[shift.staff]:
            in_time = leave.approved_at is not None and to_datetime(leave.approved_at) <= shift.begins_at
            if leave.covers(shift.day) and (in_time or leave.type == "injury"):
                found[shift.pk] = {"sick": "sick_leave", "injury": "injury_leave"}.get(
                    leave.type, "personal_leave"
                )
    return found


def _led(user: User) -> Q:
    stood = standing(user)
    return Q(pk__in=[]) if stood is None else stood.in_led("unit")
