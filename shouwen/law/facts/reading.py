"""Fact files in, facts out: what is well formed is read, what is not is reported and counted."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

from shouwen.law.facts.fact import Fact, canonical
from shouwen.law.facts.problems import Malformed, Problems
from shouwen.law.facts.row import to_fact
from shouwen.law.facts.rows import rows_of
from shouwen.law.facts.text import Source, Tick, sources
from shouwen.words import Words

MASK = (1 << 64) - 1


def read_facts(
    paths: Iterable[Path], zone: str, problems: Problems, tick: Tick | None = None
) -> Iterator[Fact]:
    """The facts of JSON Lines, CSV and Parquet files, compressed or not, in the order they stand there.

    A time without an offset is local time of `zone`. A fact that stands there twice is read once. Malformed
    rows and ids used twice go to `problems`. Errors: Unreadable, when a file is no fact file at all.
    """
    seen = Seen()
    for source in sources(paths, problems, tick):
        for line, row in rows_of(source):
            try:
                fact = to_fact(row, zone)
            except Malformed as fault:
                source.leave_out(line, fault)
                continue
            if seen.is_new(fact, source, line):
                yield fact


class Seen:
    """Which facts have been read: 24 bytes and a dictionary entry each, whatever they hold."""

    def __init__(self) -> None:
        self._index: dict[int, int] = {}
        self._contents = array("Q")
        self._lines = array("Q")
        self._files: list[tuple[int, str]] = []

    def is_new(self, fact: Fact, source: Source, line: int) -> bool:
        """Counts the fact; False if it was read before, or if its id was used for something else."""
        problems = source.problems
        if not self._files or self._files[-1][1] != source.name:
            self._files.append((len(self._lines), source.name))
        index = self._index.setdefault(hash(fact.id), len(self._lines))
        content = _content(fact)
        if index == len(self._lines):
            self._contents.append(content)
            self._lines.append(line)
            problems.facts += 1
            return True
        if self._contents[index] == content:
            problems.repeated += 1
        else:
            source.leave_out(line, self._used_twice(fact.id, index))
        return False

    def _used_twice(self, id_: str, index: int) -> Malformed:
        file = next(name for start, name in reversed(self._files) if start <= index)
        place = f"{file}:{self._lines[index]}"
        return Malformed(
            "id-used-twice",
            Words(
                f"id {id_!r} 已用于内容不同的事实（{place}）",
                f"id {id_!r} already belongs to another fact ({place})",
            ),
            Words(
                "请给每个事实不同的 id，或去掉 id 一列",
                "give each fact an id of its own, or leave the ids out",
            ),
        )


def _content(fact: Fact) -> int:
    data = tuple(sorted((name, canonical(value)) for name, value in fact.data.items()))
    return hash((fact.kind, fact.at, fact.subject, fact.staff, fact.unit, fact.customer, data)) & MASK
