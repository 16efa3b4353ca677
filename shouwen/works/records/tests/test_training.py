"""Training, marks, keepers, receipts: who may say what of whom, and what follows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shouwen.works.journal.models import Fact
from shouwen.works.people.actions import end_posting, post_to
from shouwen.works.people.tests.cast import Cast
from shouwen.works.people.turns import record_turns
from shouwen.works.records.actions.receipts import confirm_read
from shouwen.works.records.actions.training import assess, pass_training
from shouwen.works.records.queries import receipts, training
from shouwen.works.records.trained import passed_modules
from shouwen.works.refusal import NotAllowed, NotFound, Refused


@pytest.mark.parametrize(("mark", "state"), [("80", "passed"), ("79.5", "failed"), (None, "missing")])
def test_a_module_is_passed_at_the_mark_of_the_charter(shop: Cast, mark: str | None, state: str) -> None:
    if mark:
        pass_training(person=shop.owner, module="basics", mark=mark, by=shop.boss)
    found = training.profile(shop.owner)
    assert found.learnt[0].state == state and found.may_serve == (state == "passed")
    assert passed_modules("owner") == ({"basics"} if state == "passed" else set())


def test_training_is_not_asked_for_of_posts_that_need_none(
    shop: Cast, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert passed_modules("owner", {"inspector"}) == frozenset()
    with django_assert_num_queries(1):
        passed_modules("owner", {"clerk"})


def test_nobody_marks_their_own_paper_nor_that_of_strangers(shop: Cast) -> None:
    with pytest.raises(NotAllowed):
        pass_training(person=shop.boss, module="basics", mark="90", by=shop.boss)
    with pytest.raises(NotFound):
        pass_training(person=shop.stranger, module="basics", mark="90", by=shop.boss)


@pytest.mark.parametrize(("mark", "code"), [("", "missing-field"), ("gut", "bad-field"), ("-1", "bad-field")])
def test_a_mark_is_a_number(shop: Cast, mark: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        pass_training(person=shop.owner, module="basics", mark=mark, by=shop.boss)
    assert not Fact.objects.exists()


@pytest.mark.parametrize("mark", ["0", "6", "2.5"])
def test_a_quality_is_marked_on_the_scale_of_the_charter(shop: Cast, mark: str) -> None:
    with pytest.raises(Refused, match="bad-field"):
        assess(person=shop.owner, quality="patience", mark=mark, note="", by=shop.boss)


def test_the_team_is_whom_one_leads_and_who_may_not_serve_comes_first(shop: Cast) -> None:
    pass_training(person=shop.owner, module="basics", mark="95", by=shop.boss)
    assert [each.person.username for each in training.team(shop.boss)] == ["teammate", "owner"]
    assert training.team(shop.owner) == []


def test_a_post_is_taken_and_left_on_its_days(shop: Cast) -> None:
    today = timezone.localdate()
    record_turns()
    assert Fact.objects.filter(kind="post.taken").count() == 9
    later = post_to(
        staff=shop.nobody, unit=shop.unit("hall"), post="clerk", from_on=today + timedelta(days=1)
    )
    assert not Fact.objects.filter(subject="staff:nobody").exists()
    past = post_to(staff=shop.nobody, unit=shop.unit("line"), post="agent", from_on=today - timedelta(days=9))
    end_posting(posting=past, last_on=today - timedelta(days=2))
    facts = Fact.objects.filter(subject="staff:nobody").order_by("at")
    assert [(fact.kind, timezone.localdate(fact.at)) for fact in facts] == [
        ("post.taken", today - timedelta(days=9)), ("post.left", today - timedelta(days=1)),
    ]  # fmt: skip
    assert record_turns() == 0 and later.pk


def test_a_principle_is_read_once_by_each(shop: Cast) -> None:
    for _ in range(2):
        confirm_read(clause="5.2", by=shop.owner)
    assert set(receipts.read_by(["owner", "teammate"])) == {("owner", "5.2")}
    assert Fact.objects.filter(kind="handbook.read").count() == 1
    with pytest.raises(Refused, match="bad-field"):
        confirm_read(clause="5.1", by=shop.owner)
