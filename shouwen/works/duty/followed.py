"""What follows from a change of verdicts: amounts for the ledger, and verdicts there may be something to tell of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.consequences import borne_by
from shouwen.law.judge.periods import period_at
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.words import why
from shouwen.works.duty.store import Change, Stored
from shouwen.works.duty.told import News
from shouwen.works.journal.instants import to_datetime, to_us
from shouwen.works.ledger.actions import Amount

Found = Mapping[str, tuple[str, Verdict]]
"""Verdicts by key, each with its scope."""


def amounts(differing: Iterable[Change], charter: Charter) -> dict[str, Amount | None]:
    """What the ledger has to say of the keys that had or have an amount."""
    wanted: dict[str, Amount | None] = {}
    for change in differing:
        if _weighs(change.old.verdict if change.old else None) or _weighs(change.new):
            wanted[change.key] = _amount(change, charter)
    return wanted


def _weighs(verdict: Verdict | None) -> bool:
    return verdict is not None and bool(verdict.points or verdict.money)


def _amount(change: Change, charter: Charter) -> Amount | None:
    """Nothing when nobody is named who could bear it: the finding stands, and shows that nobody does."""
    verdict = change.new
    if verdict is None or not _weighs(verdict) or verdict.at is None or change.id is None:
        return None
    borne = borne_by(verdict, charter)
    if borne is None:
        return None
    bearer, code = borne
    return Amount(
        finding_id=change.id,
        bearer=bearer,
        staff=code if bearer == "staff" else None,
        unit=code if bearer == "unit" else verdict.unit,
        points=verdict.points,
        money=verdict.money,
        period=period_at(verdict.at, "month", charter.zone).name,
        clause=verdict.clause,
        charter=verdict.charter,
        version=verdict.version,
        at=to_datetime(verdict.at),
        why=why(verdict, charter),
    )


def news(held: Mapping[str, Stored], found: Found, differing: Sequence[Change], now: datetime) -> list[News]:
    """The verdicts there may be something to tell of: those that changed, and those whose time has come."""
    changed = {change.key: change for change in differing}
    fresh: list[News] = []
    for key, change in changed.items():
        row = change.id or (change.old.id if change.old else None)
        if row is not None and (_has_spoken(change.old) or _may_speak(change.new, now)):
            fresh.append(News(key, change.new, row))
    for key, (_, verdict) in found.items():
        if key not in changed and _may_speak(verdict, now) and verdict.verdict in ("open", "overdue"):
            fresh.append(News(key, verdict, held[key].id))
    return fresh


def _has_spoken(held: Stored | None) -> bool:
    """Whether something may have been told that is to be taken back; a warning never is."""
    return held is not None and held.verdict.verdict not in ("open", "kept", "undecided")


def _may_speak(verdict: Verdict | None, now: datetime) -> bool:
    """Spares the calendar: an open obligation has nothing to say before its warning."""
    if verdict is None or verdict.verdict in ("kept", "undecided"):
        return False
    return verdict.verdict != "open" or (verdict.warn_at is not None and verdict.warn_at <= to_us(now))
