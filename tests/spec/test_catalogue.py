"""The catalogues of the packs list exactly the clauses of their sources."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from shouwen.law.charter.load import load

CHARTERS = Path(__file__).resolve().parents[2] / "charters"
PACKS = sorted(path.parent.name for path in CHARTERS.glob("*/charter.yaml"))


def test_the_five_catalogues_hold_794_clauses() -> None:
    assert sum(len(load(CHARTERS / pack).catalogue) for pack in PACKS) == 794


@pytest.mark.parametrize("pack", PACKS)
def test_a_catalogue_says_what_the_shared_one_says(shared_data: Path, pack: str) -> None:
    shared = shared_data.parent / "catalogue" / f"{pack}.yaml"
    if not shared.exists():
        pytest.skip(f"not compared with the shared catalogue: {shared.name} does not lie beside the checkout")
    listed = {each["id"]: each["kind"] for each in yaml.safe_load(shared.read_text("utf-8"))["clauses"]}
    assert dict(load(CHARTERS / pack).catalogue) == listed
