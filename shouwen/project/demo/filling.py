"""Puts the demo into the database: every act goes through the same door as a clerk's click, with its past instant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from shouwen.law.charter.charter import Charter
from shouwen.law.facts.fact import Fact
from shouwen.project.demo import Account, company
from shouwen.project.demo.diligence import units_opened
from shouwen.project.demo.life import Life, live
from shouwen.project.demo.month import A_DAY, DAYS, Tale
from shouwen.project.demo.month import month as stories_of_month
from shouwen.project.demo.people import Caller, callers
from shouwen.project.demo.stories import Act
from shouwen.project.trouble import Exit, Trouble
from shouwen.works.customers.models import Address, Contact, Customer
from shouwen.works.duty import live as duty
from shouwen.works.duty.models import Notice
from shouwen.works.journal import actions as journal
from shouwen.works.journal import charters, vocabulary
from shouwen.works.journal.instants import to_us
from shouwen.works.matters import actions
from shouwen.works.matters.models import Matter
from shouwen.works.people import access
from shouwen.works.people.actions import add_unit, post_to
from shouwen.works.people.models import Staff, Unit
from shouwen.works.people.standing import standing
from shouwen.works.people.turns import OPENED
from shouwen.works.refusal import Refused

HANDED_ON = "由贵部门继续办理。"
CUSTOMERS = 300
LONGEST_MONTH = 31
NARRATED = {"power-hall": (*A_DAY, "standby")}
"""The flows that have stories of their own, by company; all others are walked."""
BY = "house"


def everything(*, seed: int, month: str | None) -> None:
    """Units, people, customers, matters and whatever else happened in one transaction, then the judge over it."""
    now, days = _present(month)
    rng = Random(seed)  # noqa: S311 - a story, not a secret
    charter = charters.current()
    theirs = company.of(settings.COMPANY)
    _must_fit(theirs, charter)
    with transaction.atomic():
        units, staff, customers = found(rng, now, CUSTOMERS, days)
        narrated = NARRATED.get(theirs.key, ())
        life = live(charter, theirs, customers, now=to_us(now), days=days, seed=seed, narrated=narrated)
        _record(life)
        tales = stories_of_month(rng, customers, now, days) if narrated else []
        tales += [Tale(walk.flow, walk.caller, walk.acts) for walk in life.matters]
        for tale in sorted(tales, key=lambda tale: tale.acts[0].at):
            tell(tale, staff, units)
    while duty.judge_touched() or duty.judge_due():
        pass
    _read_old_notices(now)


def found(
    rng: Random, now: datetime, customers: int, days: int = DAYS
) -> tuple[dict[str, Unit], dict[str, Staff], list[Caller]]:
    """The company with its people, and so many customers; nothing has happened yet."""
    theirs = company.of(settings.COMPANY)
    since = now - timedelta(days=days + 1)
    units = _units(theirs, since)
    return units, _staff(theirs, units, since.date()), _customers(rng, customers)


def accounts() -> list[Account]:
    """One account a role, when this is the demo's database."""
    theirs = company.of(settings.COMPANY)
    root = theirs.units[0]
    if not Unit.objects.filter(code=root.code, name_zh=root.name.zh).exists():
        return []
    posts = charters.current().posts
    known = set(Staff.objects.filter(username__in=theirs.shown).values_list("username", flat=True))
    plans = {plan.username: plan for plan in theirs.staff}
    shown = [plans[name] for name in theirs.shown if name in known]
    return [Account(plan.username, company.PASSWORD, posts[plan.post]) for plan in shown]


def _must_fit(theirs: company.Company, charter: Charter) -> None:
    """The demo's people hold the posts of the charter they were made for. Errors: Trouble."""
    if lacking := sorted({plan.post for plan in theirs.staff} - set(charter.posts)):
        raise Trouble(
            Exit.BAD_SETTING,
            f"演示公司 {theirs.key} 与规范 {charter.name} 不配（没有岗位 {lacking[0]}）："
            "请设 SHOUWEN_COMPANY，或加 --no-demo。",
            f"The demo company {theirs.key} does not fit the charter {charter.name}, which has no post "
            f"{lacking[0]}: set SHOUWEN_COMPANY, or start with --no-demo.",
        )


def _record(life: Life) -> None:
    """What no flow records. Examples may hold what a house refuses to write down; it was not written down then."""
    charter = charters.current()
    facts = [fact for fact in (*life.passed, *life.rest) if _is_recorded(charter, fact)]
    journal.record_many(facts, by=BY)


def _is_recorded(charter: Charter, fact: Fact) -> bool:
    try:
        vocabulary.check(charter, fact.kind, fact.data)
    except Refused:
        return False
    return True


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


def _units(theirs: company.Company, since: datetime) -> dict[str, Unit]:
    """Units that were opened when the month began; said first, or the house would say that they open now."""
    units: dict[str, Unit] = {}
    if OPENED in charters.current().facts:
        opened = units_opened(theirs, to_us(since))
        with transaction.atomic():
            journal.record_many(opened, by=BY)
    for plan in theirs.units:
        parent = units[plan.parent] if plan.parent else None
        name = plan.name
        units[plan.code] = add_unit(
            code=plan.code, name_zh=name.zh, name_en=name.en, parent=parent, kind=plan.kind
        )
    return units


def _staff(theirs: company.Company, units: Mapping[str, Unit], since: date) -> dict[str, Staff]:
    """All of them share one password, hashed once: hashing is slow on purpose."""
    password = make_password(company.PASSWORD)
    staff: dict[str, Staff] = {}
    for plan in theirs.staff:
        person = staff[plan.username] = Staff(username=plan.username, name=plan.name, password=password)
        person.save()
        post_to(staff=person, unit=units[plan.unit], post=plan.post, leads=plan.leads, from_on=since)
    for name, post, unit in theirs.second_posts:
        post_to(staff=staff[name], unit=units[unit], post=post, from_on=since)
    for plan in theirs.staff:
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
        matter = _advanced(matter, act, staff, units)


def _advanced(matter: Matter, act: Act, staff: Mapping[str, Staff], units: Mapping[str, Unit]) -> Matter:
    """The step; where the matter lies in a unit that is not theirs, whoever has it hands it over first."""
    by = staff[act.by]
    if not access.may(by, "matter.step", matter):
        hands = [matter.holder, matter.taken_in_by, *staff.values()]
        giver = next(each for each in hands if each and access.may(each, "matter.hand_over", matter))
        home = standing(by)
        assert home is not None
        matter = actions.hand_over(
            matter=matter, to_unit=home.home, reason=HANDED_ON, by=giver, revision=matter.revision,
            at=act.at - timedelta(seconds=2),
        )  # fmt: skip
    return actions.advance(
        matter=matter, step=act.step, data=act.data, by=by, revision=matter.revision, at=act.at
    )


def _read_old_notices(now: datetime) -> None:
    """What was told more than a day ago has been read by now."""
    old = Notice.objects.filter(at__lt=now - timedelta(days=1), read_at=None)
    old.update(read_at=timezone.now())
