"""The one door: what it lets in, what it refuses, and what it leaves for the worker."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from shouwen.works.journal import actions, vocabulary
from shouwen.works.journal.models import Fact, Touched
from shouwen.works.refusal import Refused
from tests.packs import charter_of

pytestmark = pytest.mark.django_db


def record(**changes):
    fields = {"kind": "matter.noted", "subject": "BX-1", "by": "w-01", "data": {"text": "来电催办"}}
    return actions.record(**(fields | changes))


def wake_ups() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'duty.judge_touched'")
        return cursor.fetchone()[0]


def test_a_fact_is_kept_as_it_was_told() -> None:
    fact = record(staff="w-01", unit="hall", customer="c-1")
    row = Fact.objects.get()
    assert (row.id, row.kind, row.staff, row.unit, row.customer) == (
        fact.id,
        "matter.noted",
        "w-01",
        "hall",
        "c-1",
    )
    assert row.data == {"text": "来电催办"} and abs(row.recorded_at - row.at) < timedelta(seconds=5)


def test_a_fact_touches_its_subject_and_wakes_the_worker_once_a_transaction() -> None:
    with transaction.atomic():
        record(id="a"), record(id="b")
    assert [(t.scope, t.fact) for t in Touched.objects.order_by("id")] == [
        ("subject:BX-1", seq) for seq in Fact.objects.order_by("seq").values_list("seq", flat=True)
    ]
    assert wake_ups() == 1


def test_a_wake_up_that_was_rolled_back_is_deferred_again() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(id="a")
        raise ZeroDivisionError
    record(id="b")
    assert wake_ups() == 1 and Touched.objects.count() == 1


def test_the_same_submission_again_is_harmless() -> None:
    first = record(id="r-1")
    again = record(id="r-1")
    assert again == first and Fact.objects.count() == Touched.objects.count() == wake_ups() == 1


def test_a_repetition_does_not_keep_the_next_fact_from_waking_the_worker() -> None:
    first = record(id="r-1")
    Touched.objects.all().delete()
    connection.run_on_commit.clear()
    assert record(id="r-1") == first
    record(id="r-2")
    assert wake_ups() == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"at": timezone.now() + timedelta(days=1)}, "future-fact"),
        ({"kind": "repair.dreamt"}, "unknown-kind"),
        ({"data": {"colour": "red"}}, "unknown-field"),
        ({"data": {"text": ["a"]}}, "bad-field"),
        ({"data": {"text": "a\x00"}}, "bad-field"),
    ],
)
def test_what_cannot_be_true_is_refused(changes, code) -> None:
    with pytest.raises(Refused) as refusal:
        record(**changes)
    assert refusal.value.code == code and not Fact.objects.exists()


def test_an_id_names_one_fact_for_ever() -> None:
    record(id="r-1")
    with pytest.raises(Refused) as refusal:
        record(id="r-1", data={"text": "别的内容"})
    assert (refusal.value.code, refusal.value.http) == ("id-taken", 409)


def test_a_clock_that_runs_a_little_ahead_is_forgiven() -> None:
    at = timezone.now() + timedelta(seconds=90)
    record(at=at)
    assert Fact.objects.get().at == at


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_fact SET at = at - interval '1 hour'",
        "DELETE FROM journal_fact",
        "TRUNCATE journal_fact",
    ],
)
def test_the_database_refuses_to_change_facts(statement) -> None:
    record()
    with (
        pytest.raises(DatabaseError, match="facts are written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Fact.objects.count() == 1


def test_many_facts_are_all_or_none() -> None:
    good = record(id="known")
    fresh = type(good)("matter.noted", good.at, "BX-2", "new")
    assert actions.record_many([good, fresh], by="import") == 1
    bad = type(good)("matter.dreamt", good.at, "BX-3")
    with pytest.raises(Refused, match="unknown-kind"), transaction.atomic():
        actions.record_many([type(good)("matter.noted", good.at, "BX-4"), bad], by="import")
    assert Fact.objects.count() == 2
    assert set(Touched.objects.values_list("scope", flat=True)) == {"subject:BX-1", "subject:BX-2"}


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written() -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        record()


def test_a_field_that_kinds_understand_differently_may_be_carried_in_either_sense() -> None:
    head = {"title": {"zh": "t", "en": "t"}}
    kinds = {
        "meter.found": {**head, "data": {"trouble": {"type": "choice", "of": ["lost"]}}},
        "hall.found": {**head, "data": {"trouble": {"type": "choice", "of": ["broken"]}}},
    }
    charter = charter_of({"facts": kinds}, [])
    for value in ("lost", "broken"):
        assert vocabulary.check(charter, "matter.noted", {"trouble": value}) == {"trouble": value}
    with pytest.raises(Refused, match="trouble"):
        vocabulary.check(charter, "matter.noted", {"trouble": "blue"})
    with pytest.raises(Refused, match="trouble"):
        vocabulary.check(charter, "hall.found", {"trouble": "lost"})
