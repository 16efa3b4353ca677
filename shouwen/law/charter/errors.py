"""What is wrong with a pack: every error with its file, line, clause, and how to mend it, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from shouwen.words import Words


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: file (relative to the pack) and line, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class CharterError:
    """One thing that is wrong; `other` is the second place of a clash."""

    place: Place
    clause: str | None
    what: Words
    mend: Words
    other: Place | None = None

    def sentence(self, language: str) -> str:
        """What is wrong and how to mend it, in one sentence."""
        if language.startswith("en"):
            return f"{self.what.en}; {self.mend.en}."
        return f"{self.what.zh}；{self.mend.zh}。"

    def __str__(self) -> str:
        where = f"{self.place}" + (f" <-> {self.other}" if self.other else "")
        clause = f"  clause {self.clause} 第 {self.clause} 条" if self.clause else ""
        return f"{where}{clause}\n  {self.sentence('en')}\n  {self.sentence('zh')}"


class CharterErrors(Exception):
    """A pack cannot be used; `errors` holds everything that is wrong with it, in the order of the files."""

    def __init__(self, pack: str, errors: Iterable[CharterError]) -> None:
        self.pack = pack
        self.errors = tuple(sorted(dict.fromkeys(errors), key=lambda error: error.place))
        super().__init__(pack, self.errors)

    def __str__(self) -> str:
        count = len(self.errors)
        head = f"{self.pack}: {count} error{'s' if count > 1 else ''} 共 {count} 处错误"
        return "\n".join([head, *map(str, self.errors)])


class NoCharter(CharterErrors):
    """There is no such pack, or its files cannot be opened."""


def did_you_mean(name: str, known: Iterable[str], otherwise: Words) -> Words:
    """The cure for an unknown name: the one that was probably meant, else what to do otherwise."""
    near = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    if near:
        return Words(
            f"是否想写「{near[0]}」？或者{otherwise.zh}",
            f"did you mean '{near[0]}'? Otherwise {otherwise.en}",
        )
    return otherwise
