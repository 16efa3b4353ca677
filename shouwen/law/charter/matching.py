"""Whether a verdict is the one an example expects, and how both are written side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language.example import Expected
from shouwen.law.charter.language.moment import instant
from shouwen.law.judge.consequences import borne_by, consequences
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.words import better_wording
from shouwen.law.worktime.instants import format_iso

_READ: Mapping[str, Callable[[Verdict], Any]] = {
    "field": lambda verdict: verdict.missing,
    "words": lambda verdict: verdict.words,
    "points": lambda verdict: verdict.points,
    "money": lambda verdict: verdict.money,
    "period": lambda verdict: verdict.period,
    "provisional": lambda verdict: verdict.provisional,
    "staff": lambda verdict: verdict.staff,
    "unit": lambda verdict: verdict.unit,
    "part": lambda verdict: verdict.part,
    "whole": lambda verdict: verdict.whole,
}


def fits(verdict: Verdict, expected: Expected, on: date, charter: Charter, now: int) -> bool:
    """Whether a verdict is as expected in everything the example insists on."""
    if verdict.verdict != expected.word:
        return False
    return all(_same(verdict, name, value, on, charter, now) for name, value in expected.details.items())


def _same(verdict: Verdict, name: str, value: Any, on: date, charter: Charter, now: int) -> bool:
    if name == "by":
        return verdict.late_s is not None and verdict.late_s == value.limit_s
    if name in ("due", "warn"):
        return bool(getattr(verdict, _INSTANTS[name]) == instant(value, on, charter.zone))
    if name == "tell":
        return bool(_told_by(verdict, charter, now) == value)
    if name == "better":
        return any(value in (words.zh, words.en) for words in better_wording(verdict, charter))
    if name == "bearer":
        return bool((borne_by(verdict, charter) or ("", None))[1] == value)
    return bool(_READ[name](verdict) == value)


_INSTANTS = {"due": "due", "warn": "warn_at"}


def _told_by(verdict: Verdict, charter: Charter, now: int) -> frozenset[str]:
    """The posts that have heard of it by now; those of whoever has the case are not among them."""
    return frozenset(
        post for notice in consequences(verdict, charter) if notice.at <= now for post in notice.tell
    )


def told(verdict: Verdict, charter: Charter) -> str:
    """A verdict in the form of an example's outcome, with all its details."""
    late = f"{verdict.late_s:g}s" if verdict.late_s else None
    due = format_iso(verdict.due, charter.zone) if verdict.due is not None else None
    details = {"by": late, "due": due, **{name: read(verdict) for name, read in _READ.items()}}
    return _written(
        verdict.verdict, {name: value for name, value in details.items() if value not in (None, 0)}
    )


def told_expected(expected: Expected) -> str:
    """An expected outcome as the example writes it."""
    return _written(
        expected.word, {name: value for name, value in expected.details.items() if value is not None}
    )


def _written(word: str, details: Mapping[str, Any]) -> str:
    shown = {name: value / 100 if name in ("points", "money") else value for name, value in details.items()}
    texts = [
        f"{name}: {value:g}" if isinstance(value, float) else f"{name}: {_plain(value)}"
        for name, value in shown.items()
    ]
    return f"{word} ({', '.join(texts)})" if texts else word


def _plain(value: Any) -> Any:
    """A set as the list that an example writes."""
    return f"[{', '.join(sorted(value))}]" if isinstance(value, frozenset) else value
