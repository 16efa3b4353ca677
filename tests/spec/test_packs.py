"""The shipped charters stand: each loads without a fault, each clause is proven by its own examples, or only stands in
the handbook, and no clause of any source is missing."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

import pytest

from shouwen.law.charter.language import KINDS, Clause
from shouwen.law.charter.load import load
from shouwen.law.charter.prove import Proof, prove
from shouwen.law.charter.standing import standings

CHARTERS = Path(__file__).resolve().parents[2] / "charters"
PACKS = sorted(path.parent.name for path in CHARTERS.glob("*/charter.yaml"))


@cache
def proof_of(pack: str) -> Proof:
    return prove(load(str(CHARTERS / pack)))


@pytest.mark.slow
@pytest.mark.parametrize("pack", PACKS)
def test_every_clause_of_a_pack_is_proven(pack: str) -> None:
    stands = {each.clause.clause: each.standing for each in proof_of(pack).clauses}
    assert {clause: how for clause, how in stands.items() if how not in ("proven", "handbook")} == {}


@pytest.mark.slow
def test_no_clause_of_the_five_sources_is_missing() -> None:
    found = [each for pack in PACKS for each in standings(proof_of(pack))]
    assert len(found) == 794
    assert [each.id for each in found if each.state not in ("proven", "handbook")] == []
    assert {each.kind for each in found if each.state == "handbook"} == {"org", "principle"}


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_both_engines_run_the_examples(kind: str) -> None:
    """Of one clause of each kind of rule; SQL plans anew for every example, so all of them only with TEST_LONG."""

    def chosen(clauses: Collection[Clause]) -> Iterator[Clause]:
        having = [each for each in clauses if getattr(each, kind) and each.examples]
        yield from having if os.environ.get("TEST_LONG") else having[:1]

    packs = [
        pack
        for pack in PACKS
        if any(getattr(each, kind) for each in load(str(CHARTERS / pack)).clauses.values())
    ]
    assert packs, f"no pack has a rule of the kind {kind}"
    for pack in packs if os.environ.get("TEST_LONG") else packs[:1]:
        assert prove(load(str(CHARTERS / pack)), "both", chosen).failures == ()
