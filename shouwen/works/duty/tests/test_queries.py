"""What stands, for whom; and who may know of a finding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from shouwen.law.facts.fact import Fact
from shouwen.works.duty import live, queries
from shouwen.works.duty.models import Verdict, Watch
from shouwen.works.ledger.models import Entry
from shouwen.works.matters import actions
from shouwen.works.matters.models import Matter
from shouwen.works.people import access
from shouwen.works.people.tests.cast import Cast

pytestmark = pytest.mark.django_db
Record = Callable[..., Fact]


def open_job(house: Cast, at: datetime, by: str = "owner") -> Matter:
    data = {"area": "near", "content": "灯不亮"}
    matter = actions.open_matter(flow="job", step="opened", data=data, by=getattr(house, by), at=at)
    live.catch_up()
    matter.refresh_from_db()
    return matter


def subjects(rows) -> set[str]:
    return {row.subject for row in rows}


def test_a_matter_knows_its_nearest_due_time(house: Cast, now: datetime, record: Record) -> None:
    matter = open_job(house, now - timedelta(seconds=20))
    assert matter.next_due_at == now + timedelta(seconds=40)
    record("job.checked", -1, matter.number)
    actions.advance(matter=matter, step="done", data={}, by=house.owner, revision=matter.revision)
    live.catch_up()
    matter.refresh_from_db()
    assert matter.next_due_at is None


def test_mine_my_post_and_my_units(house: Cast, now: datetime) -> None:
    mine, theirs = open_job(house, now), open_job(house, now, by="stranger")
    assert subjects(queries.mine(house.owner)) == {mine.number}
    assert subjects(queries.my_post(house.owner)) == {mine.number}
    assert subjects(queries.my_post(house.boss)) == set(), "a head takes no step that fulfils it"
    assert subjects(queries.standing(house.chief).filter(clause="1")) == {mine.number, theirs.number}
    assert subjects(queries.of_unit(house.chief, house.unit("hall")).filter(clause="1")) == {mine.number}
    assert not queries.standing(house.nobody).exists()


def test_units_are_counted_in_one_statement(
    house: Cast, now: datetime, record: Record, django_assert_num_queries
) -> None:
    for number, ago in enumerate([90, 55, 5]):
        record("job.opened", -ago, f"j{number}", unit="hall", area="near")
    record("job.opened", -5, "j9", unit="crew", area="near")
    record("job.held", -3, "j9")
    live.catch_up()
    chief = house.chief
    rows = queries.standing(chief).filter(clause="1")
    with django_assert_num_queries(1):
        loads = {load.unit: load for load in queries.loads(rows, now)}
    hall, crew = loads["hall"], loads["crew"]
    assert (hall.overdue, hall.near, hall.open, hall.paused) == (1, 2, 0, 0)
    assert (crew.overdue, crew.near, crew.open, crew.paused) == (0, 0, 0, 1)


@pytest.mark.parametrize(
    ("person", "may"),
    [
        ("owner", True),
        ("teammate", True),
        ("boss", True),
        ("chief", True),
        ("stranger", False),
        ("nobody", False),
    ],
)
def test_who_sees_a_finding_and_its_entry(house: Cast, now: datetime, person: str, may: bool) -> None:
    open_job(house, now - timedelta(seconds=90))
    user = getattr(house, person)
    finding, entry = Verdict.objects.get(clause="1"), Entry.objects.get(clause="1")
    assert access.may(user, "finding.see", finding) is may
    assert access.visible(user, Verdict.objects.filter(clause="1"), "finding.see").exists() is may
    assert access.may(user, "ledger.see", entry) is may
    assert access.visible(user, Entry.objects.filter(clause="1"), "ledger.see").exists() is may


def test_of_a_confidential_matter_only_those_know_who_may_see_it(house: Cast, now: datetime) -> None:
    at = now - timedelta(seconds=90)
    matter = actions.open_matter(
        flow="tip", step="heard", data={"content": "匿名线索"}, by=house.owner, at=at
    )
    live.catch_up()
    Matter.objects.filter(pk=matter.pk).update(handed_on=True, holder=None)
    finding = Verdict.objects.get(clause="9")
    knows = {name for name in house.people if access.may(getattr(house, name), "finding.see", finding)}
    assert knows == {"inspector", "chief"}, "they hold the post the charter names"
    listed = {
        n
        for n in house.people
        if finding in access.visible(getattr(house, n), Verdict.objects.all(), "finding.see")
    }
    assert listed == knows


def test_the_doctor_sees_what_waits_and_what_fails(house: Cast, record: Record, now: datetime) -> None:
    record("job.opened", -90, "j1", unit="hall", area="near")
    assert (queries.lag().waiting, queries.lag().failing) == (1, 0)
    live.catch_up()
    assert queries.lag().waiting == 0
    fails = {"tries": 2, "error": "KeyError: 'x'", "failing_since": now}
    Watch.objects.create(scope="subject:j7", next_at=now + timedelta(hours=1), **fails)
    assert [watch.scope for watch in queries.failing()] == ["subject:j7"] and queries.lag().failing == 1


def test_the_facts_of_a_finding(house: Cast, record: Record) -> None:
    opened = record("job.opened", -90, "j1", unit="hall", area="near")
    done = record("job.done", -1, "j1", unit="hall", staff="owner")
    live.catch_up()
    finding = Verdict.objects.get(rule="1#limit")
    assert [fact.id for fact in queries.evidence(finding)] == [opened.id, done.id]
