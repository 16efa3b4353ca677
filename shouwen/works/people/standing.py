"""What a person stands on today: posts held, units belonged to, units led; nothing else gives a right."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from shouwen.works.people.models import Posting, Staff, Unit

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


def _standing(user: Staff) -> Standing | None:
    postings = list(
        Posting.objects.in_force().filter(staff=user).select_related("unit").order_by("from_on", "id")
    )
    if not postings:
        return None
    led = [posting.unit for posting in postings if posting.leads]
    members = {posting.unit_id: posting.unit.code for posting in postings}
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
        posted=tuple((posting.post, posting.unit) for posting in postings),
        posts=frozenset(posting.post for posting in postings),
        members=frozenset(members),
        leads=frozenset(below) | frozenset(unit.pk for unit in led),
        codes=frozenset(members.values()) | frozenset(below.values()),
        led_codes=frozenset(below.values()) | frozenset(unit.code for unit in led),
        everything=everything,
    )
