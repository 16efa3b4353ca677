"""Live judging: what was touched, and what the clock alone changes, judged by the plain engine and stored.

Two stages, as in the law. Subjects first: their facts, their verdicts, in one transaction with the claim on what
touched them. A verdict or fact that counts in a group touches the group, which is judged in a transaction of
its own, at once or when it has rested. Whatever happens to a worker in the middle, the database takes all of a
transaction back, the claim included, and another worker begins it anew.

A scope whose judging fails keeps its verdicts, is written down with the error, and is tried again; the others
go on.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from shouwen.law.charter.charter import Charter
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.live import groups_of, next_change
from shouwen.law.judge.plain.engine import judge_groups, judge_subjects
from shouwen.law.judge.verdict import STANDING, Verdict
from shouwen.works.duty import followed, needed, store, told, turns, watch
from shouwen.works.duty.followed import Found
from shouwen.works.duty.store import Change
from shouwen.works.journal import charters
from shouwen.works.journal import store as journal
from shouwen.works.journal.instants import to_datetime, to_us
from shouwen.works.journal.models import EVERYTHING
from shouwen.works.ledger import actions as ledger

logger = logging.getLogger(__name__)

BATCH = 200
_CLAIM = """
DELETE FROM journal_touched WHERE id IN (
    SELECT id FROM journal_touched ORDER BY later, id LIMIT %s FOR UPDATE SKIP LOCKED
) RETURNING scope, fact"""
_NEXT_DUE = """
UPDATE matters_matter SET next_due_at = wanted.due_at
FROM unnest(%s::text[], %s::timestamptz[]) wanted (number, due_at)
WHERE matters_matter.number = wanted.number AND matters_matter.next_due_at IS DISTINCT FROM wanted.due_at"""


def judge_touched(limit: int = BATCH) -> int:
    """Judge the subjects of the oldest touches that nobody else holds; answers how many touches that were."""
    charter = charters.current()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_CLAIM, [limit])
            claimed = cursor.fetchall()
        if not claimed:
            return 0
        now = timezone.now()  # after the claim: a period that began before it is known to every fact in it
        scopes = {scope for scope, _ in claimed}
        turns.begin(charter, now, anew=EVERYTHING in scopes)
        if EVERYTHING in scopes:
            watch.touch_every_group(now)
        _touch_groups(journal.select("seq = ANY(%s)", [[seq for _, seq in claimed if seq]]), charter, now)
        if subjects := sorted(scopes - {EVERYTHING}):
            watch.lock(subjects)
            _judge_subjects(subjects, charter)
    return len(claimed)


def judge_due(limit: int = BATCH) -> int:
    """Judge what the clock has come for, subjects before groups; answers how many scopes that were."""
    charter = charters.current()
    turns.take(charter, timezone.now())
    with transaction.atomic():
        if subjects := watch.claim_due("subject", timezone.now(), limit):
            _judge_subjects(sorted(subjects), charter)
    with transaction.atomic():
        groups = watch.claim_due("group", timezone.now(), limit)
        for scope in sorted(groups):
            _judge_group(scope, groups[scope], charter)
    return len(subjects) + len(groups)


def catch_up() -> None:
    """Judge until nothing waits that could be judged now; groups that rest are left to the worker."""
    while judge_touched() or judge_due():
        pass


def _judge_subjects(scopes: Sequence[str], charter: Charter) -> None:
    _carefully(scopes, lambda some: _settle_subjects(some, charter))


def _settle_subjects(scopes: Sequence[str], charter: Charter) -> None:
    facts = journal.select("subject = ANY(%s)", [[scope.removeprefix("subject:") for scope in scopes]])
    now = timezone.now()
    verdicts = judge_subjects(facts, charter, to_us(now))
    found = {verdict.key: (f"subject:{verdict.subject}", verdict) for verdict in verdicts}
    early = [(f"subject:{fact.subject}", fact.at) for fact in facts]
    differing = _settle(scopes, found, charter, now)
    changed = (v for each in differing for v in (each.old.verdict if each.old else None, each.new) if v)
    _touch_groups(changed, charter, now)
    watch.set_subjects(_next(scopes, found, early, charter, now))
    _set_next_due(scopes, verdicts)


def _judge_group(scope: str, touches: int, charter: Charter) -> None:
    _carefully([scope], lambda _: _settle_group(scope, touches, charter))


def _settle_group(scope: str, touches: int, charter: Charter) -> None:
    began = time.monotonic()
    group = scope.removeprefix("group:")
    facts, verdicts = needed.of_group(group, charter)
    now = timezone.now()
    judged = judge_groups(facts, verdicts, charter, to_us(now), {group})
    found = {verdict.key: (scope, verdict) for verdict in judged}
    _settle([scope], found, charter, now)
    next_at = _next([scope], found, [(scope, fact.at) for fact in facts], charter, now)
    watch.set_groups(next_at, {scope: touches}, now, time.monotonic() - began)


def _settle(scopes: Sequence[str], found: Found, charter: Charter, now: datetime) -> list[Change]:
    """Store what is found of these scopes beside what was held, with everything that follows from it."""
    held = store.current(scopes)
    differing = store.write(store.changes(held, found), now)
    ledger.settle(followed.amounts(differing, charter))
    told.tell(followed.news(held, found, differing, now), charter, now)
    return differing


def _carefully(scopes: Sequence[str], act: Callable[[Sequence[str]], None]) -> None:
    """Act on all of them, or, if that fails, on each by itself; what fails alone is written down."""
    try:
        with transaction.atomic():
            act(scopes)
        return
    except (OperationalError, InterfaceError):
        raise  # the database is away or asks for another try: not the fault of a scope
    except Exception as error:
        if len(scopes) == 1:
            logger.exception("judging %s failed", scopes[0])
            watch.failed(scopes[0], f"{type(error).__name__}: {error}", timezone.now())
            return
    for scope in scopes:
        _carefully([scope], act)


def _touch_groups(what: Iterable[Fact | Verdict], charter: Charter, now: datetime) -> None:
    groups = {group for each in what for group in groups_of(each, charter, to_us(now))}
    watch.touch((f"group:{group}" for group in groups), now)


def _next(
    scopes: Sequence[str], found: Found, facts: Iterable[tuple[str, int]], charter: Charter, now: datetime
) -> dict[str, datetime | None]:
    """When the clock next changes each scope: through a verdict, or through a fact recorded a little early."""
    now_us = to_us(now)
    instants = [(scope, next_change(verdict, charter, now_us)) for scope, verdict in found.values()]
    instants += [(scope, at) for scope, at in facts if at > now_us]
    first: dict[str, int] = {}
    for scope, at in instants:
        if at is not None:
            first[scope] = min(at, first.get(scope, at))
    return {scope: to_datetime(first[scope]) if scope in first else None for scope in scopes}


def _set_next_due(scopes: Sequence[str], verdicts: Iterable[Verdict]) -> None:
    """The nearest due time of each matter, for its lists; a clock that stands still has none."""
    nearest: dict[str | None, int] = {}
    for verdict in verdicts:
        if verdict.verdict in STANDING and verdict.due is not None and not verdict.paused:
            nearest[verdict.subject] = min(verdict.due, nearest.get(verdict.subject, verdict.due))
    subjects = [scope.removeprefix("subject:") for scope in scopes]
    due_at = [to_datetime(nearest[each]) if each in nearest else None for each in subjects]
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_DUE, [subjects, due_at])
