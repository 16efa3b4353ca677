"""What is done to the house itself: units, people, the posts they hold, and their keys to the API."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone

from shouwen.words import Words
from shouwen.works.journal import charters
from shouwen.works.people.models import Posting, Staff, Token, Unit
from shouwen.works.people.turns import record_turns
from shouwen.works.refusal import NotAllowed, Refused

KEY_PREFIX = "sw_"


@transaction.atomic
def add_unit(*, code: str, name_zh: str, name_en: str, parent: Unit | None = None, kind: str = "") -> Unit:
    """Add a unit below another, or a root. Errors: ValidationError naming the field."""
    path = f"{parent.path if parent else '/'}{code}/"
    unit = Unit(code=code, name_zh=name_zh, name_en=name_en, parent=parent, kind=kind, path=path)
    unit.full_clean()
    unit.save()
    record_turns()
    return unit


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit | None) -> Unit:
    """Hang a unit with everything below it under another, or make it a root. Errors: Refused below-itself."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    parent = Unit.objects.select_for_update().get(pk=parent.pk) if parent else None
    if parent and parent.path.startswith(unit.path):
        words = Words("单位不能移到自己的下级。", "A unit cannot be moved below itself.")
        raise Refused("below-itself", words, field="parent")
    path = f"{parent.path if parent else '/'}{unit.code}/"
    rest = Substr("path", len(unit.path) + 1)
    Unit.objects.filter(path__startswith=unit.path).update(path=Concat(Value(path), rest))
    Unit.objects.filter(pk=unit.pk).update(parent=parent)
    return Unit.objects.get(pk=unit.pk)


@transaction.atomic
def post_to(
    *,
    staff: Staff,
    unit: Unit,
    post: str,
    leads: bool = False,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Posting:
    """Give a person a post of the charter in a unit, from today unless told. Errors: Refused unknown-post."""
    known = charters.current().posts
    if post not in known:
        listed = "、".join(known), ", ".join(known)
        words = Words(
            f"规范中没有岗位「{post}」；可用：{listed[0]}。",
            f"The charter knows no post '{post}'; it has: {listed[1]}.",
        )
        raise Refused("unknown-post", words, field="post")
    posting = Posting(
        staff=staff,
        unit=unit,
        post=post,
        leads=leads,
        from_on=from_on or timezone.localdate(),
        until_on=until_on,
    )
    posting.full_clean()
    posting.save()
    record_turns(staff.username, began_at=timezone.now())
    return posting


@transaction.atomic
def end_posting(*, posting: Posting, last_on: date) -> Posting:
    """The post is held to the end of `last_on` and no longer."""
    posting.until_on = last_on
    posting.full_clean()
    posting.save(update_fields=["until_on"])
    record_turns(posting.staff.username)
    return posting


@transaction.atomic
def end_staff(*, staff: Staff) -> int:
    """Signs in no more from now on: posts end today, keys to the API at once. How many posts that were.

    A post not begun yet is taken back. Matters in the person's hands stay there, for the unit to hand over.
    """
    today = timezone.localdate()
    held = Posting.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=today), staff=staff)
    count = held.count()
    held.filter(from_on__gt=today).delete()
    held.update(until_on=today)
    staff.tokens.all().delete()
    Staff.objects.filter(pk=staff.pk).update(is_active=False)
    staff.is_active = False
    return count


def make_token(*, staff: Staff, name: str, by: Staff, days: int = 90) -> str:
    """A key to the API for oneself; shown once, here. Errors: NotAllowed for anybody else's."""
    if by.pk != staff.pk:
        raise NotAllowed
    key = KEY_PREFIX + secrets.token_urlsafe(32)
    now = timezone.now()
    token = Token(
        staff=staff, name=name, digest=digest_of(key), made_at=now, ends_at=now + timedelta(days=days)
    )
    token.full_clean()
    token.save()
    return key


def end_token(*, token: Token, by: Staff) -> None:
    """The key opens nothing any more."""
    if by.pk != token.staff_id:
        raise NotAllowed
    token.delete()


def staff_of_key(key: str) -> Staff | None:
    """Whose key it is, if it is one and still good."""
    token = (
        Token.objects.filter(digest=digest_of(key), ends_at__gt=timezone.now(), made_at__lte=F("ends_at"))
        .select_related("staff")
        .first()
    )
    return token.staff if token and token.staff.is_active else None


def digest_of(key: str) -> str:
    """Keys are long and random, so one pass of SHA-256 is enough."""
    return hashlib.sha256(key.encode()).hexdigest()
