"""What a person stands on today: posts held, units belonged to, units led; nothing else gives a right."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from shouwen.works.people.models import Staff, Unit

EVERYTHING = ~Q(pk__in=[])  # not Q(): an empty Q vanishes when it is joined by or


@dataclass(frozen=True, slots=True)
class Standing:
    """Posts held, units belonged to, and units seen: own ones, and all below those led.

    `everything` spares the list of units to those who lead the root of the only tree.
    """

    staff_id: int
    username: str
    posted: tuple[tuple[str, Unit], ...]
    posts: frozenset[str]
    members: frozenset[int]
    leads: frozenset[int]
    codes: frozenset[str]
    led_codes: frozenset[str]
    everything: bool

    @property
    def home(self) -> Unit:
        """The unit of the oldest posting in force."""
        return self.posted[0][1]

    def unit_as(self, posts: Collection[str]) -> Unit:
        """The unit in which one of these posts is held; the home unit when none is."""
        return next((unit for post, unit in self.posted if post in posts), self.home)

    @property
    def units(self) -> frozenset[int]:
        return self.members | self.leads

    def in_units(self, field: str) -> Q:
        """Rows whose `field` (the key of a unit) is a unit this person sees."""
        return EVERYTHING if self.everything else Q(**{f"{field}__in": sorted(self.units)})

    def in_codes(self, field: str) -> Q:
        """The same for tables that keep the unit's code."""
        return EVERYTHING if self.everything else Q(**{f"{field}__in": sorted(self.codes)})

    def in_led(self, field: str) -> Q:
        """Rows whose `field` (a unit's code) is a unit this person leads, or one below it."""
        return EVERYTHING if self.everything else Q(**{f"{field}__in": sorted(self.led_codes)})


def standing(user: Staff | AnonymousUser) -> Standing | None:
    """The standing of a person today, asked once a request; None for strangers to the house."""
    if not isinstance(user, Staff) or not user.is_active or user.pk is None:
        return None
    today = timezone.localdate()
    kept: tuple[Any, Standing | None] | None = user.__dict__.get("_standing")
    if kept is None or kept[0] != today:
        kept = user.__dict__["_standing"] = (today, _standing(user))
    return kept[1]


_UNIT = [field.attname for field in Unit._meta.concrete_fields]
_POSTINGS = f"""
SELECT post, leads, {", ".join(f"u.{name}" for name in _UNIT)} FROM people_posting p JOIN people_unit u ON u.id = p.unit_id
WHERE staff_id = %s AND from_on <= %s AND (until_on IS NULL OR until_on >= %s) ORDER BY from_on, p.id"""  # noqa: S608


def _postings(staff: int) -> list[tuple[str, bool, Unit]]:
    """`Posting.objects.in_force()` of a person as one plain statement, because every request asks it."""
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(_POSTINGS, [staff, today, today])
        return [
            (post, leads, Unit.from_db("default", _UNIT, unit)) for post, leads, *unit in cursor.fetchall()
        ]


def _standing(user: Staff) -> Standing | None:
    postings = _postings(user.pk)
    if not postings:
        return None
    led = [unit for _, leads, unit in postings if leads]
    members = {unit.pk: unit.code for _, _, unit in postings}
    everything = any(unit.parent_id is None for unit in led) and Unit.objects.filter(parent=None).count() == 1
    below: dict[int, str] = {}
    if led and not everything:
        under = Q()
        for unit in led:
            under |= Q(path__startswith=unit.path)
        below = dict(Unit.objects.filter(under).values_list("id", "code"))
    return Standing(
        staff_id=user.pk,
        username=user.username,
        posted=tuple((post, unit) for post, _, unit in postings),
        posts=frozenset(post for post, _, _ in postings),
        members=frozenset(members),
        leads=frozenset(below) | frozenset(unit.pk for unit in led),
        codes=frozenset(members.values()) | frozenset(below.values()),
        led_codes=frozenset(below.values()) | frozenset(unit.code for unit in led),
        everything=everything,
    )
