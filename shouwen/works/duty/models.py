"""Tables of duty: the verdicts of the live judge, who was told of them, and when to ask again.

Verdicts are the law's, written by `live` alone. A verdict that no longer holds is marked superseded and
another takes its place; nothing is edited or removed (migration 0002), so what was believed when stays known.
"""

# ruff: noqa: DJ001  (null says "not given"; an empty text would be a code)

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

VERDICTS = ["kept", "breached", "overdue", "open", "undecided", "praised", "fell-short", "met"]
STANDING = ["open", "overdue"]
CURRENT = Q(superseded_at__isnull=True)


class Verdict(models.Model):
    """One verdict as it was from `judged_at` until `superseded_at` (null: as it is).

    The fields are those of `shouwen.law.judge.verdict.Verdict`; instants end in `_at`. Of an overdue
    obligation `late_s` and `elapsed_s` are those of `judged_at`: how late it is by now is `now - due_at`.
    """

    scope = models.TextField()
    key = models.TextField()
    verdict = models.TextField(choices=[(word, word) for word in VERDICTS])
    clause = models.TextField()
    rule = models.TextField()
    charter = models.TextField()
    version = models.TextField()
    cites = ArrayField(models.TextField(), default=list)
    subject = models.TextField(null=True)
    staff = models.TextField(null=True)
    unit = models.TextField(null=True)
    customer = models.TextField(null=True)
    period = models.TextField(null=True)
    at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    limit_text = models.TextField(null=True)
    limit_s = models.FloatField(null=True)
    elapsed_s = models.FloatField(null=True)
    late_s = models.FloatField(null=True)
    points = models.IntegerField(default=0)
    money = models.BigIntegerField(default=0)
    part = models.BigIntegerField(null=True)
    whole = models.BigIntegerField(null=True)
    evidence = ArrayField(models.TextField(), default=list)
    missing = models.TextField(null=True)
    words = models.TextField(null=True)
    provisional = models.BooleanField(default=False)
    paused = models.BooleanField(default=False)
    judged_at = models.DateTimeField(db_default=Now())
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=CURRENT, name="verdict_one_current_a_key"),
            models.CheckConstraint(condition=Q(verdict__in=VERDICTS), name="verdict_word_is_known"),
            models.CheckConstraint(
                condition=CURRENT | Q(superseded_at__gte=models.F("judged_at")),
                name="verdict_superseded_later",
            ),
        ]
        indexes = [
            models.Index(fields=["scope"], condition=CURRENT, name="verdict_scope"),
            models.Index(
                fields=["due_at"], condition=CURRENT & Q(verdict__in=STANDING), name="verdict_standing_due"
            ),
            models.Index(
                fields=["unit", "due_at"],
                condition=CURRENT & Q(verdict__in=STANDING),
                name="verdict_standing_unit",
            ),
            models.Index(fields=["subject"], condition=CURRENT, name="verdict_subject"),
            models.Index(fields=["unit", "verdict", "at"], condition=CURRENT, name="verdict_unit"),
            models.Index(fields=["clause", "at"], condition=CURRENT, name="verdict_clause"),
            models.Index(fields=["key"], name="verdict_history"),
        ]

    def __str__(self) -> str:
        return f"{self.clause} {self.verdict} {self.subject or self.key}"


class Notice(models.Model):
    """Somebody has to know: a warning before the due time, a breach, a rung of the ladder, a withdrawal.

    Addressed to a post within a unit, to one person, or to a unit, which means its supervisors. `turn`
    counts the withdrawals before it, so a finding that comes back is told again, and nothing else twice.
    """

    KINDS = ["warn", "breach", "escalate", "praise", "withdrawn"]

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="notices")
    key = models.TextField()
    kind = models.TextField(choices=[(kind, kind) for kind in KINDS])
    rung = models.SmallIntegerField(default=0)
    turn = models.SmallIntegerField(default=0)
    to_post = models.TextField(null=True)
    to_unit = models.TextField(null=True)
    to_staff = models.TextField(null=True)
    at = models.DateTimeField()
    told_at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "kind", "rung", "turn", "to_post", "to_unit", "to_staff"],
                nulls_distinct=False,
                name="notice_told_once",
            ),
            models.CheckConstraint(
                condition=Q(to_unit__isnull=False) | Q(to_staff__isnull=False), name="notice_has_an_addressee"
            ),
        ]
        indexes = [
            models.Index(fields=["to_unit", "-told_at"], name="notice_unit"),
            models.Index(fields=["to_staff", "-told_at"], name="notice_staff"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Watch(models.Model):
    """When a scope has to be judged again although nothing happens to it.

    Something falls due, a warning or a rung of the ladder is reached, a period ends, a fact that was
    recorded a little early comes true. A group that is dear to judge rests until `rests_until`, however
    much is recorded in it; `touches` tells whether something came while it was judged. With `error` set,
    its last judging failed and is tried again at `next_at`; the scope keeps the verdicts it had.
    """

    scope = models.TextField(primary_key=True)
    next_at = models.DateTimeField(null=True)
    rests_until = models.DateTimeField(null=True)
    touches = models.BigIntegerField(default=0)
    tries = models.IntegerField(default=0)
    error = models.TextField(null=True)
    failing_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(tries=0, error__isnull=True, failing_since__isnull=True)
                | Q(tries__gt=0, error__isnull=False, failing_since__isnull=False),
                name="watch_failing_says_why",
            )
        ]
        indexes = [models.Index(fields=["failing_since"], condition=Q(tries__gt=0), name="watch_failing")]

    def __str__(self) -> str:
        return self.scope
