"""When a scope is judged again: nothing that comes while it is judged is forgotten, and what is dear rests."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from shouwen.works.duty import watch
from shouwen.works.duty.models import Watch

pytestmark = pytest.mark.django_db
GROUP = "group:r|u|2026-03"
SECOND = timedelta(seconds=1)


def next_at() -> datetime | None:
    return Watch.objects.get(scope=GROUP).next_at


def test_a_group_touched_while_it_is_judged_is_judged_again_after_its_rest(now: datetime) -> None:
    watch.touch([GROUP], now)
    claimed = watch.claim_due("group", now, 10)
    watch.touch([GROUP], now)  # another worker stored what the one that judges has not read
    watch.set_groups({GROUP: None}, claimed, now, cost_s=0.0)
    assert next_at() == now + SECOND


def test_a_group_nobody_touched_meanwhile_is_done(now: datetime) -> None:
    watch.touch([GROUP], now)
    watch.set_groups({GROUP: None}, watch.claim_due("group", now, 10), now, cost_s=0.0)
    assert next_at() is None and watch.claim_due("group", now + 9 * SECOND, 10) == {}
    watch.forget_rested(now + 9 * SECOND)
    assert not Watch.objects.exists()


def test_the_dearer_a_group_the_longer_it_rests(now: datetime) -> None:
    watch.touch([GROUP], now)
    watch.set_groups({GROUP: None}, watch.claim_due("group", now, 10), now, cost_s=0.5)
    watch.touch([GROUP], now + SECOND)
    assert next_at() == now + 10 * SECOND


def test_a_touch_brings_a_later_look_forward(now: datetime) -> None:
    watch.touch([GROUP], now)
    later = {GROUP: now + timedelta(days=3)}
    watch.set_groups(later, watch.claim_due("group", now, 10), now, cost_s=0.0)
    watch.touch([GROUP], now + 5 * SECOND)
    assert next_at() == now + 5 * SECOND


def test_failures_are_tried_less_and_less_often(now: datetime) -> None:
    pauses = []
    for _ in range(12):
        watch.failed("subject:j1", "ValueError: no", now)
        pauses.append((Watch.objects.get().next_at - now).total_seconds())
    assert pauses[:4] == [10, 20, 40, 80] and pauses[-1] == 3600
    assert Watch.objects.get().tries == 12 and watch.failing(["subject:j1", "subject:j2"]) == {"subject:j1"}
    watch.set_subjects({"subject:j1": now})
    assert watch.failing(["subject:j1"]) == set()
