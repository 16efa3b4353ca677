"""Tables of attendance: what was planned, what was clocked, what somebody asks to have corrected.

Each row has its fact in the journal; the rows are there so that a month is read without reading the journal.
"""

# ruff: noqa: DJ001  (null says "not yet"; an empty text would be a code)

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from shouwen.law.attendance import Shift as LawShift
from shouwen.law.attendance.shift import Kind
from shouwen.words import Words
from shouwen.works.journal.instants import to_us

KINDS: dict[str, Words] = {
    "work": Words("当班", "At post"),
    "trip": Words("出差", "Business trip"),
    "overtime": Words("加班", "Overtime"),
}
WAYS: dict[str, Words] = {
    "in": Words("上班打卡", "Clocked in"),
    "out": Words("下班打卡", "Clocked out"),
    "exit": Words("出门手续", "Exit formality"),
    "seen": Words("负责人看到在岗", "Seen at post"),
}
ASKED_FOR = ("in", "out", "exit")
STATES: dict[str, Words] = {
    "asked": Words("待核准", "Waiting"),
    "granted": Words("已更正", "Corrected"),
    "refused": Words("未同意", "Refused"),
}
STANDING = Q(cancelled_at__isnull=True)


class Shift(models.Model):
    """One planned shift; `code` is the subject of its facts, `staff` and `unit` are codes.

    It is settled after `settle_at` (null: nothing to settle until something changes). `settled` is the data of
    the last `attendance.settled` fact, `fact` its id, `revision` how many there were.
    """

    code = models.CharField(max_length=80, unique=True)
    staff = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    day = models.DateField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    kind = models.CharField(
        max_length=10, default="work", choices=[(key, said.zh) for key, said in KINDS.items()]
    )
    rest_day = models.BooleanField(default=False)
    planned_by = models.CharField(max_length=40)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    settle_at = models.DateTimeField(null=True, blank=True)
    settled = models.JSONField(null=True, blank=True)
    fact = models.TextField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="shift_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="shift_kind_is_known"),
            models.UniqueConstraint(
                fields=["staff", "begins_at"], condition=STANDING, name="shift_begins_once"
            ),
        ]
        indexes = [
            models.Index(fields=["staff", "day"], name="shift_of_staff"),
            models.Index(fields=["unit", "day"], name="shift_of_unit"),
            models.Index(fields=["settle_at"], name="shift_to_settle", condition=Q(settle_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def law(self) -> LawShift:
        """The same as the law sees it."""
        kind: Kind = self.kind  # type: ignore[assignment]
        begins, ends = to_us(self.begins_at), to_us(self.ends_at)
        return LawShift(self.code, self.staff, self.day, begins, ends, kind, self.rest_day)

    @property
    def kind_said(self) -> Words:
        return KINDS[self.kind]

    def is_over(self, now: datetime) -> bool:
        return self.ends_at <= now


class Mark(models.Model):
    """One mark of the clock; `source` is button, api, import or correction. A struck one no longer counts."""

    staff = models.CharField(max_length=40)
    at = models.DateTimeField()
    way = models.CharField(max_length=4, choices=[(key, said.zh) for key, said in WAYS.items()])
    source = models.CharField(max_length=12)
    by = models.CharField(max_length=40)
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "at", "way"], name="mark_once"),
            models.CheckConstraint(condition=Q(way__in=list(WAYS)), name="mark_way_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.staff} {self.way} {self.at:%F %T}"

    @property
    def way_said(self) -> Words:
        return WAYS[self.way]


class Correction(models.Model):
    """Somebody says the clock is wrong about their shift; a leader of the unit decides."""

    shift = models.ForeignKey(Shift, models.PROTECT, related_name="corrections")
    way = models.CharField(max_length=4)
    at = models.DateTimeField()
    reason = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    state = models.CharField(
        max_length=8, default="asked", choices=[(key, said.zh) for key, said in STATES.items()]
    )
    decided_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(way__in=ASKED_FOR), name="correction_way_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_its_reason"),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at__isnull=True)
                | ~Q(state="asked") & Q(decided_at__isnull=False),
                name="correction_is_decided_once",
            ),
            models.UniqueConstraint(
                fields=["shift", "way"], condition=Q(state="asked"), name="correction_asked_once"
            ),
        ]
        indexes = [models.Index(fields=["shift"], name="correction_waiting", condition=Q(state="asked"))]

    def __str__(self) -> str:
        return f"{self.shift_id} {self.way} {self.state}"

    @property
    def way_said(self) -> Words:
        return WAYS[self.way]

    @property
    def state_said(self) -> Words:
        return STATES[self.state]


class Look(models.Model):
    """Until when the facts of leave and overtime were looked through; one row."""

    until_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.until_at:%F %T}"
