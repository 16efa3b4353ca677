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
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from shouwen.law.charter.charter import Charter
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.live import groups_of, next_change, standing_kinds
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

AWAY = (OperationalError, InterfaceError)
"""The database is away or asks for another try (a deadlock): no scope's fault, the whole job begins anew."""

BATCH = 200
# The wake-ups of the touches that are claimed go with them: the statement sees both or neither, for one
# transaction wrote both. Whoever holds a touch that is skipped here, or dies with it, was woken for it already.
_CLAIM = f"""
WITH claimed AS (
    DELETE FROM journal_touched WHERE id IN (
        SELECT id FROM journal_touched ORDER BY later, id LIMIT %s FOR UPDATE SKIP LOCKED
    ) RETURNING scope, fact
), woken AS (
    DELETE FROM procrastinate_jobs WHERE id IN (
        SELECT id FROM procrastinate_jobs
        WHERE task_name = '{journal.WAKE_UP}' AND status = 'todo' AND scheduled_at IS NULL FOR UPDATE SKIP LOCKED
    )
)
SELECT array_agg(DISTINCT scope), array_agg(fact) FILTER (WHERE fact IS NOT NULL), count(*),
    (SELECT fingerprint FROM journal_charterversion ORDER BY adopted_at DESC, id DESC LIMIT 1),
    set_config('synchronous_commit', 'off', true)
FROM claimed"""  # noqa: S608
# Not waiting for the disk is safe here: a commit that a crash of the database loses is lost with its claim.
_NEXT_DUE = """
UPDATE matters_matter SET next_due_at = wanted.due_at
FROM unnest(%s::text[], %s::timestamptz[]) wanted (number, due_at)
WHERE matters_matter.number = wanted.number AND matters_matter.next_due_at IS DISTINCT FROM wanted.due_at"""


def judge_touched(limit: int = BATCH) -> int:
    """Judge the subjects of the oldest touches that nobody else holds; answers how many touches that were."""
    return _together_or_alone(lambda alone: _judge_touched(limit, alone=alone))


def judge_due(limit: int = BATCH) -> int:
    """Judge what the clock has come for, subjects before groups; answers how many scopes that were."""
    turns.take(charters.adopted(), timezone.now())
    subjects = _together_or_alone(lambda alone: _judge_due_subjects(limit, alone=alone))
    return subjects + _together_or_alone(lambda alone: _judge_due_groups(limit, alone=alone))


def catch_up() -> None:
    """Judge until nothing waits that could be judged now; groups that rest are left to the worker."""
    while judge_touched() or judge_due():
        pass


def _together_or_alone(judge: Callable[[bool], int]) -> int:
    """A batch is judged as one; if that fails it is taken back, and each scope is judged by itself."""
    try:
        return judge(False)
    except AWAY:
        raise
    except Exception:
        return judge(True)


@transaction.atomic
def _judge_touched(limit: int, *, alone: bool) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [limit])
        scopes, seqs, count, adopted, _ = cursor.fetchone()
    if not count:
        return 0
    charter, now = charters.current(), timezone.now()
    if charter.fingerprint != adopted:
        charter = charters.adopted()
    if EVERYTHING in scopes:
        turns.begin(charter, now, anew=True)
        turns.open_for_everybody(charter, now)
        watch.touch_every_group(now)
    if subjects := [scope for scope in scopes if scope != EVERYTHING]:
        watch.lock(subjects)
        _judge_subjects(subjects, frozenset(seqs or ()), charter, alone=alone)
    return int(count)


@transaction.atomic
def _judge_due_subjects(limit: int, *, alone: bool) -> int:
    if subjects := watch.claim_due("subject", timezone.now(), limit):
        _judge_subjects(sorted(subjects), frozenset(), charters.current(), alone=alone)
    return len(subjects)


@transaction.atomic
def _judge_due_groups(limit: int, *, alone: bool) -> int:
    groups = watch.claim_due("group", timezone.now(), limit)
    for scope in sorted(groups):
        _carefully(scope, partial(_settle_group, scope, groups[scope], charters.current()), alone=alone)
    return len(groups)


def _judge_subjects(scopes: Sequence[str], seqs: frozenset[int], charter: Charter, *, alone: bool) -> None:
    for some in [[scope] for scope in scopes] if alone else [scopes]:
        _carefully(some[0], partial(_settle_subjects, some, seqs, charter), alone=alone)


def _carefully(scope: str, act: Callable[[], None], *, alone: bool) -> None:
    """When judged alone, a failure is the scope's own: it is written down, and the others go on."""
    if not alone:
        return act()
    try:
        with transaction.atomic():
            act()
    except AWAY:
        raise
    except Exception as error:
        logger.exception("judging %s failed", scope)
        watch.failed(scope, f"{type(error).__name__}: {error}", timezone.now())
    return None


def _settle_subjects(scopes: Sequence[str], seqs: frozenset[int], charter: Charter) -> None:
    """Judge subjects that are locked. `seqs` are the facts that touched them; these may touch groups as well,
    and so may all facts of a subject that failed before."""
    failed = watch.failing(scopes)
    rows = journal.of_subjects([scope.removeprefix("subject:") for scope in scopes])
    facts = [fact for _, fact in rows]
    now = (
        timezone.now()
    )  # after the reading: a period that began before it is known to every fact that was read
    verdicts = judge_subjects(facts, charter, to_us(now))
    found = {verdict.key: (f"subject:{verdict.subject}", verdict) for verdict in verdicts}
    differing = _settle(scopes, found, charter, now)
    fresh = [fact for seq, fact in rows if seq in seqs or f"subject:{fact.subject}" in failed]
    if standing_kinds(charter) & {fact.kind for fact in fresh}:
        turns.begin(charter, now)
    turns.draw(fresh, charter, now)
    _touch_groups([*fresh, *_verdicts(differing)], charter, now)
    own: dict[str, list[Fact]] = {scope: [] for scope in scopes}
    for fact in facts:
        own[f"subject:{fact.subject}"].append(fact)
    watch.set_subjects(_next(own, found, charter, now))
    if differing:
        _set_next_due(scopes, verdicts)


def _settle_group(scope: str, touches: int, charter: Charter) -> None:
    began = time.monotonic()
    group = scope.removeprefix("group:")
    facts, verdicts = needed.of_group(group, charter)
    now = timezone.now()
    judged = judge_groups(facts, verdicts, charter, to_us(now), {group})
    found = {verdict.key: (scope, verdict) for verdict in judged}
    differing = _settle([scope], found, charter, now)
    next_at = _next({scope: facts}, found, charter, now)
    watch.set_groups(next_at, {scope: touches}, now, time.monotonic() - began)
    _touch_groups(_verdicts(differing), charter, now)


def _settle(scopes: Sequence[str], found: Found, charter: Charter, now: datetime) -> list[Change]:
    """Store what is found of these scopes beside what was held, with everything that follows from it."""
    held = store.current(scopes)
    differing = store.write(store.changes(held, found), now)
    ledger.settle(followed.amounts(differing, charter))
    told.tell(followed.news(held, found, differing, now), charter, now)
    return differing


def _verdicts(differing: Iterable[Change]) -> list[Verdict]:
    """What no longer holds and what holds now: either may count in a group of a later stage."""
    return [v for each in differing for v in (each.old.verdict if each.old else None, each.new) if v]


def _touch_groups(what: Iterable[Fact | Verdict], charter: Charter, now: datetime) -> None:
    groups = {group for each in what for group in groups_of(each, charter, to_us(now))}
    watch.touch((f"group:{group}" for group in groups), now)


def _next(
    facts: Mapping[str, Sequence[Fact]], found: Found, charter: Charter, now: datetime
) -> dict[str, datetime | None]:
    """When the clock next changes each scope: through a verdict, or through a fact recorded a little early."""
    now_us = to_us(now)
    instants = [(scope, next_change(each, charter, now_us, facts[scope])) for scope, each in found.values()]
    instants += [(scope, fact.at) for scope, own in facts.items() for fact in own if fact.at > now_us]
    first: dict[str, int] = {}
    for scope, at in instants:
        if at is not None:
            first[scope] = min(at, first.get(scope, at))
    return {scope: to_datetime(first[scope]) if scope in first else None for scope in facts}


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
