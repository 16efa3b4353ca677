"""The job of attendance: every minute, settle what has ended and what has changed. Run twice it does nothing twice."""

from __future__ import annotations

from procrastinate.contrib.django import app

from shouwen.works.duty.tasks import AGAIN
from shouwen.works.journal.store import QUEUE


@app.periodic(cron="* * * * *")
@app.task(name="attendance.settle", queue=QUEUE, queueing_lock="attendance.settle", retry=AGAIN)
def settle(timestamp: int) -> None:
    """Look through new leave and overtime, then settle batch by batch."""
    from shouwen.works.attendance import settling

    settling.look()
    while settling.settle_due() == settling.BATCH:
        pass
