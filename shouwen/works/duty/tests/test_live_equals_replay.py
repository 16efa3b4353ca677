"""The law of live judging: whatever came in whatever order, what holds is what the judge says of all facts.

SHOUWEN_LONG=1 tries more, and longer, histories.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouwen.law.charter import Charter
from shouwen.law.judge.consequences import borne_by
from shouwen.law.judge.plain.engine import judge
from shouwen.works.duty import live, store
from shouwen.works.journal import actions
from shouwen.works.journal import store as journal
from shouwen.works.journal.instants import to_us
from shouwen.works.ledger.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LONG = bool(os.environ.get("SHOUWEN_LONG"))
SUBJECTS, STAFF, UNITS = ["j1", "j2", "j3"], [None, "s1", "s2"], [None, "u1", "u2"]
KINDS = [
    "job.opened", "job.opened", "job.opened", "job.checked", "job.held", "job.resumed", "job.done", "job.done",
    "job.rated", "job.dropped", "staff.rude", "staff.rude", "staff.late", "staff.late", "unit.founded", "unit.founded",
    "unit.closed", "drill.held",
]  # fmt: skip
SECONDS = st.sampled_from(
    [0, 1, 9, 10, 11, 29, 59, 60, 61, 119, 120, 121, 300, 3600, 86400, 5 * 86400, 40 * 86400]
)


@st.composite
def facts(draw: st.DrawFn) -> dict[str, object]:
    kind = draw(st.sampled_from(KINDS))
    fact: dict[str, object] = {
        "kind": kind,
        "ago": draw(SECONDS) - draw(st.sampled_from([0, 0, 0, 45, 110])),
        "subject": draw(st.sampled_from(SUBJECTS)),
        "staff": draw(st.sampled_from(STAFF)),
        "unit": draw(st.sampled_from(UNITS)),
        "data": {},
    }
    if kind == "job.opened" and (area := draw(st.sampled_from([None, "near", "near", "far"]))):
        fact["data"] = {"area": area}
    if kind == "job.rated":
        fact["data"] = {"stars": draw(st.integers(1, 5))}
    return fact


STEPS = st.one_of(facts(), facts(), facts(), SECONDS, st.just("judge"), st.sampled_from(["judge", "due"]))


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(
    max_examples=1500 if LONG else 40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(STEPS, min_size=20, max_size=60 if LONG else 30), SECONDS)
def test_live_equals_replay(charter: Charter, restless: None, steps: list[object], silence: int) -> None:
    clock = timezone.now() - timedelta(days=400)
    with (
        rolled_back(),
        patch("django.utils.timezone.now", lambda: clock),
    ):
        for number, step in enumerate(steps):
            if isinstance(step, int):
                clock += timedelta(seconds=step)
            elif isinstance(step, dict):
                _record(number, clock, step)
            elif step == "judge":
                live.judge_touched(limit=3)
            else:
                live.judge_due(limit=5)
            clock += timedelta(milliseconds=7)
        while live.judge_touched() or live.judge_due():
            pass
        _must_equal_replay(charter, clock)


def _record(number: int, clock: datetime, step: dict[str, object]) -> None:
    fields = dict(step)
    at = clock - timedelta(seconds=fields.pop("ago"))  # type: ignore[arg-type]
    actions.record(id=f"f{number}", at=at, by="test", **fields)  # type: ignore[arg-type]


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
