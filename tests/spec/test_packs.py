"""The shipped charters stand: each loads without a fault, and each clause is proven by its own examples, or only
stands in the handbook."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shouwen.law.charter.load import load
from shouwen.law.charter.prove import prove

CHARTERS = Path(__file__).resolve().parents[2] / "charters"
PACKS = sorted(path.parent.name for path in CHARTERS.glob("*/charter.yaml"))
ON_BOTH = PACKS if os.environ.get("TEST_LONG") else ["power-hall"]
"""SQL plans anew for every example, so only the pack that the desk runs on is asked of both engines each time."""


@pytest.mark.slow
@pytest.mark.parametrize("pack", PACKS)
def test_every_clause_of_a_pack_is_proven(pack: str) -> None:
    proof = prove(load(str(CHARTERS / pack)))
    stands = {each.clause.clause: each.standing for each in proof.clauses}
    assert {clause: how for clause, how in stands.items() if how not in ("proven", "handbook")} == {}


@pytest.mark.slow
@pytest.mark.parametrize("pack", ON_BOTH)
def test_both_engines_run_every_example(pack: str) -> None:
    assert prove(load(str(CHARTERS / pack)), "both").failures == ()
