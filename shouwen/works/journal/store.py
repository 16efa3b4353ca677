"""The statements of the journal: facts in, facts out, and the wake-up that travels with them.

Raw SQL and not models, because the clerk waits for the writing and the live judge reads by the hundred.
"""

# ruff: noqa: S608  (what is put into the statements is named in this file; values travel as parameters)

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection

from shouwen.law.facts.fact import Fact, Value
from shouwen.works.journal.instants import to_datetime, to_us

WAKE_UP, QUEUE = "duty.judge_touched", "judge"

# Procrastinate's own way to defer (`Task.defer`) is this function behind a second round trip; called here it
# shares the statement, and the transaction, of the fact. Its name is versioned and pinned with the package.
_WAKE = f"""procrastinate_defer_jobs_v1(ARRAY[ROW('{QUEUE}', '{WAKE_UP}', 0, NULL, NULL, '{{}}', NULL)]
    ::procrastinate_job_to_defer_v1[])"""
_INTO = "INSERT INTO journal_fact (id, kind, at, subject, staff, unit, customer, data, by)"
_TOUCH = (
    "INSERT INTO journal_touched (scope, fact, later) SELECT 'subject:' || subject, seq, {later} FROM fact"
)
_ONE = f"""
WITH fact AS (
    {_INTO} VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (id) DO NOTHING RETURNING seq, recorded_at, subject
), touched AS ({_TOUCH.format(later=False)})
SELECT recorded_at, {{wake}} FROM fact"""
_ONE_AND_WAKE, _ONE_ONLY = _ONE.format(wake=_WAKE), _ONE.format(wake="NULL")
_MANY = f"""
WITH fact AS (
    {_INTO} SELECT * FROM unnest(
        %s::text[], %s::text[], %s::timestamptz[], %s::text[], %s::text[],
        %s::text[], %s::text[], %s::jsonb[], %s::text[])
    ON CONFLICT (id) DO NOTHING RETURNING seq, id, subject
), touched AS ({_TOUCH.format(later=True)})
SELECT id FROM fact"""
COLUMNS = "kind, at, subject, id, recorded_at, staff, unit, customer, data"


def insert(fact: Fact, by: str, *, wake: bool) -> datetime | None:
    """Write a fact; answers when it was recorded, or None if its id is there already.

    An id that another transaction is just writing is waited for: by the answer it is there or it is not.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AND_WAKE if wake else _ONE_ONLY, _row(fact, by))
        row = cursor.fetchone()
    return row[0] if row else None


def insert_many(facts: Iterable[Fact], by: str) -> set[str]:
    """Write facts of different ids; answers the ids that were new."""
    columns = zip(*(_row(fact, by) for fact in facts), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_MANY, [list(column) for column in columns])
        return {id for (id,) in cursor.fetchall()}


def touch(scopes: Sequence[str]) -> None:
    """Note scopes that no fact touched."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO journal_touched (scope) SELECT unnest(%s::text[])", [list(scopes)])


def touch_all() -> int:
    """Note every fact as if it had just come, by subject so that few batches meet the same one; how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_touched (scope, fact, later) "
            "SELECT 'subject:' || subject, seq, true FROM journal_fact ORDER BY subject, seq"
        )
        return cursor.rowcount


def wake() -> None:
    """Defer the wake-up of the worker."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_WAKE}")


def select(where: str, values: Sequence[object]) -> list[Fact]:
    """The facts a condition picks, in no order; `where` is SQL of the house, never input."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM journal_fact WHERE {where}", values)
        return [_read(row) for row in cursor.fetchall()]


def of_subjects(subjects: Sequence[str]) -> list[tuple[int, Fact]]:
    """All facts of these subjects, each with its `seq`."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT seq, {COLUMNS} FROM journal_fact WHERE subject = ANY(%s)", [list(subjects)])
        return [(seq, _read(row)) for seq, *row in cursor.fetchall()]


def _row(fact: Fact, by: str) -> list[object]:
    data = json.dumps(dict(fact.data), ensure_ascii=False)
    at = to_datetime(fact.at)
    return [fact.id, fact.kind, at, fact.subject, fact.staff, fact.unit, fact.customer, data, by]


def _read(row: Sequence[object]) -> Fact:
    kind, at, subject, id, recorded_at, staff, unit, customer, data = row
    parsed: Mapping[str, Value] = json.loads(data)  # type: ignore[arg-type]
    return Fact(kind, to_us(at), subject, id, to_us(recorded_at), staff, unit, customer, parsed)  # type: ignore[arg-type]
