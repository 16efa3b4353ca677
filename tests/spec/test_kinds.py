"""Kinds that are told in rows of other kinds: what they mean at their boundaries, on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from shouwen.law.charter import load
from shouwen.law.charter.prove import prove

KINDS = load(Path(__file__).parent / "kinds")


@pytest.mark.slow
@pytest.mark.parametrize("number", KINDS.clauses)
def test_a_kind_holds_at_its_boundaries(number: str) -> None:
    (proof,) = prove(
        KINDS, "both", lambda clauses: [each for each in clauses if each.clause == number]
    ).clauses
    assert [outcome for outcome in proof.outcomes if not outcome.passed] == []
    assert proof.standing == "proven"
