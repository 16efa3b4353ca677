"""What follows from a verdict: who is told of it and when, and who bears its points and money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.compile import compile
from shouwen.law.judge.live import escalations
from shouwen.law.judge.rules import Bearer, Rule
from shouwen.law.judge.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Notice:
    """Somebody is told: `at` an instant, for a `cause`, the posts of `tell`; without posts whoever has the case."""

    at: int
    cause: Literal["warn", "breach", "escalate", "praise"]
    tell: tuple[str, ...]
    step: int = 0
    """Which step of the escalation, from 1."""


def consequences(verdict: Verdict, charter: Charter) -> tuple[Notice, ...]:
    """The notices of a verdict in their order, those still to come included.

    An open obligation announces what will follow if nothing happens; one that was closed keeps what had
    happened by then.
    """
    rule = compile(charter).named.get(verdict.rule)
    if rule is None or verdict.at is None:
        return ()
    return tuple(sorted(_notices(rule, verdict, charter), key=lambda notice: (notice.at, notice.step)))


def _notices(rule: Rule, verdict: Verdict, charter: Charter) -> Iterator[Notice]:
    due, at, closed_at = verdict.due, verdict.at or 0, verdict.closed_at
    if verdict.verdict in ("praised", "met") and rule.praise.tell:
        yield Notice(closed_at or due or at, "praise", rule.praise.tell)
    if verdict.warn_at is not None and verdict.verdict in ("open", "overdue", "breached"):
        yield Notice(verdict.warn_at, "warn", ())
    awaited = verdict.verdict == "open" and due is not None
    if not (awaited or verdict.verdict in ("overdue", "breached", "fell-short")):
        return
    if rule.breach.tell:
        yield Notice(due or closed_at or at, "breach", rule.breach.tell)
    if due is not None:
        for number, (after, tell) in enumerate(escalations(rule, due, charter), start=1):
            if closed_at is None or after < closed_at:
                yield Notice(after, "escalate", tell, number)


def borne_by(verdict: Verdict, charter: Charter) -> tuple[Bearer, str] | None:
    """Whether staff or unit bears the points and money of a verdict, and their code; None if nobody is named."""
    rule = compile(charter).named.get(verdict.rule)
    if rule is None:
        return None
    to = rule.borne_by(verdict.verdict)
    if to != "unit" and verdict.staff:
        return "staff", verdict.staff
    return ("unit", verdict.unit) if to != "staff" and verdict.unit else None
