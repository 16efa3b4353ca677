"""Puts the demo into the database: every act goes through the same door as a clerk's click, with its past instant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from shouwen.project.demo import Account, company
from shouwen.project.demo.month import DAYS, Tale
from shouwen.project.demo.month import month as stories_of_month
from shouwen.project.demo.people import Caller, callers
from shouwen.works.customers.models import Address, Contact, Customer
from shouwen.works.duty import live
from shouwen.works.duty.models import Notice
from shouwen.works.journal import charters
from shouwen.works.matters import actions
from shouwen.works.people.actions import add_unit, post_to
from shouwen.works.people.models import Staff, Unit

CUSTOMERS = 300
LONGEST_MONTH = 31


def everything(*, seed: int, month: str | None) -> None:
    """Units, people, customers and matters in one transaction, then the judge over all of it."""
    now, days = _present(month)
    rng = Random(seed)  # noqa: S311 - a story, not a secret
    with transaction.atomic():
        units, staff, customers = found(rng, now, CUSTOMERS)
        for tale in stories_of_month(rng, customers, now, days):
            tell(tale, staff, units)
    while live.judge_touched() or live.judge_due():
        pass
    _read_old_notices(now)


def found(
    rng: Random, now: datetime, customers: int
) -> tuple[dict[str, Unit], dict[str, Staff], list[Caller]]:
    """The company with its people, and so many customers; nothing has happened yet."""
    units = _units()
    return units, _staff(units, now), _customers(rng, customers)


def accounts() -> list[Account]:
    """One account a role, when this is the demo's database."""
    if not Unit.objects.filter(code="qh", name_zh=company.NAME.zh).exists():
        return []
    posts = charters.current().posts
    known = set(Staff.objects.filter(username__in=company.SHOWN_ACCOUNTS).values_list("username", flat=True))
    plans = {plan.username: plan for plan in company.STAFF}
    shown = [plans[name] for name in company.SHOWN_ACCOUNTS if name in known]
    return [Account(plan.username, company.PASSWORD, posts[plan.post]) for plan in shown]


def _present(month: str | None) -> tuple[datetime, int]:
    """Until when the demo lives, and how many days: up to now, or up to the end of a past month."""
    now = timezone.localtime()
    if month is None:
        return now, DAYS
    try:
        first = timezone.make_aware(datetime.strptime(month, "%Y-%m"))  # noqa: DTZ007 - made aware at once
    except ValueError:
        raise ValueError(f"{month!r} is no month: write it as 2026-03.") from None
    if first > now:
        raise ValueError(f"{month} lies ahead; the demo lives through a month that has begun.")
    following = (first + timedelta(days=LONGEST_MONTH + 1)).replace(day=1)
    end = min(now, following - timedelta(seconds=1))
    return end, (end - first).days


def _units() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for plan in company.UNITS:
        parent = units[plan.parent] if plan.parent else None
        name = plan.name
        units[plan.code] = add_unit(
            code=plan.code, name_zh=name.zh, name_en=name.en, parent=parent, kind=plan.kind
        )
    return units


def _staff(units: Mapping[str, Unit], now: datetime) -> dict[str, Staff]:
    """All of them share one password, hashed once: hashing is slow on purpose."""
    password = make_password(company.PASSWORD)
    since = (now - timedelta(days=400)).date()
    staff: dict[str, Staff] = {}
    for plan in company.STAFF:
        person = staff[plan.username] = Staff(username=plan.username, name=plan.name, password=password)
        person.save()
        post_to(staff=person, unit=units[plan.unit], post=plan.post, leads=plan.leads, from_on=since)
    for name, post, unit in company.SECOND_POSTS:
        post_to(staff=staff[name], unit=units[unit], post=post, from_on=since)
    for plan in company.STAFF:
        if plan.supervisor:
            staff[plan.username].supervisor = staff[plan.supervisor]
            staff[plan.username].save(update_fields=["supervisor"])
    return staff


def _customers(rng: Random, count: int) -> list[Caller]:
    all_of_them = callers(rng, count)
    rows = Customer.objects.bulk_create(Customer(code=c.code, name=c.name, kind=c.kind) for c in all_of_them)
    pairs = list(zip(rows, all_of_them, strict=True))
    Contact.objects.bulk_create(Contact(customer=row, phone=each.phone) for row, each in pairs)
    Address.objects.bulk_create(
        Address(customer=row, text=each.address, area=each.area) for row, each in pairs
    )
    return all_of_them


def tell(tale: Tale, staff: Mapping[str, Staff], units: Mapping[str, Unit]) -> None:
    """Take one matter in and walk it as far as its story goes; the house refuses what its charter forbids."""
    first, *rest = tale.acts
    matter = actions.open_matter(
        flow=tale.flow,
        step=first.step,
        data=first.data,
        by=staff[first.by],
        unit=units[first.unit] if first.unit else None,
        at=first.at,
    )
    for act in rest:
        by, revision = staff[act.by], matter.revision
        matter = actions.advance(
            matter=matter, step=act.step, data=act.data, by=by, revision=revision, at=act.at
        )


def _read_old_notices(now: datetime) -> None:
    """What was told more than a day ago has been read by now."""
    old = Notice.objects.filter(at__lt=now - timedelta(days=1), read_at=None)
    old.update(read_at=timezone.now())
