"""What a shift came to: the content of the fact `attendance.settled`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from shouwen.law.facts.fact import Value
from shouwen.words import Words

KIND = "attendance.settled"
Absence = Literal["none", "no_leave", "leave_not_approved", "not_made_up", "forged", "no_clock_in"]
Status = Literal[
    "normal", "late", "left_early", "sick_leave", "personal_leave", "injury_leave", "absent", "overtime"
]
Presence = Literal["at_post", "trip", "away", "off"]

REASONS: Mapping[str, Words] = {
    "no_leave": Words("不在岗，也没有请假手续", "Not at post, and no leave was asked for"),
    "leave_not_approved": Words(
        "请了假，但开始休息前没有批准", "Leave was asked for, but not approved before it began"
    ),
    "not_made_up": Words(
        "紧急请假，没有在期限内补齐手续", "Emergency leave, its formality not made up in time"
    ),
    "forged": Words("请假证明查实为伪造或涂改", "The certificate of the leave was found forged or altered"),
    "no_clock_in": Words("人在岗，但上班没有打卡", "At post, but not clocked in"),
}


@dataclass(frozen=True, slots=True)
class Settled:
    """The record of one shift. Minutes are begun minutes for late and early, whole minutes for overtime.

    None says that it cannot be told: nobody clocked out, or an emergency leave may still be made up. Then
    `ask_again_at` is the instant from which it can, if time alone will tell.
    """

    status: Status
    presence: Presence
    late_minutes: int | None = 0
    early_minutes: int | None = 0
    exit_formality: bool = False
    absence: Absence | None = "none"
    leave_type: str | None = None
    emergency: bool | None = None
    handed_in: bool | None = None
    overtime_minutes: int = 0
    unapproved_minutes: int = 0
    arrived_at: int | None = None
    left_at: int | None = None
    ask_again_at: int | None = None

    @property
    def data(self) -> dict[str, Value]:
        """The fields of the fact; what cannot be told is left out, so that clauses on it are undecided."""
        fields: dict[str, Value] = {
            "status": self.status,
            "presence": self.presence,
            "late_minutes": self.late_minutes,
            "early_minutes": self.early_minutes,
            "exit_formality": self.exit_formality,
            "absence": self.absence,
            "leave_type": self.leave_type or "none",
            "emergency": self.emergency,
            "handed_in": self.handed_in,
            "overtime_minutes": self.overtime_minutes,
            "unapproved_minutes": self.unapproved_minutes,
        }
        return {name: value for name, value in fields.items() if value is not None}
