"""The one door of the journal: every fact of the house is recorded here, inside the change it records.

A fact, the note of what it touched and the wake-up of the worker are one statement: one way to the
database, and either all of them are committed or none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from shouwen.law.facts.fact import Fact, Value
from shouwen.words import Words
from shouwen.works.journal import charters, vocabulary
from shouwen.works.journal.instants import to_datetime, to_us
from shouwen.works.journal.models import SKEW
from shouwen.works.refusal import Refused

WAKE_UP = "duty.judge_touched"
QUEUE = "judge"

# Procrastinate's own way to defer (`Task.defer`) is this function behind a second round trip; called here it
# shares the statement, and the transaction, of the fact. Its name is versioned and pinned with the package.
_WAKE = f"""procrastinate_defer_jobs_v1(ARRAY[ROW('{QUEUE}', '{WAKE_UP}', 0, NULL, NULL, '{{}}', NULL)]
    ::procrastinate_job_to_defer_v1[])"""
_INSERT = """
WITH fact AS (
    INSERT INTO journal_fact (id, kind, at, subject, staff, unit, customer, data, by)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (id) DO NOTHING RETURNING seq, recorded_at, subject
), touched AS (
    INSERT INTO journal_touched (scope, fact) SELECT 'subject:' || subject, seq FROM fact
)
SELECT recorded_at, {wake} FROM fact"""
_INSERT_AND_WAKE, _INSERT_ONLY = _INSERT.format(wake=_WAKE), _INSERT.format(wake="NULL")
_COLUMNS = "kind, at, subject, id, recorded_at, staff, unit, customer, data"


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

    Errors: Refused future-fact, unknown-kind, unknown-field, bad-field, id-taken. Outside a transaction: RuntimeError.
    """
    _must_be_in_a_transaction()
    fact = _checked(kind, subject, at, staff, unit, customer, data, id)
    if row := _insert(fact, by):
        return _with_recorded_at(fact, row[0])
    stored = _stored([fact.id])[fact.id]
    _must_be_the_same(fact, stored, at_given=at is not None)
    return stored


def record_many(facts: Iterable[Fact], *, by: str, batch: int = 5000) -> int:
    """Write many facts down, as an import does; answers how many were new. All or none, like `record`.

    Errors: as of `record`, for the first fact that has one; its id stands in the words.
    """
    _must_be_in_a_transaction()
    charter = charters.current()
    new, rows = 0, []
    for fact in facts:
        _must_not_be_of_the_future(to_datetime(fact.at))
        vocabulary.check(charter, fact.kind, fact.data)
        rows.append(fact)
        if len(rows) == batch:
            new += _insert_many(rows, by)
            rows = []
    if rows:
        new += _insert_many(rows, by)
    if new:
        wake_worker()
    return new


def touch(scopes: Iterable[str]) -> None:
    """Have these scopes judged again although no fact came: after a repair, or under a new charter."""
    _must_be_in_a_transaction()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO journal_touched (scope) SELECT unnest(%s::text[])", [list(scopes)])
    wake_worker()


def touch_everything() -> int:
    """Have the whole journal judged again, as a new charter asks; answers the number of facts."""
    _must_be_in_a_transaction()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_touched (scope, fact) SELECT 'subject:' || subject, seq FROM journal_fact ORDER BY seq"
        )
        touched = cursor.rowcount
    wake_worker()
    return touched


def wake_worker() -> None:
    """Defer the wake-up once in this transaction."""
    if _wake_is_due():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {_WAKE}")


def _wake_is_due() -> bool:
    """True once a transaction. Django forgets the mark with a savepoint that is rolled back, as the database
    forgets the job that was deferred in it; so the mark is never there without the job."""
    if any(call is _woken for _, call, _ in connection.run_on_commit):
        return False
    transaction.on_commit(_woken)
    return True


def _woken() -> None:
    """The mark of a transaction that has already deferred its wake-up; nothing to do on commit."""


def _must_be_in_a_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError(
            "journal.record was called outside a transaction: wrap the change and its fact in transaction.atomic()"
        )


def _checked(
    kind: str,
    subject: str,
    at: datetime | None,
    staff: str | None,
    unit: str | None,
    customer: str | None,
    data: Mapping[str, Value] | None,
    id: str | None,
) -> Fact:
    if at is not None:
        _must_not_be_of_the_future(at)
    content = vocabulary.check(charters.current(), kind, data or {})
    instant = to_us(at or timezone.now())
    return Fact(kind, instant, subject, id or "", None, staff, unit, customer, content)


def _must_not_be_of_the_future(at: datetime) -> None:
    now = timezone.now()
    if at > now + SKEW:
        ahead = int((at - now).total_seconds())
        raise Refused(
            "future-fact",
            Words(
                f"发生时间比现在晚 {ahead} 秒，事情尚未发生，不能登记；请核对时间。",
                f"This is said to happen {ahead} seconds from now; what has not happened cannot be recorded. Check the time.",
            ),
            field="at",
        )


def _insert(fact: Fact, by: str) -> tuple[datetime, object] | None:
    """The instant of recording, or None when the id is already there (or is being written by another,
    whom the database makes us wait for)."""
    wake = _wake_is_due()
    with connection.cursor() as cursor:
        cursor.execute(_INSERT_AND_WAKE if wake else _INSERT_ONLY, _row(fact, by))
        row: tuple[datetime, object] | None = cursor.fetchone()
    if row is None and wake:
        _forget_wake()
    return row


def _forget_wake() -> None:
    """Nothing was inserted, so nothing was deferred: the next fact of this transaction has to."""
    connection.run_on_commit = [entry for entry in connection.run_on_commit if entry[1] is not _woken]


def _row(fact: Fact, by: str) -> list[object]:
    data = json.dumps(dict(fact.data), ensure_ascii=False)
    at = to_datetime(fact.at)
    return [fact.id, fact.kind, at, fact.subject, fact.staff, fact.unit, fact.customer, data, by]


def _insert_many(facts: Sequence[Fact], by: str) -> int:
    unique = {fact.id: fact for fact in facts}
    columns = list(zip(*(_row(fact, by) for fact in unique.values()), strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            """WITH fact AS (
                INSERT INTO journal_fact (id, kind, at, subject, staff, unit, customer, data, by)
                SELECT * FROM unnest(%s::text[], %s::text[], %s::timestamptz[], %s::text[], %s::text[],
                                     %s::text[], %s::text[], %s::jsonb[], %s::text[])
                ON CONFLICT (id) DO NOTHING RETURNING seq, id, subject
            ), touched AS (
                INSERT INTO journal_touched (scope, fact) SELECT 'subject:' || subject, seq FROM fact
            )
            SELECT id FROM fact""",
            [list(column) for column in columns],
        )
        new = {id for (id,) in cursor.fetchall()}
    stored = _stored([id for id in unique if id not in new])
    for fact in facts:
        _must_be_the_same(fact, stored.get(fact.id) or unique[fact.id], at_given=True)
    return len(new)


def _stored(ids: Sequence[str]) -> dict[str, Fact]:
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM journal_fact WHERE id = ANY(%s)", [list(ids)])
        return {fact.id: fact for fact in map(read_row, cursor.fetchall())}


def read_row(row: tuple[object, ...]) -> Fact:
    """The law's fact of a database row in the order of `_COLUMNS`; `data` as text or already parsed."""
    kind, at, subject, id, recorded_at, staff, unit, customer, data = row
    return Fact(kind, to_us(at), subject, id, to_us(recorded_at), staff, unit, customer, _parsed(data))  # type: ignore[arg-type]


def _parsed(data: object) -> Mapping[str, Value]:
    parsed: Mapping[str, Value] = json.loads(data) if isinstance(data, str) else data  # type: ignore[assignment]
    return parsed


def _with_recorded_at(fact: Fact, recorded_at: datetime) -> Fact:
    parts = (fact.kind, fact.at, fact.subject, fact.id, to_us(recorded_at))
    return Fact(*parts, fact.staff, fact.unit, fact.customer, fact.data)


def _must_be_the_same(fact: Fact, stored: Fact, *, at_given: bool) -> None:
    """A retry says the same again; its `at` may differ only where the house supplied it."""
    ours, theirs = _content(fact), _content(stored)
    if ours != theirs or (at_given and fact.at != stored.at):
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
