"""Jobs of live judging put into the queue: for the next instant at which the clock changes a verdict, or at once.

Written with Django's connection. Inside a worker Procrastinate's own `defer` would go another way to the
database, outside the transaction at hand.
"""

from __future__ import annotations

from datetime import datetime

from django.db import close_old_connections, connection, transaction

from shouwen.works.journal.store import QUEUE

DUE, SWEEP = "duty.judge_due", "duty.sweep"

_DEFER = """
SELECT procrastinate_defer_jobs_v1(
    ARRAY[ROW(%s, %s, 0, NULL, NULL, %s::jsonb, %s)]::procrastinate_job_to_defer_v1[])"""
_NEXT = "SELECT min(next_at) FROM duty_watch"
_WAITING = """
SELECT 1 FROM procrastinate_jobs
WHERE task_name = %s AND status = 'todo' AND scheduled_at <= %s LIMIT 1"""


@transaction.atomic
def next_look() -> datetime | None:
    """See that a job waits for the next change, or for an instant before it; answers that instant.

    Two workers may both defer one; the second finds nothing to do. A change that is put off leaves a job that
    finds nothing to do and looks for the next.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEXT)
        next_at: datetime | None = cursor.fetchone()[0]
        if next_at is not None:
            cursor.execute(_WAITING, [DUE, next_at])
            if not cursor.fetchone():
                cursor.execute(_DEFER, [QUEUE, DUE, "{}", next_at])
    return next_at


def sweep_now() -> None:
    """Have everything looked at, as a worker does when it starts."""
    close_old_connections()
    with connection.cursor() as cursor:
        cursor.execute(_DEFER, [QUEUE, SWEEP, '{"timestamp": 0}', None])
    connection.close()  # the thread that asked will not ask again
