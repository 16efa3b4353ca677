"""The hourly look for postings whose first or last day has come."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="2 * * * *")
@app.task(name="people.record_turns", queueing_lock="people.record_turns")
def record_turns(timestamp: int) -> None:
    """Record units, posts taken and posts left that are not on record yet; twice does nothing twice."""
    from shouwen.works.people import turns

    turns.record_turns()
