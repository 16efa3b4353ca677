"""The table of the ledger: what findings cost and earn, as entries that are never changed.

An entry is posted once for a finding and taken back by an opposite entry; a balance is a sum.
"""

# ruff: noqa: DJ001  (null says "not given"; an empty text would be a code)

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Entry(models.Model):
    """Points (hundredths) and money (fen) on one bearer for one finding.

    `turn` counts the entries of a finding's key: odd ones post, even ones take the one before back. The
    unique pair (key, turn) is what keeps two workers from counting a finding twice. `at` and `period`
    (the month, `2026-03`) are the finding's, so a reversal mends the period the error stood in.
    """

    finding = models.ForeignKey("duty.Verdict", on_delete=models.PROTECT, related_name="entries")
    key = models.TextField()
    turn = models.IntegerField()
    bearer = models.TextField(choices=[("staff", "staff"), ("unit", "unit")])
    staff = models.TextField(null=True)
    unit = models.TextField(null=True)
    points = models.IntegerField()
    money = models.BigIntegerField()
    period = models.TextField()
    clause = models.TextField()
    charter = models.TextField()
    version = models.TextField()
    at = models.DateTimeField()
    why_zh = models.TextField()
    why_en = models.TextField()
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    posted_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "turn"], name="entry_once_a_turn"),
            models.CheckConstraint(condition=Q(turn__gte=1), name="entry_turn_from_one"),
            models.CheckConstraint(condition=~Q(points=0, money=0), name="entry_is_not_nothing"),
            models.CheckConstraint(
                condition=Q(bearer="staff", staff__isnull=False) | Q(bearer="unit", unit__isnull=False),
                name="entry_has_its_bearer",
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True) | ~Q(reverses=F("id")), name="entry_reverses_another"
            ),
        ]
        indexes = [
            models.Index(fields=["staff", "period"], name="entry_staff"),
            models.Index(fields=["unit", "period"], name="entry_unit"),
            models.Index(fields=["period"], name="entry_period"),
        ]

    def __str__(self) -> str:
        return f"{self.clause} {self.points / 100:+g} {self.staff or self.unit}"
