"""Verdicts to report on: those of the plain engine as they are, those of the SQL engine without making objects of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.summary import WORST, ClauseSummary, summarise
from shouwen.law.judge.verdict import Verdict

BATCH = 20_000


class Verdicts(Protocol):
    """Verdicts in the order of their keys: how many, what they come to, and one after the other."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Verdict]: ...

    @property
    def summary(self) -> Sequence[ClauseSummary]:
        """One summary for each clause."""
        ...


@dataclass(frozen=True)
class InMemory:
    """Verdicts as objects."""

    verdicts: Sequence[Verdict]

    def __len__(self) -> int:
        return len(self.verdicts)

    def __iter__(self) -> Iterator[Verdict]:
        return iter(self.verdicts)

    @cached_property
    def summary(self) -> Sequence[ClauseSummary]:
        """One summary for each clause."""
        return summarise(self.verdicts)


class InTable:
    """Verdicts as the pyarrow.Table of `judge_table`; a million of them take up a tenth of what objects would."""

    def __init__(self, table: Any, charter: Charter) -> None:
        self._table = table.sort_by("key")
        self._charter = charter

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __iter__(self) -> Iterator[Verdict]:
        from shouwen.law.judge.sql.engine import verdicts_of

        for start in range(0, len(self), BATCH):
            yield from verdicts_of(self._table.slice(start, BATCH), self._charter)

    @cached_property
    def summary(self) -> Sequence[ClauseSummary]:
        """The same as `summarise` on the objects, in the same order of clauses."""
        return [self._clause(clause) for clause in self._table.column("clause").unique().to_pylist()]

    def _clause(self, clause: str) -> ClauseSummary:
        import pyarrow.compute as pc

        from shouwen.law.judge.sql.engine import verdicts_of

        rows = self._table.filter(pc.equal(self._table.column("clause"), clause))
        counts = {
            each["values"]: each["counts"] for each in pc.value_counts(rows.column("verdict")).to_pylist()
        }
        late = rows.filter(pc.is_valid(rows.column("late_s")))
        worst = late.sort_by([("late_s", "descending"), ("key", "ascending")]).slice(0, WORST)
        taken = rows.column("elapsed_s").drop_null().sort()
        return ClauseSummary(
            clause=clause,
            counts=Counter(counts),
            median_s=_percentile(taken, 50),
            p95_s=_percentile(taken, 95),
            points=pc.sum(rows.column("points")).as_py(),
            money=pc.sum(rows.column("money")).as_py(),
            worst=tuple(verdicts_of(worst, self._charter)),
        )


def _percentile(ordered: Any, percent: int) -> float | None:
    """As `summary.percentile` has it: the smallest value that so many per cent do not exceed."""
    if not len(ordered):
        return None
    value: float = ordered[-(-len(ordered) * percent // 100) - 1].as_py()
    return int(value) if value.is_integer() else value
