"""What is wrong with roster files: all of it at once, each with its place and its cure."""

from __future__ import annotations

from collections.abc import Iterable

from shouwen.words import Words


class Faults(Exception):
    """The files cannot be loaded, and nothing was; `faults` are sentences as `fault` makes them."""

    def __init__(self, faults: Iterable[Words]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(each.en for each in self.faults))


def fault(file: str, line: int | None, column: str | None, what: Words, mend: Words) -> Words:
    """`staff.csv:4: post: ...; ....`; without a line it concerns the file, without a column the row."""
    place = file if line is None else f"{file}:{line}"
    parts = (place, column) if column else (place,)
    zh, en = "：".join(parts), ": ".join(parts)
    return Words(f"{zh}：{what.zh}；{mend.zh}。", f"{en}: {what.en}; {mend.en.removesuffix('.')}.")
