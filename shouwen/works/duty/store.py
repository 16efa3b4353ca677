"""The table of verdicts as the law's own values: what holds now, and what changes.

Raw SQL and not models: one batch of the live judge writes hundreds of wide rows, as one JSON value.
"""

# ruff: noqa: S608  (the columns are named in this file; values travel as parameters)

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from django.db import connection

from shouwen.law.judge.verdict import STANDING, Verdict
from shouwen.works.journal.instants import to_datetime, to_us

_INSTANTS = {"at": "at", "due": "due_at", "warn_at": "warn_at", "closed_at": "closed_at"}
_LISTS = {"cites", "evidence"}
_FIELDS = tuple(field.name for field in fields(Verdict))
_COLUMNS = ", ".join(_INSTANTS.get(name, name) for name in _FIELDS)
_SELECT = f"SELECT id, scope, {_COLUMNS} FROM duty_verdict WHERE scope = ANY(%s) AND superseded_at IS NULL"
_WHERE = f"SELECT {_COLUMNS} FROM duty_verdict WHERE superseded_at IS NULL AND "
_INSERT = f"""
INSERT INTO duty_verdict (scope, judged_at, {_COLUMNS})
SELECT scope, %s, {_COLUMNS} FROM jsonb_populate_recordset(NULL::duty_verdict, %s) RETURNING key, id"""
_SUPERSEDE = "UPDATE duty_verdict SET superseded_at = greatest(judged_at, %s) WHERE id = ANY(%s)"


@dataclass(frozen=True, slots=True)
class Stored:
    """A verdict that holds, and the row it stands in."""

    id: int
    scope: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """One key whose verdict is another than before: `old` None is new, `new` None is withdrawn."""

    scope: str
    old: Stored | None
    new: Verdict | None
    id: int | None = None

    @property
    def key(self) -> str:
        """The key both have."""
        verdict = self.new or (self.old.verdict if self.old else None)
        assert verdict is not None
        return verdict.key


def current(scopes: Iterable[str]) -> dict[str, Stored]:
    """The verdicts that hold of these scopes, by key."""
    with connection.cursor() as cursor:
        cursor.execute(_SELECT, [list(scopes)])
        rows = (Stored(id, scope, _verdict(values)) for id, scope, *values in cursor.fetchall())
        return {row.verdict.key: row for row in rows}


def select(where: str, values: Sequence[object]) -> list[Verdict]:
    """The verdicts that hold and that a condition picks; `where` is SQL of the house, never input."""
    with connection.cursor() as cursor:
        cursor.execute(_WHERE + where, values)
        return [_verdict(row) for row in cursor.fetchall()]


def changes(held: Mapping[str, Stored], found: Mapping[str, tuple[str, Verdict]]) -> list[Change]:
    """What differs between what holds and what was found (each with its scope), in the order of keys."""
    keys = sorted(held.keys() | found.keys())
    differing = (Change(*_pair(held.get(key), found.get(key))) for key in keys)
    return [change for change in differing if not _alike(change)]


def write(differing: Sequence[Change], now: datetime) -> list[Change]:
    """Supersede and insert; answers the changes with the ids of their new rows."""
    gone = [change.old.id for change in differing if change.old]
    come = [_row(change.scope, change.new) for change in differing if change.new]
    with connection.cursor() as cursor:
        if gone:
            cursor.execute(_SUPERSEDE, [now, gone])
        if not come:
            return list(differing)
        cursor.execute(_INSERT, [now, json.dumps(come, ensure_ascii=False)])
        ids = dict(cursor.fetchall())
    return [replace(change, id=ids.get(change.key)) for change in differing]


def _pair(
    held: Stored | None, found: tuple[str, Verdict] | None
) -> tuple[str, Stored | None, Verdict | None]:
    scope = found[0] if found else held.scope if held else ""
    return scope, held, found[1] if found else None


def _alike(change: Change) -> bool:
    return bool(change.old and change.new and lasting(change.old.verdict) == lasting(change.new))


def lasting(verdict: Verdict) -> Verdict:
    """A verdict without what changes by the mere passing of time, and without the version that said it.

    How late an overdue obligation is, and the due time while its clock stands still, are arithmetic on now.
    A newer charter that says the same of a case does not judge it anew.
    """
    verdict = replace(standing(verdict), charter="", version="")
    if verdict.verdict in STANDING:
        verdict = replace(verdict, elapsed_s=None, late_s=None)
    return replace(verdict, due=None, warn_at=None, provisional=False) if verdict.paused else verdict


def standing(verdict: Verdict) -> Verdict:
    """A verdict as it is kept: an indicator whose period still runs without its count, which moves with every fact."""
    counting = verdict.verdict == "open" and verdict.period is not None and not verdict.evidence
    return replace(verdict, part=None, whole=None) if counting else verdict


def _row(scope: str, verdict: Verdict) -> dict[str, object]:
    row: dict[str, object] = {"scope": scope}
    verdict = standing(verdict)
    for name in _FIELDS:
        value = getattr(verdict, name)
        if name in _INSTANTS and value is not None:
            value = to_datetime(value).isoformat()
        row[_INSTANTS.get(name, name)] = value
    return row


def _verdict(values: Sequence[object]) -> Verdict:
    named = dict(zip(_FIELDS, values, strict=True))
    for name in _INSTANTS:
        if isinstance(instant := named[name], datetime):
            named[name] = to_us(instant)
    for name in _LISTS:
        named[name] = tuple(named[name])  # type: ignore[arg-type]
    return Verdict(**named)  # type: ignore[arg-type]
