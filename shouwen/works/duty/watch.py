"""When to judge a scope again: set by its verdicts, by what happens to its group, and by failures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import connection

REST_S, REST_FOR_COST = 1.0, 20.0
"""A group that was judged rests a second, and twenty times as long as judging it took: a month of ten thousand
facts is not counted anew fifty times a second."""
FIRST_PAUSE_S, LONGEST_PAUSE_S = 10, 3600

_LOCK = """
SELECT {lock}(place) FROM (
    SELECT DISTINCT hashtextextended(scope, 0) AS place FROM unnest(%s::text[]) scope ORDER BY place
) places"""
_TOUCH = """
INSERT INTO duty_watch AS watch (scope, next_at, touches, tries)
SELECT scope, %(now)s, 1, 0 FROM unnest(%(scopes)s::text[]) scope ORDER BY scope
ON CONFLICT (scope) DO UPDATE SET
    touches = watch.touches + 1,
    next_at = least(watch.next_at, greatest(%(now)s, watch.rests_until))"""
_DUE = """
SELECT scope FROM duty_watch
WHERE next_at <= %s AND scope LIKE %s ORDER BY next_at LIMIT %s"""
_CLAIM = """
SELECT scope, touches FROM duty_watch
WHERE scope = ANY(%s) AND next_at <= %s AND pg_try_advisory_xact_lock(hashtextextended(scope, 0))"""
_SET = """
INSERT INTO duty_watch AS watch (scope, next_at, rests_until, touches, tries)
SELECT scope, next_at, rests_until, touches, 0
FROM unnest(%s::text[], %s::timestamptz[], %s::timestamptz[], %s::bigint[]) wanted (scope, next_at, rests_until, touches)
ORDER BY scope
ON CONFLICT (scope) DO UPDATE SET
    next_at = CASE WHEN watch.touches = excluded.touches THEN excluded.next_at
                   ELSE greatest(watch.next_at, excluded.rests_until) END,
    rests_until = excluded.rests_until, tries = 0, error = NULL, failing_since = NULL"""
_FORGET = "DELETE FROM duty_watch WHERE scope = ANY(%s)"
_FAILED = """
INSERT INTO duty_watch AS watch (scope, next_at, touches, tries, error, failing_since)
VALUES (%(scope)s, %(now)s + %(pause)s, 0, 1, %(error)s, %(now)s)
ON CONFLICT (scope) DO UPDATE SET
    next_at = %(now)s + least(%(pause)s * power(2, least(watch.tries, 20)), %(longest)s),
    tries = watch.tries + 1, error = %(error)s, failing_since = coalesce(watch.failing_since, %(now)s)"""


def lock(scopes: Iterable[str]) -> None:
    """Wait until nobody else judges these scopes, and keep them until the transaction ends.

    Taken in one order by everybody, so nobody waits in a ring. Whoever comes second reads what the first wrote.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK.format(lock="pg_advisory_xact_lock"), [list(scopes)])


def touch(groups: Iterable[str], now: datetime) -> None:
    """Something happened in these scopes: judge them now, or when their rest is over."""
    if scopes := list(groups):
        with connection.cursor() as cursor:
            cursor.execute(_TOUCH, {"scopes": scopes, "now": now})


def claim_due(prefix: str, now: datetime, limit: int) -> dict[str, int]:
    """Scopes of a prefix whose time has come and that nobody else judges, locked, each with its touches.

    Locks are tried for and never waited for, and the time is asked for again under the lock: another worker may
    just have judged the scope.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DUE, [now, f"{prefix}:%", limit])
        if not (scopes := [scope for (scope,) in cursor.fetchall()]):
            return {}
        cursor.execute(_CLAIM, [scopes, now])
        claimed = [scope for scope, _ in cursor.fetchall()]
        cursor.execute(
            "SELECT scope, touches FROM duty_watch WHERE scope = ANY(%s) AND next_at <= %s", [claimed, now]
        )
        return dict(cursor.fetchall())


def set_subjects(next_at: Mapping[str, datetime | None]) -> None:
    """When these subjects are judged again; None is not by the clock."""
    later = {scope: at for scope, at in next_at.items() if at}
    with connection.cursor() as cursor:
        if done := [scope for scope, at in next_at.items() if not at]:
            cursor.execute(_FORGET, [done])
        if later:
            scopes, instants = list(later), list(later.values())
            cursor.execute(_SET, [scopes, instants, [None] * len(scopes), [0] * len(scopes)])


def set_groups(
    next_at: Mapping[str, datetime | None], touches: Mapping[str, int], now: datetime, cost_s: float
) -> None:
    """The same of groups, which rest; a group that was touched while it was judged is judged again after it."""
    scopes = list(next_at)
    rest = now + timedelta(seconds=max(REST_S, REST_FOR_COST * cost_s))
    with connection.cursor() as cursor:
        cursor.execute(
            _SET, [scopes, [next_at[s] for s in scopes], [rest] * len(scopes), [touches[s] for s in scopes]]
        )


def failing(scopes: Sequence[str]) -> set[str]:
    """Those of the scopes whose last judging failed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT scope FROM duty_watch WHERE scope = ANY(%s) AND tries > 0", [list(scopes)])
        return {scope for (scope,) in cursor.fetchall()}


def failed(scope: str, error: str, now: datetime) -> None:
    """Judging the scope failed: keep why, and try again after a while that doubles up to an hour."""
    pause, longest = timedelta(seconds=FIRST_PAUSE_S), timedelta(seconds=LONGEST_PAUSE_S)
    values = {"scope": scope, "error": error[:2000], "now": now, "pause": pause, "longest": longest}
    with connection.cursor() as cursor:
        cursor.execute(_FAILED, values)


def touch_every_group(now: datetime) -> None:
    """Have every group judged again, those that only have verdicts included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT scope FROM duty_verdict WHERE superseded_at IS NULL AND scope LIKE 'group:%%'"
            " UNION SELECT scope FROM duty_watch WHERE scope LIKE 'group:%%'"
        )
        touch([scope for (scope,) in cursor.fetchall()], now)


def forget_rested(now: datetime) -> None:
    """Rows that only said how long a group rests, once it has rested."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM duty_watch WHERE next_at IS NULL AND tries = 0 AND rests_until < %s", [now]
        )


def scopes_of(groups: Sequence[str] | set[str]) -> list[str]:
    """The scopes of groups."""
    return [f"group:{group}" for group in groups]
