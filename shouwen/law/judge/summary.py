"""What a judgement comes to, clause by clause: counts, how long things took, and the worst cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shouwen.law.judge.verdict import Verdict

WORST = 3


@dataclass(frozen=True, slots=True)
class ClauseSummary:
    """One clause: verdicts by word, seconds taken by what was closed, points (hundredths), money (fen), worst cases."""

    clause: str
    counts: Mapping[str, int]
    median_s: float | None
    p95_s: float | None
    points: int
    money: int
    worst: tuple[Verdict, ...]

    @property
    def total(self) -> int:
        """All its verdicts."""
        return sum(self.counts.values())


def summarise(verdicts: Iterable[Verdict], worst: int = WORST) -> list[ClauseSummary]:
    """One summary for each clause, in the order in which clauses first appear."""
    clauses: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        clauses.setdefault(verdict.clause, []).append(verdict)
    return [_clause(clause, each, worst) for clause, each in clauses.items()]


def _clause(clause: str, verdicts: list[Verdict], worst: int) -> ClauseSummary:
    taken = sorted(verdict.elapsed_s for verdict in verdicts if verdict.elapsed_s is not None)
    late = sorted(
        (verdict for verdict in verdicts if verdict.late_s is not None),
        key=lambda verdict: (-(verdict.late_s or 0), verdict.key),
    )
    return ClauseSummary(
        clause=clause,
        counts=Counter(verdict.verdict for verdict in verdicts),
        median_s=percentile(taken, 50),
        p95_s=percentile(taken, 95),
        points=sum(verdict.points for verdict in verdicts),
        money=sum(verdict.money for verdict in verdicts),
        worst=tuple(late[:worst]),
    )


def percentile(ordered: list[float], percent: int) -> float | None:
    """The smallest value that at least so many per cent of the ordered values do not exceed; None of none."""
    if not ordered:
        return None
    return ordered[-(-len(ordered) * percent // 100) - 1]
