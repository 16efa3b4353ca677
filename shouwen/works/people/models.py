"""Who works here: units as a tree, staff who sign in, and the posts they hold from day to day."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from shouwen.words import Words

CODE = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"


class Unit(models.Model):
    """A branch, hall, crew or desk. `path` is its place in the tree, such as '/root/hall/crew/'."""

    code = models.CharField(max_length=40, unique=True)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=400, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=CODE), name="unit_code_is_a_code"),
            models.CheckConstraint(
                condition=Q(path__startswith="/", path__endswith="/"), name="unit_path_is_a_path"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"

    @property
    def name(self) -> Words:
        return Words(self.name_zh, self.name_en)


class StaffManager(BaseUserManager["Staff"]):
    """Makes people who can sign in; the staff code is the user name."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Staff:
        staff = self.model(username=self.model.normalize_username(username), **fields)
        staff.set_password(password)
        staff.full_clean(exclude=["password"])
        staff.save(using=self._db)
        return staff


class Staff(AbstractBaseUser):
    """A member of staff. Rights come only from postings in force today: see access.py."""

    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    email = models.EmailField(blank=True)
    supervisor = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="supervised")
    language = models.CharField(max_length=2, default="zh", choices=[("zh", "中文"), ("en", "English")])
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[StaffManager] = StaffManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(username__regex=CODE), name="staff_username_is_a_code"),
            models.CheckConstraint(condition=Q(language__in=["zh", "en"]), name="staff_language_is_known"),
            models.CheckConstraint(
                condition=Q(supervisor__isnull=True) | ~Q(supervisor=F("id")), name="staff_not_own_supervisor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.username} {self.name}"

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class PostingQuerySet(models.QuerySet["Posting"]):
    """Postings by day."""

    def in_force(self, on: date | None = None) -> PostingQuerySet:
        """Those of local day `on`, today by default; the last day counts."""
        on = on or timezone.localdate()
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=on), from_on__lte=on)


class Posting(models.Model):
    """A person holds a post of the charter in a unit; `leads` makes them a supervisor of all below it."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="postings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="postings")
    post = models.CharField(max_length=60)
    leads = models.BooleanField(default=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "unit", "post", "from_on"], name="posting_once_a_day"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="posting_ends_after_it_began",
            ),
            models.CheckConstraint(condition=~Q(post=""), name="posting_names_a_post"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.post} @{self.unit_id}"


class Token(models.Model):
    """A personal key to the API: only its digest is kept, the key itself is shown once when it is made."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("made_at")), name="token_ends_after_it_was_made")
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.name}"
