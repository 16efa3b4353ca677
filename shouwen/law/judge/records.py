"""The public record of a verdict: what files, tables and programs of others get to see."""

from __future__ import annotations

from typing import Any

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.words import why
from shouwen.law.worktime.instants import format_iso

COLUMNS = (
    "key",
    "verdict",
    "clause",
    "cites",
    "rule",
    "subject",
    "staff",
    "unit",
    "customer",
    "period",
    "at",
    "due",
    "closed_at",
    "warn_at",
    "limit",
    "limit_s",
    "elapsed_s",
    "late_s",
    "part",
    "whole",
    "points",
    "money",
    "evidence",
    "missing",
    "words",
    "charter",
    "version",
    "provisional",
    "paused",
    "why",
)
"""The columns of a record, in their order."""


def record(verdict: Verdict, charter: Charter) -> dict[str, Any]:
    """A verdict as JSON knows it.

    Instants are ISO 8601 in the charter's zone, lengths seconds, points a number, money an integer of fen,
    `cites` and `evidence` lists, `why` one sentence each in `zh` and `en`.
    """
    said = why(verdict, charter)

    def iso(us: int | None) -> str | None:
        return None if us is None else format_iso(us, charter.zone)

    return {
        "key": verdict.key,
        "verdict": verdict.verdict,
        "clause": verdict.clause,
        "cites": list(verdict.cites),
        "rule": verdict.rule,
        "subject": verdict.subject,
        "staff": verdict.staff,
        "unit": verdict.unit,
        "customer": verdict.customer,
        "period": verdict.period,
        "at": iso(verdict.at),
        "due": iso(verdict.due),
        "closed_at": iso(verdict.closed_at),
        "warn_at": iso(verdict.warn_at),
        "limit": verdict.limit_text,
        "limit_s": verdict.limit_s,
        "elapsed_s": verdict.elapsed_s,
        "late_s": verdict.late_s,
        "part": verdict.part,
        "whole": verdict.whole,
        "points": points_number(verdict.points),
        "money": verdict.money,
        "evidence": list(verdict.evidence),
        "missing": verdict.missing,
        "words": verdict.words,
        "charter": verdict.charter,
        "version": verdict.version,
        "provisional": verdict.provisional,
        "paused": verdict.paused,
        "why": {"zh": said.zh, "en": said.en},
    }


def points_number(hundredths: int) -> int | float:
    """Points as people count them: -500 is -5, -50 is -0.5."""
    whole, rest = divmod(hundredths, 100)
    return hundredths / 100 if rest else whole
