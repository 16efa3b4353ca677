"""The corner shop: a small charter and a fixed cast, for every test of the works that asks for them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from shouwen.law.charter import Charter, load
from shouwen.works.people.tests.cast import Cast, assemble

CORNER_SHOP = Path(__file__).parent / "matters" / "tests" / "charter"


@cache
def shop() -> Charter:
    return load(str(CORNER_SHOP))


@pytest.fixture
def corner_shop(monkeypatch: pytest.MonkeyPatch) -> Charter:
    """The house judges by the charter of the corner shop."""
    from shouwen.works.journal import charters

    monkeypatch.setattr(charters, "current", shop)
    return shop()


@pytest.fixture
def cast(corner_shop: Charter, db: None) -> Cast:
    """Everybody whose rights differ, in the corner shop."""
    return assemble()
