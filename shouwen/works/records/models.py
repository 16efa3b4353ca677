"""What the records keep beside the facts: filed sheets with their ticks, and boards with every version of a notice.

Each row is written in the transaction of the fact it stands for; training, competence, keepers and receipts
are facts alone.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from shouwen.works.people.models import Staff, Unit

RESULTS = ["pass", "fail", "not_applicable"]
PLACES = ["board", "wall", "counter", "kiosk", "portal"]


class Filing(models.Model):
    """A sheet of the charter as somebody filled it in. `number` is the subject of its facts.

    `person` is who was inspected (none: the place itself), `by` who inspected, `unit` where.
    """

    number = models.CharField(max_length=40, unique=True)
    sheet = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="filings")
    person = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="inspected")
    place = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="filed")
    filed_at = models.DateTimeField()
    failed = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(number="") & ~Q(sheet=""), name="filing_is_named"),
        ]
        indexes = [
            models.Index(fields=["unit", "-id"], name="filing_of_unit"),
            models.Index(fields=["person", "-id"], name="filing_of_person"),
        ]

    def __str__(self) -> str:
        return self.number


class Tick(models.Model):
    """One item of a filed sheet; of a failed one, when and by whom it was mended."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="ticks")
    item = models.CharField(max_length=60)
    result = models.CharField(max_length=14, choices=[(each, each) for each in RESULTS])
    note = models.CharField(max_length=500, blank=True)
    mended_at = models.DateTimeField(null=True, blank=True)
    mended_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="mended")
    mended_note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["filing", "item"], name="tick_once_an_item"),
            models.CheckConstraint(condition=Q(result__in=RESULTS), name="tick_result_is_known"),
            models.CheckConstraint(
                condition=Q(mended_at__isnull=True, mended_by__isnull=True)
                | Q(mended_at__isnull=False, mended_by__isnull=False, result="fail"),
                name="tick_mended_after_failing",
            ),
        ]
        indexes = [
            models.Index(
                fields=["filing"], name="tick_to_mend", condition=Q(result="fail", mended_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        """What its facts are about, so that a mending answers its own tick."""
        return f"{self.filing.number}/{self.item}"


class Board(models.Model):
    """Where a unit hangs notices: its notice board, kiosk, wall, counter or page on the web, one of each."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="boards")
    place = models.CharField(max_length=20, choices=[(each, each) for each in PLACES])
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "place"], name="board_one_a_place"),
            models.CheckConstraint(condition=Q(place__in=PLACES), name="board_place_is_known"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        """What the facts of the board are about."""
        return f"board:{self.unit.code}/{self.place}"


class NoticeVersion(models.Model):
    """What hung under an item from `posted_at` to `ended_at` (null: it hangs there now).

    `removed_by` took it down; without it the next version took its place. `about` is the case that asked for
    the notice, where the charter asks case by case.
    """

    board = models.ForeignKey(Board, models.PROTECT, related_name="versions")
    item = models.CharField(max_length=120)
    about = models.CharField(max_length=80, blank=True)
    zh = models.TextField()
    en = models.TextField(blank=True)
    posted_at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["board", "item", "about"],
                name="notice_one_hangs",
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(condition=~Q(item="") & ~Q(zh=""), name="notice_says_something"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, removed_by__isnull=True) | Q(ended_at__gte=F("posted_at")),
                name="notice_ends_after_it_was_posted",
            ),
        ]
        indexes = [models.Index(fields=["board", "item", "-posted_at"], name="notice_versions")]

    def __str__(self) -> str:
        return f"{self.item} {self.posted_at:%F}"
