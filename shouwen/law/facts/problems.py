"""What was wrong with the rows of a file: reported, counted, never a reason to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from shouwen.words import Words

FIRST = 1000


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file: where, what, and how to mend it.

    `line` is the physical line of the file, counted from 1, of a Parquet file the row. `rows` is how
    many rows were left out because of it; 0 when something is only worth knowing.
    """

    file: str
    line: int | None
    code: str
    what: Words
    mend: Words
    rows: int = 1

    @property
    def place(self) -> str:
        """`log.csv:12`, or `log.csv` when it concerns the whole file."""
        return f"{self.file}:{self.line}" if self.line is not None else self.file

    @property
    def words(self) -> Words:
        """Place, fault and cure in one sentence."""
        return Words(
            f"{self.place}：{self.what.zh}；{self.mend.zh}。",
            f"{self.place}: {self.what.en}; {self.mend.en}.",
        )


class Malformed(Exception):
    """A row, or a value in it, that cannot become a fact."""

    def __init__(self, code: str, what: Words, mend: Words) -> None:
        super().__init__(what.en)
        self.code, self.what, self.mend = code, what, mend


class Unreadable(Exception):
    """A file that cannot be read at all, so that judging the rest would mislead."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(slots=True)
class Problems:
    """Collects what happens while files are read.

    Law of fact files: `rows == facts + repeated + left_out`. Of mapped logs, where a row may state several
    facts or none: `left_out` rows had a fault, `unused` rows stated nothing, all others stated something.
    The first problems are kept; `sink` gets every one of them as it is found.
    """

    sink: Callable[[Problem], None] | None = None
    rows: int = 0
    facts: int = 0
    repeated: int = 0
    left_out: int = 0
    unused: int = 0
    found: int = 0
    first: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    by_code: dict[str, int] = field(default_factory=dict)

    def add(self, problem: Problem) -> None:
        """A fault: what it says is missing from the facts."""
        self.found += 1
        self.left_out += problem.rows
        self.by_code[problem.code] = self.by_code.get(problem.code, 0) + 1
        if len(self.first) < FIRST:
            self.first.append(problem)
        if self.sink:
            self.sink(problem)

    def note(self, problem: Problem) -> None:
        """Something worth knowing that left nothing out, such as the encoding that was used."""
        self.notes.append(problem)
