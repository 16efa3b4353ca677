"""How every clause of the source stands: proven, in force, in the handbook, or missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from shouwen.law.charter.catalogue import HANDBOOK, KINDS_OF_CLAUSE
from shouwen.law.charter.prove import ClauseProof, Proof

State = Literal["proven", "in-force", "handbook", "waiting", "failing", "missing"]
SOUND: frozenset[str] = frozenset({"proven", "in-force", "handbook"})
"""The states with which a charter may go into the world."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One clause of the source: its kind, its state, and the clauses, rules and examples that carry it."""

    id: str
    kind: str
    state: State
    clauses: tuple[str, ...]
    rules: tuple[str, ...]
    examples: tuple[str, ...]


def standings(proof: Proof) -> tuple[Standing, ...]:
    """Every clause of the catalogue in its order; none for a pack that has no catalogue."""
    citing: dict[str, list[ClauseProof]] = {}
    for each in proof.clauses:
        for cited in each.clause.cites:
            citing.setdefault(cited, []).append(each)
    rules: dict[str, list[str]] = {}
    for rule in proof.charter.written:
        rules.setdefault(rule.clause.clause, []).append(rule.id)
    return tuple(
        Standing(
            number,
            kind,
            _state(kind, citing.get(number, [])),
            tuple(each.clause.clause for each in citing.get(number, ())),
            tuple(name for each in citing.get(number, ()) for name in rules.get(each.clause.clause, ())),
            tuple(example.name for each in citing.get(number, ()) for example in each.clause.examples),
        )
        for number, kind in proof.charter.catalogue.items()
    )


def _state(kind: str, citing: list[ClauseProof]) -> State:
    """As its clauses stand: proven if all are; what is only declared is missing, but for kinds of the handbook."""
    found = {each.standing for each in citing}
    if "failing" in found:
        return "failing"
    if "waiting" in found:
        return "waiting"
    if found == {"proven"}:
        return "proven"
    if kind in HANDBOOK and found:
        return "handbook"
    return "in-force" if found - {"handbook"} else "missing"


def states_of(found: Iterable[Standing]) -> Counter[str]:
    """How many stand how."""
    return Counter(str(each.state) for each in found)


def counts(found: tuple[Standing, ...]) -> Mapping[str, Counter[str]]:
    """How many stand how, by kind, in the order of the kinds."""
    table = {kind: states_of(each for each in found if each.kind == kind) for kind in KINDS_OF_CLAUSE}
    return {kind: states for kind, states in table.items() if states}
