"""The drawn day: unknown without a seed from before the period, and then the same for everybody who asks."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from shouwen.rooms.inspection import drawn
from shouwen.works.journal import actions as journal
from shouwen.works.people.tests.cast import Cast


def publish(days_ago: int) -> None:
    at = timezone.now() - timedelta(days=days_ago)
    with transaction.atomic():
        journal.record(
            kind="draw.published", subject="draws", by="chief", at=at, data={"seed": f"s{days_ago}"}
        )


def test_a_seed_of_the_same_month_draws_nothing(shop: Cast) -> None:
    publish(0)
    (draw,) = drawn.of_today(shop.owner)
    assert draw.on is None and draw.clause.clause == "6.3"


def test_a_seed_from_before_the_month_draws_one_day_of_it_for_all(shop: Cast) -> None:
    publish(32)
    (mine,), (theirs,) = drawn.of_today(shop.owner), drawn.of_today(shop.boss)
    assert mine.on is not None and mine.on == theirs.on
    assert f"{mine.on:%Y-%m}" == mine.period == f"{timezone.localdate():%Y-%m}"
