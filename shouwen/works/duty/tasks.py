"""The jobs of live judging. Each may be run twice, or by two workers at once, without doing anything twice.

What has to be judged stands in tables (`Touched`, `Watch`); a job only says "look". So a job that is lost with
a killed worker costs time until the next look, at most a minute, and never a verdict.

The judge is imported inside the tasks: a web process knows their names and needs no more.
"""

from __future__ import annotations

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from shouwen.works.duty import schedule
from shouwen.works.journal.store import QUEUE, WAKE_UP

AGAIN = RetryStrategy(wait=2)
"""A job fails when the database is away: try again every two seconds, for as long as it takes."""


@app.task(name=WAKE_UP, queue=QUEUE, retry=AGAIN)
def judge_touched() -> None:
    """Judge what was just touched; deferred by the transaction that touched it."""
    from shouwen.works.duty import live

    while live.judge_touched() == live.BATCH:  # fewer: what came since then has deferred a job of its own
        live.judge_due()  # a month that is brought in takes minutes; the clock does not wait for it
    schedule.next_look()


@app.task(name=schedule.DUE, queue=QUEUE, retry=AGAIN)
def judge_due() -> None:
    """Judge what changes by the clock alone; deferred for the instant of the next change."""
    from shouwen.works.duty import live

    while live.judge_due():
        pass
    schedule.next_look()


@app.periodic(cron="* * * * *")
@app.task(name=schedule.SWEEP, queue=QUEUE, queueing_lock=schedule.SWEEP, retry=AGAIN)
def sweep(timestamp: int) -> None:
    """Every minute: whatever a killed worker left lying, and whatever nobody was woken for."""
    from shouwen.works.duty import watch

    judge_touched()
    judge_due()
    watch.forget_rested(timezone.now())
