"""The law of live judging: whatever came in whatever order, what holds is what the judge says of all facts.

TEST_LONG=1 tries more, and longer, histories.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random
from unittest.mock import patch

import pytest
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from shouwen.law.charter import Charter
from shouwen.law.judge.consequences import borne_by
from shouwen.law.judge.plain.engine import judge
from shouwen.works.duty import live, store
from shouwen.works.duty.tests.conftest import small_house
from shouwen.works.journal import actions
from shouwen.works.journal import store as journal
from shouwen.works.journal.instants import to_us
from shouwen.works.ledger.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LONG = bool(os.environ.get("TEST_LONG"))
SUBJECTS, STAFF, UNITS = ["j1", "j2", "j3"], [None, "s1", "s2"], [None, "u1", "u2"]
KINDS = [
    "job.opened", "job.opened", "job.opened", "job.checked", "job.held", "job.resumed", "job.done", "job.done",
    "job.rated", "job.dropped", "staff.rude", "staff.rude", "staff.late", "staff.late", "unit.founded", "unit.founded",
    "unit.closed", "drill.held", "drill.held",
]  # fmt: skip
SECONDS = [0, 1, 9, 10, 11, 29, 59, 60, 61, 119, 120, 121, 300, 3600, 86400, 5 * 86400, 40 * 86400]


def fact(rng: Random) -> dict[str, object]:
    """Something that happened: mostly just now, often earlier, sometimes a little ahead of our clock."""
    kind = rng.choice(KINDS)
    data: dict[str, object] = {}
    if kind == "job.opened" and (area := rng.choice([None, "near", "near", "far"])):
        data["area"] = area
    if kind == "staff.late" and (boss := rng.choice([None, "s1", "s2"])):
        data["boss"] = boss
    if kind == "drill.held" and (place := rng.choice([None, "u1", "u2"])):
        data["place"] = place
    if kind == "job.rated":
        data["stars"] = rng.randint(1, 5)
    ago = rng.choice(
        [0, rng.randint(0, 200), rng.randint(0, 200), rng.choice(SECONDS), rng.choice([-45, -110])]
    )
    who = {"subject": rng.choice(SUBJECTS), "staff": rng.choice(STAFF), "unit": rng.choice(UNITS)}
    return {"kind": kind, "ago": ago, "data": data} | who


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(
    max_examples=800 if LONG else 25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a seed does not shrink
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32))
@pytest.mark.usefixtures("charter", "restless")
def test_live_equals_replay(seed: int) -> None:
    """One history a seed, and not lists drawn by Hypothesis: those are too much like one another."""
    charter = small_house()
    rng = Random(seed)
    clock = timezone.now() - timedelta(days=400)
    with rolled_back(), patch("django.utils.timezone.now", lambda: clock):
        for _ in range(3):
            for _ in range(rng.randint(5, 15)):
                step = rng.random()
                if step < 0.6:
                    _record(rng, clock)
                elif step < 0.75:
                    clock += timedelta(seconds=rng.choice(SECONDS))
                elif step < 0.9:
                    live.judge_touched(limit=3)
                else:
                    live.judge_due(limit=5)
                clock += timedelta(milliseconds=7)
            live.catch_up()
            _must_equal_replay(charter, clock)
            clock += timedelta(seconds=rng.choice(SECONDS))
            live.catch_up()
            _must_equal_replay(charter, clock)


def _record(rng: Random, clock: datetime) -> None:
    fields = fact(rng)
    at = clock - timedelta(seconds=fields.pop("ago"))  # type: ignore[arg-type]
    actions.record(id=f"f{rng.randrange(10**9)}", at=at, by="test", **fields)  # type: ignore[arg-type]


def _must_equal_replay(charter: Charter, now: datetime) -> None:
    expected = judge(journal.select("true", []), charter, to_us(now)).verdicts
    held = store.select("true", [])
    assert sorted(map(store.lasting, held), key=lambda v: v.key) == list(map(store.lasting, expected))
    owed = {
        verdict.key: (verdict.points, verdict.money)
        for verdict in expected
        if (verdict.points or verdict.money) and borne_by(verdict, charter)
    }
    sums = Entry.objects.values("key").annotate(p=Sum("points"), m=Sum("money"))
    assert {row["key"]: (row["p"], row["m"]) for row in sums if row["p"] or row["m"]} == owed
