"""One shift settled: the same from whatever order its marks, leaves and corrections came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from shouwen.law.attendance.leave import Leave, Overtime
from shouwen.law.attendance.settled import Absence, Settled, Status
from shouwen.law.attendance.shift import Mark, Reach, Shift, reach
from shouwen.law.worktime.limits import MINUTE

if TYPE_CHECKING:
    from collections.abc import Callable

_BY_TYPE: dict[str, Status] = {"sick": "sick_leave", "injury": "injury_leave"}


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that has a say about one shift.

    `marks`, `leaves` and `overtime` are the person's, of any days; `before` and `after` the neighbouring shifts.
    `make_up_by` answers, for the beginning of a shift, until when the formality of an emergency leave may
    still be made up; None: it may not.
    """

    marks: Sequence[Mark] = ()
    leaves: Sequence[Leave] = ()
    overtime: Sequence[Overtime] = ()
    before: Shift | None = None
    after: Shift | None = None
    make_up_by: Callable[[int], int] | None = None


def settle(shift: Shift, inputs: Inputs, now: int) -> Settled:
    """What the shift came to, as of `now`, which lies after its end."""
    if shift.kind == "trip":
        return Settled("normal", "trip")
    marks = reach(shift, inputs.marks, inputs.before, inputs.after)
    leave = _best(shift, inputs, now)
    if not marks.ins and not marks.outs and not marks.seen:
        return Settled("normal", "away") if shift.kind == "overtime" else _away(shift, leave)
    return _at_post(shift, inputs, marks, leave)


class _Claim(NamedTuple):
    """What a leave makes of a shift nobody came to; the least is the best for the person."""

    rank: int
    number: str
    absence: Absence | None
    leave: Leave
    ask_again_at: int | None = None

    @property
    def excuses(self) -> bool:
        return self.absence == "none"


def _best(shift: Shift, inputs: Inputs, now: int) -> _Claim | None:
    claims = [_claim(shift, leave, inputs, now) for leave in inputs.leaves if leave.covers(shift.day)]
    return min(claims, key=lambda claim: claim[:2], default=None)


def _claim(shift: Shift, leave: Leave, inputs: Inputs, now: int) -> _Claim:
    if leave.forged:
        return _Claim(2, leave.number, "forged", leave)
    if leave.type == "injury" or (leave.approved_at is not None and leave.approved_at <= shift.begins_at):
        return _Claim(0, leave.number, "none", leave)
    if leave.type == "personal" and leave.emergency and inputs.make_up_by is not None:
        return _made_up(leave, inputs.make_up_by(shift.begins_at), now)
    return _Claim(4, leave.number, "leave_not_approved", leave)


def _made_up(leave: Leave, by: int, now: int) -> _Claim:
    """An emergency: approval and paper may follow, both by `by`; until then nothing can be said."""
    done_at = None
    if leave.approved_at is not None and leave.handed_in_at is not None:
        done_at = max(leave.approved_at, leave.handed_in_at)
    if done_at is not None and done_at <= by:
        return _Claim(0, leave.number, "none", leave)
    if now <= by:
        return _Claim(1, leave.number, None, leave, ask_again_at=by + 1)
    return _Claim(3, leave.number, "not_made_up", leave)


def _away(shift: Shift, claim: _Claim | None) -> Settled:
    if claim is None:
        return Settled("absent", "away", absence="no_leave")
    leave = claim.leave
    on_leave = claim.absence in ("none", None)
    return Settled(
        status=_BY_TYPE.get(leave.type, "personal_leave") if on_leave else "absent",
        presence="away",
        absence=claim.absence,
        leave_type=leave.type,
        emergency=leave.emergency,
        handed_in=_handed_in(shift, leave) if leave.type == "personal" else None,
        ask_again_at=claim.ask_again_at,
    )


def _handed_in(shift: Shift, leave: Leave) -> bool:
    """Whether the paper was with the attendance clerk before the shift; in an emergency, at all."""
    return leave.handed_in_at is not None and (leave.emergency or leave.handed_in_at <= shift.begins_at)


def _at_post(shift: Shift, inputs: Inputs, marks: Reach, claim: _Claim | None) -> Settled:
    arrived = marks.ins[0] if marks.ins else None
    left = marks.outs[-1] if marks.outs else None
    if left is not None and marks.ins and marks.ins[-1] > left:
        left = None  # came back, and nobody knows when he went
    owes = shift.kind == "work" and not (claim is not None and claim.excuses)
    counted, uncounted = _overtime(shift, inputs.overtime, arrived, left)
    late = _begun(arrived - shift.begins_at) if arrived is not None else None
    early = _begun(shift.ends_at - left) if left is not None else None
    absence: Absence = "no_clock_in" if owes and arrived is None else "none"
    return Settled(
        status=_status(shift, owes, late, early, absence, counted),
        presence="at_post",
        late_minutes=late if owes else 0,
        early_minutes=early if owes else 0,
        exit_formality=any(left is None or at <= left for at in marks.exits),
        absence=absence,
        overtime_minutes=counted,
        unapproved_minutes=uncounted,
        arrived_at=arrived,
        left_at=left,
    )


def _status(
    shift: Shift, owes: bool, late: int | None, early: int | None, absence: Absence, counted: int
) -> Status:
    """The one word of the day's record, the gravest first."""
    if absence != "none":
        return "absent"
    if owes and late:
        return "late"
    if owes and early:
        return "left_early"
    return "overtime" if shift.kind == "overtime" or counted else "normal"


def _overtime(
    shift: Shift, approved: Sequence[Overtime], arrived: int | None, left: int | None
) -> tuple[int, int]:
    """Whole minutes worked outside the hours owed: with approval, and without.

    On a day of rest, and in overtime planned as such, every minute lies outside.
    """
    if arrived is None or left is None or left <= arrived:
        return 0, 0
    all_day = shift.rest_day or shift.kind == "overtime"
    outside = [(arrived, left)]
    if not all_day:
        outside = [(arrived, min(left, shift.begins_at)), (max(arrived, shift.ends_at), left)]
    agreed = _united([(each.from_at, each.until_at) for each in approved])
    extra = sum(max(0, end - begin) for begin, end in outside)
    counted = sum(
        max(0, min(end, until) - max(begin, since)) for begin, end in outside for since, until in agreed
    )
    uncounted = 0 if shift.rest_day and shift.kind == "work" else extra - counted
    return counted // MINUTE, uncounted // MINUTE


def _united(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans without what two of them share, so that no minute is approved twice."""
    united: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if united and begin <= united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], end))
        else:
            united.append((begin, end))
    return united


def _begun(us: int) -> int:
    """Begun minutes; nothing begins before its time."""
    return max(0, -(-us // MINUTE))
