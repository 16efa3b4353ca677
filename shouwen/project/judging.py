"""One run of `shouwen judge`: files in, a judgement and everything worth knowing about the files out."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from shouwen.law.charter import Charter
from shouwen.law.facts import Fact, Problem, Problems, read_facts
from shouwen.law.facts.maps import LogMap, read_log
from shouwen.law.facts.text import Tick
from shouwen.law.report.verdicts import InMemory, InTable, Verdicts
from shouwen.words import Words

Engine = Literal["duckdb", "python"]
LAST = "last"
LARGE = 16 << 20


@dataclass(slots=True)
class Run:
    """What was judged: the verdicts as of `now`, the problems of the files, and kinds the charter does not know."""

    charter: Charter
    now: int
    engine: Engine
    verdicts: Verdicts
    problems: Problems
    unknown_kinds: Counter[str] = field(default_factory=Counter)


def engine_for(files: Sequence[Path]) -> Engine:
    """The quicker engine for files of that size: starting DuckDB costs more than judging some ten thousand facts."""
    return "duckdb" if sum(file.stat().st_size for file in files if file.is_file()) >= LARGE else "python"


@dataclass(frozen=True, slots=True)
class Question:
    """What to judge, by what, as of when (`LAST`: as of the last fact), and by which engine."""

    files: Sequence[Path]
    charter: Charter
    log_map: LogMap | None
    now: int | Literal["last"]
    engine: Engine

    def as_of(self, last_at: int) -> int:
        """The instant of the judgement, if that is the last fact's."""
        return last_at if isinstance(self.now, str) else self.now


def judge_files(
    question: Question, problems: Problems, facts_to: Path | None = None, tick: Tick | None = None
) -> Run:
    """Read and judge. With `facts_to` the facts are written there too. Errors: Unreadable."""
    how = _by_python if question.engine == "python" or facts_to is not None else _by_sql
    verdicts, now, kinds = how(question, problems, facts_to, tick)
    unknown = Counter({kind: count for kind, count in kinds.items() if kind not in question.charter.facts})
    return Run(question.charter, now, question.engine, verdicts, problems, unknown)


Answer = tuple[Verdicts, int, Counter[str]]
"""The verdicts, as of when, and how many facts of each kind there were."""


def _by_python(question: Question, problems: Problems, facts_to: Path | None, tick: Tick | None) -> Answer:
    charter = question.charter
    facts = list(_facts(question, problems, tick))
    if facts_to is not None:
        from shouwen.law.facts import write_facts

        write_facts(facts, facts_to, charter.zone)
    now = question.as_of(max((fact.at for fact in facts), default=0))
    if tick:
        tick(1.0)
    if question.engine == "python":
        from shouwen.law.judge.plain import judge
    else:
        from shouwen.law.judge.sql import judge
    verdicts = InMemory(judge(facts, charter, now).verdicts)
    return verdicts, now, Counter(fact.kind for fact in facts)


def _by_sql(question: Question, problems: Problems, facts_to: Path | None, tick: Tick | None) -> Answer:
    from shouwen.law.judge.sql import judge_table
    from shouwen.project import logfiles

    charter = question.charter
    log = None if question.log_map else logfiles.as_they_lie(question.files, charter, problems)
    with TemporaryDirectory(prefix="shouwen-") as folder:
        if log is None:
            log = logfiles.written(_facts(question, problems, tick), charter, Path(folder))
        if tick:
            tick(1.0)
        now = question.as_of(log.last_at)
        verdicts = InTable(judge_table(log.files, charter, now), charter)
    return verdicts, now, log.kinds


def _facts(question: Question, problems: Problems, tick: Tick | None) -> Iterator[Fact]:
    zone = question.charter.zone
    if question.log_map is not None:
        return read_log(question.files, question.log_map, zone, problems, tick)
    return read_facts(question.files, zone, problems, tick)


class ProblemFile:
    """Writes every problem to a CSV file as it is found, so that none is lost however many there are."""

    HEAD = ("file", "line", "rows_left_out", "code", "what", "mend")

    def __init__(self, path: Path, language: str, stack: ExitStack) -> None:
        out = stack.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
        self._writer = csv.writer(out)
        self._language = language
        self._writer.writerow(self.HEAD)

    def __call__(self, problem: Problem) -> None:
        said: list[Words] = [problem.what, problem.mend]
        texts = [each.in_(self._language).encode("utf-8", "replace").decode() for each in said]
        self._writer.writerow([problem.file, problem.line or "", problem.rows, problem.code, *texts])
