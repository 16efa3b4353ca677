"""Jobs of live judging put into the queue: for the next instant at which the clock changes a verdict, or at once.

Written with Django's connection. Inside a worker Procrastinate's own `defer` would go another way to the
database, outside the transaction at hand.
"""

# ruff: noqa: S608  (statements made of parts of this file)

from __future__ import annotations

from django.db import close_old_connections, connection

from shouwen.works.journal.store import QUEUE

DUE, SWEEP = "duty.judge_due", "duty.sweep"

_DEFER = """
SELECT procrastinate_defer_jobs_v1(
    ARRAY[ROW(%s, %s, 0, NULL, NULL, %s::jsonb, {at})]::procrastinate_job_to_defer_v1[])"""
_DEFER_NEXT = f"""
{_DEFER.format(at="next_at")} FROM (SELECT min(next_at) AS next_at FROM duty_watch) watch
WHERE next_at IS NOT NULL AND NOT EXISTS (
    SELECT FROM procrastinate_jobs
    WHERE task_name = %s AND status = 'todo' AND scheduled_at <= next_at)"""


def next_look() -> None:
    """See that a job waits for the next change, or for an instant before it.

    Two workers may both defer one; the second finds nothing to do. A change that is put off leaves a job that
    finds nothing to do and looks for the next.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DEFER_NEXT, [QUEUE, DUE, "{}", DUE])


def sweep_now() -> None:
    """Have everything looked at, as a worker does when it starts."""
    close_old_connections()
    with connection.cursor() as cursor:
        cursor.execute(_DEFER.format(at="NULL"), [QUEUE, SWEEP, '{"timestamp": 0}'])
    connection.close()  # the thread that asked will not ask again
