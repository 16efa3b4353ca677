"""Writing the ledger: entries follow findings, once, and are taken back by their opposite."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from django.db import connection

from shouwen.words import Words

_COLUMNS = (
    "finding_id, key, turn, bearer, staff, unit, points, money, period, clause, charter, version, at, "
    "why_zh, why_en, reverses_id"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """What one finding puts on one bearer: points in hundredths, money in fen, in the month `period`."""

    finding_id: int
    bearer: Literal["staff", "unit"]
    staff: str | None
    unit: str | None
    points: int
    money: int
    period: str
    clause: str
    charter: str
    version: str
    at: datetime
    why: Words

    @property
    def weight(self) -> tuple[object, ...]:
        """What has to be the same for a posted entry to stand."""
        return (self.bearer, self.staff, self.unit, self.points, self.money, self.period)


@dataclass(frozen=True, slots=True)
class _Last:
    """The last entry of a key."""

    id: int
    turn: int
    amount: Amount

    @property
    def stands(self) -> bool:
        return self.turn % 2 == 1


def settle(wanted: dict[str, Amount | None]) -> int:
    """Make the entries of these keys say what is wanted of them: None is nothing. Answers how many were posted.

    An entry that already says it stands as it is, though a later verdict says it now. Two workers who would
    settle the same key at once collide on (key, turn), and one of them begins again.
    """
    if not wanted:
        return 0
    posted: list[dict[str, object]] = []
    last = _last(list(wanted))
    for key, amount in wanted.items():
        before = last.get(key)
        turn = before.turn if before else 0
        if before and before.stands:
            if amount and amount.weight == before.amount.weight:
                continue
            turn += 1
            posted.append(_row(key, turn, _opposite(before.amount, amount), before.id))
        if amount:
            posted.append(_row(key, turn + 1, amount, None))
    if posted:
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO ledger_entry ({_COLUMNS}) "  # noqa: S608  (columns of this file)
                f"SELECT {_COLUMNS} FROM jsonb_populate_recordset(NULL::ledger_entry, %s)",
                [json.dumps(posted, ensure_ascii=False)],
            )
    return len(posted)


def _opposite(taken_back: Amount, instead: Amount | None) -> Amount:
    why = (
        Words("认定已变更，冲回原记录。", "The finding has changed; the entry is taken back.")
        if instead
        else Words("认定不再成立，冲回原记录。", "The finding no longer holds; the entry is taken back.")
    )
    return replace(taken_back, points=-taken_back.points, money=-taken_back.money, why=why)


def _row(key: str, turn: int, amount: Amount, reverses: int | None) -> dict[str, object]:
    return {
        "finding_id": amount.finding_id,
        "key": key,
        "turn": turn,
        "bearer": amount.bearer,
        "staff": amount.staff,
        "unit": amount.unit,
        "points": amount.points,
        "money": amount.money,
        "period": amount.period,
        "clause": amount.clause,
        "charter": amount.charter,
        "version": amount.version,
        "at": amount.at.isoformat(),
        "why_zh": amount.why.zh,
        "why_en": amount.why.en,
        "reverses_id": reverses,
    }


def _last(keys: Sequence[str]) -> dict[str, _Last]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ON (key) key, id, turn, finding_id, bearer, staff, unit, points, money, period,"
            " clause, charter, version, at, why_zh, why_en FROM ledger_entry WHERE key = ANY(%s)"
            " ORDER BY key, turn DESC",
            [keys],
        )
        return {row[0]: _Last(row[1], row[2], Amount(*[*row[3:-2], Words(*row[-2:])])) for row in cursor}
