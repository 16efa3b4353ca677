"""Housekeeping jobs of the house itself; the work of the apps is in their own tasks.py."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib.sessions.backends.db import SessionStore
from procrastinate import JobContext
from procrastinate.contrib.django import app

KEEP_FAILED_HOURS = 30 * 24


@app.periodic(cron="* * * * *")
@app.task(name="house.take_up_stalled", queueing_lock="house.take_up_stalled", pass_context=True)
async def take_up_stalled(context: JobContext, timestamp: int) -> None:
    """Jobs of a worker that was killed in the middle are begun anew; every task may be run twice."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job, retry_at=datetime.now(UTC))


@app.periodic(cron="17 3 * * *")
@app.task(name="house.tidy", queueing_lock="house.tidy", pass_context=True)
async def tidy(context: JobContext, timestamp: int) -> None:
    """Old jobs and expired sessions, once a night."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_FAILED_HOURS, include_failed=True)
    await SessionStore.aclear_expired()
