"""Units opened, posts taken and left as facts, for charters that ask what has to stand before a duty or in a unit.

A posting may be given ahead of its day, and what has not happened yet cannot be recorded. So a posting that
begins today is recorded at once, and every hour the worker looks for those whose day has come.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.utils import timezone

from shouwen.law.facts.fact import Fact
from shouwen.law.worktime.instants import zone_of
from shouwen.works.journal import actions as journal
from shouwen.works.journal import charters
from shouwen.works.journal.instants import to_us

TAKEN, LEFT, OPENED = "post.taken", "post.left", "unit.opened"
_UNITS = """
SELECT code FROM people_unit u
WHERE NOT EXISTS (SELECT FROM journal_fact f WHERE f.id = 'unit-' || u.code || '-opened') ORDER BY path"""
_DUE = """
SELECT p.id, s.username, u.code, p.post, p.from_on, p.until_on, taken.id IS NULL
FROM people_posting p JOIN people_staff s ON s.id = p.staff_id JOIN people_unit u ON u.id = p.unit_id
LEFT JOIN journal_fact taken ON taken.id = 'posting-' || p.id || '-taken'
WHERE (%(staff)s IS NULL OR s.username = %(staff)s) AND p.from_on <= %(today)s AND (taken.id IS NULL OR (
    p.until_on < %(today)s AND NOT EXISTS (SELECT FROM journal_fact f WHERE f.id = 'posting-' || p.id || '-left')))
ORDER BY p.from_on, p.id"""


@transaction.atomic
def record_turns(staff: str | None = None, *, by: str = "house", began_at: datetime | None = None) -> int:
    """Record every unit and posting that has begun, or ended, without a fact yet; how many facts were new.

    `staff` looks at the postings of one person only. `began_at` is the instant of postings that begin today,
    when they are given today; else a posting begins and ends at midnight, and a unit when it is first seen.
    """
    known = charters.current().facts
    facts = list(_opened()) if OPENED in known and staff is None else []
    if TAKEN in known:
        facts += _turns(staff, began_at)
    return journal.record_many(facts, by=by) if facts else 0


def _opened() -> Iterator[Fact]:
    now = to_us(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_UNITS)
        codes = [code for (code,) in cursor.fetchall()]
    for code in codes:
        yield Fact(OPENED, now, f"unit:{code}", f"unit-{code}-opened", None, None, code, None, {})


def _turns(staff: str | None, began_at: datetime | None) -> Iterator[Fact]:
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(_DUE, {"staff": staff, "today": today})
        rows = cursor.fetchall()
    for posting, username, unit, post, from_on, until_on, is_new in rows:
        if is_new:
            at = began_at if began_at and from_on == today else _midnight(from_on)
            yield _fact(TAKEN, posting, username, unit, post, at)
        if until_on is not None and until_on < today:
            yield _fact(LEFT, posting, username, unit, post, _midnight(until_on + timedelta(days=1)))


def _fact(kind: str, posting: int, username: str, unit: str, post: str, at: datetime) -> Fact:
    id = f"posting-{posting}-{kind.partition('.')[2]}"
    return Fact(kind, to_us(at), f"staff:{username}", id, None, username, unit, None, {"post": post})


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), zone_of(charters.current().zone))
