"""Matters: pieces of work that move through a flow of the charter, and what finds them again."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from shouwen.works.customers.models import Customer
from shouwen.works.people.models import Staff, Unit

NEVER = Value(datetime(9000, 1, 1, tzinfo=UTC), output_field=models.DateTimeField())
"""Where no due time stands in the order of due times: after all of them."""


class Matter(models.Model):
    """One matter. `number` is the subject of its facts; `revision` rises with every act (compare-and-set).

    `unit` holds it now, `taken_in_unit` took it in and stays able to answer the customer. `carry` is what
    every later fact repeats of it. `next_due_at` is the nearest open due time, written by duty alone.
    `handed_on` says that it has left the hands of the person who took it in.
    """

    number = models.CharField(max_length=40, unique=True)
    flow = models.CharField(max_length=60)
    state = models.CharField(max_length=60)
    revision = models.PositiveIntegerField(default=1)
    summary = models.CharField(max_length=120)
    content = models.TextField(blank=True)
    channel = models.CharField(max_length=40, blank=True)
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="matters", db_index=False
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="matters")
    holder = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="held")
    taken_in_by = models.ForeignKey(Staff, models.PROTECT, related_name="taken_in")
    taken_in_unit = models.ForeignKey(Unit, models.PROTECT, related_name="taken_in")
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    carry = models.JSONField(default=dict)
    next_due_at = models.DateTimeField(null=True, blank=True)
    confidential = models.BooleanField(default=False)
    handed_on = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(revision__gte=1), name="matter_revision_counts_from_one"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="matter_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(flow="") & ~Q(state="") & ~Q(summary=""), name="matter_is_named"
            ),
        ]
        indexes = [
            models.Index(
                Coalesce("next_due_at", NEVER),
                "id",
                name="matter_open_by_due",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(fields=["customer", "-id"], name="matter_of_customer"),
            models.Index(fields=["number"], name="matter_confidential", condition=Q(confidential=True)),
        ]

    def __str__(self) -> str:
        return self.number


class Haystack(models.Model):
    """What a matter is found by; kept apart so that moving a matter never rewrites its index entries.

    `words` is the normalised text, `bigrams` every pair of neighbouring characters in it: see search.py.
    """

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="haystack")
    words = models.TextField()
    bigrams = ArrayField(models.IntegerField())

    class Meta:
        indexes = [GinIndex(fields=["bigrams"], name="haystack_bigrams", gin_pending_list_limit=256)]

    def __str__(self) -> str:
        return self.words[:60]


class Counter(models.Model):
    """The last number drawn for a prefix on a day; drawn in the transaction that uses it."""

    prefix = models.CharField(max_length=20)
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prefix", "day"], name="counter_one_a_day"),
            models.CheckConstraint(condition=Q(last__gte=1), name="counter_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}{self.day} {self.last}"
