"""The one door of the journal: every fact of the house is recorded here, inside the change it records.

A fact, the note of what it touched and the wake-up of the worker are one statement: one way to the
database, and either all of them are committed or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone

from shouwen.law.facts.fact import Fact, Value
from shouwen.words import Words
from shouwen.works.journal import charters, store, vocabulary
from shouwen.works.journal.instants import to_datetime, to_us
from shouwen.works.journal.models import EVERYTHING, SKEW, CharterVersion
from shouwen.works.refusal import Refused

if TYPE_CHECKING:
    from shouwen.law.charter.charter import Charter


def record(
    *,
    kind: str,
    subject: str,
    by: str,
    at: datetime | None = None,
    staff: str | None = None,
    unit: str | None = None,
    customer: str | None = None,
    data: Mapping[str, Value] | None = None,
    id: str | None = None,
) -> Fact:
    """Write one fact down, in the transaction of the change it records; `at` is now unless told.

    The same id again with the same content is harmless and answers the fact that is stored, so a client
    that retries names its facts. Without an id the content is the id.

    Errors: Refused future-fact, unknown-kind, unknown-field, bad-field, id-taken. Outside a transaction:
    RuntimeError.
    """
    _must_be_in_a_transaction()
    if at is not None:
        _must_not_be_of_the_future(at)
    content = vocabulary.check(charters.current(), kind, data or {})
    instant = to_us(at or timezone.now())
    fact = Fact(
        kind, instant, subject, id or "", None, staff or None, unit or None, customer or None, content
    )
    wake = _wake_is_due()
    recorded_at = store.insert(fact, by, wake=wake)
    if recorded_at is not None:
        return replace(fact, recorded_at=to_us(recorded_at))
    if wake:
        _forget_wake()
    (stored,) = store.select("id = %s", [fact.id])
    _must_be_the_same(fact, stored, at_given=at is not None)
    return stored


def record_many(facts: Iterable[Fact], *, by: str, batch: int = 5000) -> int:
    """Write many facts down, as an import does; answers how many were new. All or none, like `record`.

    Errors: those of `record`, for the first fact that has one; its id stands in the words.
    """
    _must_be_in_a_transaction()
    charter = charters.current()
    waiting = iter(facts)
    new = 0
    while rows := list(islice(waiting, batch)):
        checked = [_as_recorded(fact, charter) for fact in rows]
        new += _insert_batch(checked, by)
    if new:
        wake_worker()
    return new


def touch(scopes: Sequence[str]) -> None:
    """Have these scopes judged again although no fact came."""
    _must_be_in_a_transaction()
    store.touch(scopes)
    wake_worker()


@transaction.atomic
def adopt(charter: Charter) -> bool:
    """Judge by this charter from now on; answers whether it is another than until now.

    Another one has the whole journal judged again, in the background. What it leaves as it was keeps its
    verdict, with the version under which it was found.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE journal_charterversion IN SHARE ROW EXCLUSIVE MODE")
    last = CharterVersion.objects.order_by("-adopted_at", "-id").first()
    if last and (last.name, last.fingerprint) == (charter.name, charter.fingerprint):
        return False
    CharterVersion.objects.update_or_create(
        name=charter.name,
        fingerprint=charter.fingerprint,
        defaults={"version": charter.version, "text": charter.text, "adopted_at": timezone.now()},
    )
    store.touch([EVERYTHING])
    store.touch_all()
    wake_worker()
    return True


def wake_worker() -> None:
    """Defer the wake-up of the worker, once in this transaction."""
    if _wake_is_due():
        store.wake()


def _wake_is_due() -> bool:
    """True once a transaction, which it marks. Django forgets the mark with a savepoint that is rolled back,
    as the database forgets the job deferred in it; so the mark is never there without the job."""
    if any(call is _woken for _, call, _ in connection.run_on_commit):
        return False
    transaction.on_commit(_woken)
    return True


def _forget_wake() -> None:
    """Nothing was inserted, so nothing was deferred: the next fact of this transaction has to."""
    connection.run_on_commit = [entry for entry in connection.run_on_commit if entry[1] is not _woken]


def _woken() -> None:
    """The mark of a transaction that has already deferred its wake-up; nothing to do on commit."""


def _must_be_in_a_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError(
            "the journal was written outside a transaction: wrap the change in transaction.atomic()"
        )


def _must_not_be_of_the_future(at: datetime) -> None:
    now = timezone.now()
    if at > now + SKEW:
        ahead = int((at - now).total_seconds())
        raise Refused(
            "future-fact",
            Words(
                f"发生时间比现在晚 {ahead} 秒，事情尚未发生，不能登记；请核对时间。",
                f"This is said to happen {ahead} seconds from now; what has not happened yet cannot be recorded. "
                "Check the time.",
            ),
            field="at",
        )


def _as_recorded(fact: Fact, charter: Charter) -> Fact:
    try:
        _must_not_be_of_the_future(to_datetime(fact.at))
        return replace(fact, data=vocabulary.check(charter, fact.kind, fact.data))
    except Refused as refused:
        words = Words(f"事实 {fact.id}：{refused.words.zh}", f"Fact {fact.id}: {refused.words.en}")
        raise Refused(refused.code, words, field=refused.field, http=refused.http) from refused


def _insert_batch(facts: Sequence[Fact], by: str) -> int:
    by_id = {fact.id: fact for fact in facts}
    new = store.insert_many(by_id.values(), by)
    known = [id for id in by_id if id not in new]
    stored = {fact.id: fact for fact in store.select("id = ANY(%s)", [known])} if known else {}
    for fact in facts:
        _must_be_the_same(fact, stored.get(fact.id) or by_id[fact.id], at_given=True)
    return len(new)


def _must_be_the_same(fact: Fact, stored: Fact, *, at_given: bool) -> None:
    """A retry says the same again; its `at` may differ only where the house supplied it."""
    if _content(fact) != _content(stored) or (at_given and fact.at != stored.at):
        raise Refused(
            "id-taken",
            Words(
                f"编号 {fact.id} 已登记过另一件事，不能重复使用。",
                f"The id {fact.id} already names another fact and cannot be used again.",
            ),
            field="id",
            http=409,
        )


def _content(fact: Fact) -> tuple[object, ...]:
    return (fact.kind, fact.subject, fact.staff, fact.unit, fact.customer, dict(fact.data))
