"""The tidy shop: a small charter of sheets, boards, training and keepers, with the fixed cast of the works."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from shouwen.law.charter import Charter, load
from shouwen.works.journal import charters
from shouwen.works.people.tests.cast import Cast, assemble

TIDY_SHOP = Path(__file__).parent / "charter"


@cache
def tidy() -> Charter:
    return load(str(TIDY_SHOP))


@pytest.fixture
def shop(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Everybody whose rights differ, in the tidy shop."""
    monkeypatch.setattr(charters, "current", tidy)
    return assemble()
