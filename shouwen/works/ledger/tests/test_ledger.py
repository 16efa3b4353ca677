"""Entries: posted once, taken back by their opposite, summed by bearer and month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from shouwen.words import Words
from shouwen.works.duty.models import Verdict
from shouwen.works.ledger import actions, queries
from shouwen.works.ledger.actions import Amount
from shouwen.works.ledger.models import Entry

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 4, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def amount() -> Callable[..., Amount]:
    finding = Verdict.objects.create(
        scope="subject:j1", key="k", verdict="breached", clause="1", rule="1#limit", charter="c", version="1"
    )
    fields: dict[str, Any] = {
        "finding_id": finding.id, "bearer": "staff", "staff": "s1", "unit": "hall", "points": -500, "money": 0,
        "period": "2026-03", "clause": "1", "charter": "c", "version": "1", "at": AT, "why": Words("因", "why"),
    }  # fmt: skip
    return lambda **changes: Amount(**fields | changes)


def turns() -> list[tuple[int, int]]:
    return list(Entry.objects.order_by("key", "turn").values_list("turn", "points"))


def test_the_same_amount_again_is_posted_once(amount) -> None:
    assert actions.settle({"k": amount()}) == 1
    assert actions.settle({"k": amount()}) == 0
    assert turns() == [(1, -500)]


def test_another_amount_takes_the_first_back(amount) -> None:
    actions.settle({"k": amount()})
    actions.settle({"k": amount(points=-200)})
    assert turns() == [(1, -500), (2, 500), (3, -200)]
    reversal = Entry.objects.get(turn=2)
    assert reversal.reverses.turn == 1 and (reversal.staff, reversal.period) == ("s1", "2026-03")


def test_nothing_takes_it_back_and_it_may_come_again(amount) -> None:
    actions.settle({"k": amount()})
    actions.settle({"k": None})
    actions.settle({"k": None})
    actions.settle({"k": amount()})
    assert [points for _, points in turns()] == [-500, 500, -500]


def test_another_bearer_bears_it(amount) -> None:
    actions.settle({"k": amount()})
    actions.settle({"k": amount(bearer="unit", staff=None)})
    assert queries.of_units(Entry.objects.all())[0].points == -500
    assert queries.of_staff(Entry.objects.all())[0].points == 0


def test_balances_are_sums_by_month(amount) -> None:
    actions.settle(
        {"a": amount(), "b": amount(points=100), "c": amount(period="2026-04", money=-1000, points=0)}
    )
    (march,) = queries.of_staff(Entry.objects.all(), "2026-03")
    (ever,) = queries.of_staff(Entry.objects.all())
    assert (march.points, march.money, march.entries) == (-400, 0, 2)
    assert (ever.points, ever.money, ever.entries) == (-400, -1000, 3)
    assert [entry.key for entry in queries.statement(Entry.objects.all(), staff="s1", period="2026-03")] == [
        "b",
        "a",
    ]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("turn = 1", "twice"),
        ("turn = 3", "no entry before"),
        ("turn = 2, reverses_id = NULL", "in turns"),
        ("turn = 2, points = 499", "opposite"),
        ("turn = 2, staff = 's2'", "opposite"),
        ("turn = 2, period = '2026-04'", "opposite"),
    ],
)
def test_the_database_keeps_the_turns_itself(amount, change: str, what: str) -> None:
    actions.settle({"k": amount()})
    values = {"turn": "2", "points": "-points", "reverses_id": "id"}
    values |= dict(part.split(" = ") for part in change.split(", "))
    columns = (
        "finding_id, key, bearer, staff, unit, money, period, clause, charter, version, at, why_zh, why_en"
    )
    taken = ", ".join(f"{values.pop(c)} AS {c}" if c in values else c for c in columns.split(", "))
    statement = f"INSERT INTO ledger_entry ({columns}, {', '.join(values)}) SELECT {taken}, {', '.join(values.values())} FROM ledger_entry"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert turns() == [(1, -500)], what
