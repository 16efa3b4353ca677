"""How long it takes to prove the five charters: every worked example of every clause, by the plain engine."""

from __future__ import annotations

import time
from collections.abc import Iterator

from bench.part import Row
from shouwen.law.charter.load import load, packs
from shouwen.law.charter.prove import prove

AIM_S = 60.0
"""For all five together."""


def run() -> Iterator[Row]:
    """A row for each pack, and one for all."""
    whole, count = 0.0, [0, 0]
    for name, _ in packs():
        began = time.monotonic()
        proof = prove(load(name))
        seconds = time.monotonic() - began
        examples = sum(len(each.clause.examples) for each in proof.clauses)
        whole, count = whole + seconds, [count[0] + len(proof.clauses), count[1] + examples]
        yield _row(name, len(proof.clauses), examples, seconds, seconds / AIM_S)
    yield _row("all", *count, whole, whole / AIM_S)


def _row(name: str, clauses: int, examples: int, seconds: float, of_aim: float) -> Row:
    return {
        "pack": name,
        "clauses": clauses,
        "examples": examples,
        "seconds": f"{seconds:.2f}",
        "of the aim of 60 s": f"{of_aim:.2f}",
    }
