"""At the turn of a period every cadence opens anew, for everybody who stands under it, without any fact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection, transaction

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language.rules.cadence import DRAW
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.live import (
    drawn_groups,
    groups_without_members,
    next_turn,
    standing_groups,
    standing_kinds,
)
from shouwen.works.duty import watch
from shouwen.works.journal import store as journal
from shouwen.works.journal.instants import to_datetime, to_us

TURN = "turn:cadence"
_BEGIN = """
INSERT INTO duty_watch (scope, next_at, touches, tries) VALUES (%s, %s, 0, 0) ON CONFLICT (scope) DO NOTHING"""
_BEGIN_ANEW = _BEGIN.replace("NOTHING", "UPDATE SET next_at = excluded.next_at")


def begin(charter: Charter, now: datetime, *, anew: bool = False) -> None:
    """See that the next turn is waited for; `anew` under another charter, whose periods may be shorter.

    Up to now no turn has to be taken: a fact that begins a duty touches every period from then until now.
    """
    turn = next_turn(charter, to_us(now))
    if turn is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN_ANEW if anew else _BEGIN, [TURN, to_datetime(turn)])


def open_for_everybody(charter: Charter, now: datetime) -> None:
    """Touch what a charter asks of the whole company since its clauses are in force: no fact begins that."""
    _touch(groups_without_members(charter, to_us(now)), now)


def draw(fresh: Sequence[Fact], charter: Charter, now: datetime) -> None:
    """Touch the groups whose day hangs on a seed that has just come to be known."""
    if any(fact.kind == DRAW for fact in fresh):
        members = journal.select("kind = ANY(%s)", [list(standing_kinds(charter))])
        _touch(drawn_groups(fresh, members, charter, to_us(now)), now)


def _touch(groups: Iterable[str], now: datetime) -> None:
    watch.touch((f"group:{group}" for group in groups), now)


@transaction.atomic
def take(charter: Charter, now: datetime) -> None:
    """Touch the groups of every turn since the last one that was taken, also of those nobody was there for."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT next_at FROM duty_watch WHERE scope = %s AND next_at <= %s FOR UPDATE SKIP LOCKED",
            [TURN, now],
        )
        row = cursor.fetchone()
    if row is None:
        return
    facts = journal.select("kind = ANY(%s)", [list(standing_kinds(charter))])
    groups: set[str] = set()
    turn: int | None = to_us(row[0])
    while turn is not None and turn <= to_us(now):
        groups |= standing_groups(facts, charter, turn)
        turn = next_turn(charter, turn)
    _touch(groups, now)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE duty_watch SET next_at = %s WHERE scope = %s", [to_datetime(turn) if turn else None, TURN]
        )
