"""The demo month: the same seed tells the same stories, and the house refuses none of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from shouwen.project import demo
from shouwen.project.demo import company, month, people
from shouwen.works.duty.models import Notice, Verdict
from shouwen.works.journal.models import Fact
from shouwen.works.matters.models import Matter

NOW = datetime(2026, 3, 31, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def stories(seed: int) -> list[month.Tale]:
    rng = Random(seed)
    return month.month(rng, people.callers(rng, 60), NOW)


def test_the_same_seed_tells_the_same_month() -> None:
    assert stories(1) == stories(1) != stories(2)


def test_nothing_happens_after_now_and_nothing_out_of_order() -> None:
    for tale in stories(3):
        instants = [act.at for act in tale.acts]
        assert instants == sorted(instants) and instants[-1] <= NOW


def test_the_month_has_nights_working_hours_late_ones_and_withdrawn_ones() -> None:
    tales = stories(4)
    repairs = [tale for tale in tales if tale.flow == "repair"]
    assert any(tale.acts[0].at.hour < 6 for tale in repairs)
    assert any(tale.acts[-1].step == "withdrawn" for tale in tales)
    assert any(act.step == "delay_told" for tale in repairs for act in tale.acts)
    assert any(act.step == "reopened" for tale in tales for act in tale.acts)
    fresh = [tale for tale in repairs if tale.acts[0].at > NOW - timedelta(minutes=50)]
    assert any(tale.acts[-1].step == "dispatched" for tale in fresh)


def test_no_telephone_number_of_the_demo_can_be_anybodys() -> None:
    phones = [caller.phone for caller in people.callers(Random(1), 300)]
    assert len(set(phones)) == 300 and all(phone.startswith("1200") for phone in phones)


@pytest.mark.django_db(transaction=True)
def test_a_month_is_lived_through_and_judged_like_everything_else() -> None:
    demo.load(seed=9)
    assert {account.username for account in demo.accounts()} == set(company.of("power-hall").shown)
    assert Matter.objects.count() > 300
    assert Fact.objects.count() > 2000
    found = set(Verdict.objects.filter(superseded_at=None).values_list("verdict", flat=True))
    assert {"kept", "breached", "overdue", "open"} <= found
    assert Matter.objects.filter(closed_at=None, next_due_at__isnull=False).exists()
    assert Notice.objects.filter(read_at=None).exists()


@pytest.mark.django_db
def test_a_house_that_is_not_the_demos_shows_no_accounts() -> None:
    assert demo.accounts() == []


@pytest.mark.parametrize(("asked", "says"), [("March", "is no month"), ("2999-01", "lies ahead")])
@pytest.mark.django_db
def test_a_month_that_cannot_be_is_refused_in_words(asked: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        demo.load(month=asked)
