"""Reading duty: what stands, for me, my post and my unit; what there is to know; and what went wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from shouwen.law.charter.language import Limit, Precede
from shouwen.works.duty.models import CURRENT, STANDING, Notice, Verdict, Watch
from shouwen.works.journal import charters
from shouwen.works.journal.models import Fact, Touched
from shouwen.works.matters.models import Matter
from shouwen.works.people import access
from shouwen.works.people.models import Staff, Unit

NEAR = timedelta(hours=1)


def standing(user: Staff) -> QuerySet[Verdict]:
    """The obligations this person may know of, the nearest due first; those without a due time last."""
    rows = Verdict.objects.filter(CURRENT, verdict__in=STANDING)
    return access.visible(user, rows, "finding.see").order_by("due_at", "id")


def mine(user: Staff) -> QuerySet[Verdict]:
    """What I have to see to: of the matters in my hands, and what I answer for by name."""
    held = Matter.objects.filter(holder=user, closed_at=None).values("number")
    return standing(user).filter(Q(subject__in=held) | Q(staff=user.username))


def my_post(user: Staff) -> QuerySet[Verdict]:
    """What a post of mine can fulfil by its next step, in the units I see."""
    stood = access.standing(user)
    rules = rules_of_posts(stood.posts) if stood else []
    return standing(user).filter(rule__in=rules)


def of_unit(user: Staff, unit: Unit) -> QuerySet[Verdict]:
    """What stands in a unit and those below it."""
    below = Unit.objects.filter(path__startswith=unit.path).values("code")
    return standing(user).filter(unit__in=below)


def rules_of_posts(posts: Iterable[str]) -> list[str]:
    """The rules whose obligations are fulfilled by a step these posts may take."""
    charter, held = charters.current(), set(posts)
    flows = charter.flows.values()
    theirs = {step.records for flow in flows for step in flow.steps.values() if held & set(step.who)}
    limits = [rule.id for rule in charter.rules_of(Limit) if theirs & {pick.kind for pick in rule.body.to}]
    return limits + [
        rule.id
        for rule in charter.rules_of(Precede)
        if rule.body.after and theirs & {pick.kind for pick in rule.body.what}
    ]


@dataclass(frozen=True, slots=True)
class Load:
    """How one unit stands; a clock that stands still is `paused` and in no other number."""

    unit: str | None
    overdue: int
    near: int
    open: int
    paused: int


def loads(rows: QuerySet[Verdict], now: datetime | None = None) -> list[Load]:
    """Obligations counted by unit, in one statement over the index of what stands; the most overdue first."""
    now = now or timezone.now()
    runs, late = Q(paused=False), Q(due_at__lt=now)
    near = Q(due_at__gte=now) & (Q(due_at__lt=now + NEAR) | Q(warn_at__lte=now))
    counted = rows.order_by().values("unit")
    counted = counted.annotate(
        overdue_n=Count("id", filter=runs & late),
        near_n=Count("id", filter=runs & near),
        paused_n=Count("id", filter=Q(paused=True)),
        all_n=Count("id"),
    )
    found = [
        Load(
            row["unit"],
            row["overdue_n"],
            row["near_n"],
            row["all_n"] - row["overdue_n"] - row["near_n"] - row["paused_n"],
            row["paused_n"],
        )
        for row in counted
    ]
    return sorted(found, key=lambda load: (-load.overdue, -load.near, load.unit or ""))


def notices(user: Staff) -> QuerySet[Notice]:
    """What this person is told: by name, by a post held in the unit, or as the one who leads it; latest first."""
    stood = access.standing(user)
    if stood is None:
        return Notice.objects.none()
    told = Q(to_staff=user.username)
    for post, unit in stood.posted:
        told |= Q(to_post=post, to_unit=unit.code)
    told |= Q(to_post=None, to_staff=None) & stood.in_led("to_unit")
    return Notice.objects.filter(told).select_related("verdict").order_by("-told_at", "-id")


def read(user: Staff, ids: Iterable[int]) -> int:
    """Mark notices of this person as read; answers how many were not yet."""
    return notices(user).filter(id__in=list(ids), read_at=None).order_by().update(read_at=timezone.now())


def evidence(verdict: Verdict) -> list[Fact]:
    """The facts a verdict rests on, in the order they happened."""
    return list(Fact.objects.filter(id__in=verdict.evidence).order_by("at", "id"))


def failing() -> QuerySet[Watch]:
    """Scopes whose judging failed, the longest failing first: `error` says why, `next_at` when it is tried again."""
    return Watch.objects.filter(tries__gt=0).order_by("failing_since")


@dataclass(frozen=True, slots=True)
class Lag:
    """How far live judging is behind: touches that wait, those brought in bulk apart, and the oldest late look."""

    waiting: int
    later: int
    late_s: float
    failing: int


def lag(now: datetime | None = None) -> Lag:
    """For the doctor: with a worker at work, nothing waits longer than a second or two."""
    now = now or timezone.now()
    counts = dict(Touched.objects.order_by().values_list("later").annotate(Count("id")))
    due = (
        Watch.objects.filter(next_at__lte=now, tries=0)
        .order_by("next_at")
        .values_list("next_at", flat=True)
        .first()
    )
    late_s = (now - due).total_seconds() if due else 0.0
    return Lag(counts.get(False, 0), counts.get(True, 0), late_s, failing().count())
