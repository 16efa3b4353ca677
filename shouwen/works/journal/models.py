"""Tables of the journal: facts, what they touched, and the charters that were in force.

Facts are written by `actions.record` alone. The database refuses to change or remove one
(migration 0002), so a wrong fact is mended by a later fact, never by an edit.
"""

# ruff: noqa: DJ001  (null says "not given"; an empty text would be a code)

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

KIND = r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"
SKEW = timedelta(minutes=2)
"""How far ahead of our clock a fact may say it happened: clocks of phones and counters differ a little."""
EVERYTHING = "everything"
"""The scope of a new charter: whoever keeps verdicts has to ask for all of them again."""


class Fact(models.Model):
    """One thing that happened. `at` is when it happened, `recorded_at` when the house learnt of it.

    `seq` is the order of arrival and means nothing to the judge, who reads by (at, id).
    `staff`, `unit`, `customer` and `by` are codes, not keys: a fact outlives the rows it speaks of.
    """

    seq = models.BigAutoField(primary_key=True)
    id = models.TextField()
    kind = models.TextField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    subject = models.TextField()
    staff = models.TextField(null=True)
    unit = models.TextField(null=True)
    customer = models.TextField(null=True)
    data = models.JSONField(default=dict)
    by = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "at"], name="fact_subject"),
            models.Index(fields=["kind", "at"], name="fact_kind"),
            models.Index(fields=["unit", "kind", "at"], name="fact_unit"),
            models.Index(fields=["staff", "kind", "at"], name="fact_staff"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["id"], name="fact_id"
            ),  # no second index for LIKE, as unique=True makes
            models.CheckConstraint(condition=Q(kind__regex=KIND), name="fact_kind_is_noun_participle"),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(id="") & ~Q(by=""), name="fact_is_named"),
            models.CheckConstraint(
                condition=Q(at__lte=F("recorded_at") + 2 * SKEW), name="fact_is_not_of_the_future"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.at:%F %T}"


class Touched(models.Model):
    """A scope whose verdicts have to be asked for again, written in the transaction that touched it.

    `scope` is `subject:<subject>` or `group:<rule>:<key>:<period>`; `fact` is the `seq` of the fact that
    touched it, from which the worker finds the groups it counts in. What is brought in or judged again in
    bulk is `later`: it waits while anybody waits at a counter. Claimed with SKIP LOCKED and deleted in the
    transaction that stores the verdicts. A watermark over `seq` would lose facts that commit late.
    """

    id = models.BigAutoField(primary_key=True)
    scope = models.TextField()
    fact = models.BigIntegerField(null=True)
    later = models.BooleanField(db_default=False)

    class Meta:
        indexes = [models.Index(fields=["later", "id"], name="touched_in_turn")]

    def __str__(self) -> str:
        return self.scope


class CharterVersion(models.Model):
    """A charter as it was when the house first judged by it; a verdict names its version.

    The house judges by the one that was adopted last.
    """

    name = models.TextField()
    version = models.TextField()
    fingerprint = models.TextField()
    text = models.TextField()
    loaded_at = models.DateTimeField(db_default=Now())
    adopted_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "fingerprint"], name="charter_once_a_fingerprint")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version} {self.fingerprint[:12]}"
