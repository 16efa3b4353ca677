"""The corner shop: a small charter and a fixed cast, for every test of the works that asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shouwen.works.people.tests.cast import Cast, assemble

CORNER_SHOP = Path(__file__).parent / "matters" / "tests" / "charter"


@pytest.fixture
def corner_shop(settings: object) -> Iterator[None]:
    """The house judges by the charter of the corner shop."""
    from shouwen.works.journal import charters

    settings.SHOUWEN_CHARTER = str(CORNER_SHOP)  # type: ignore[attr-defined]
    charters.current.cache_clear()
    yield
    charters.current.cache_clear()


@pytest.fixture
def cast(corner_shop: None, db: None) -> Cast:
    """Everybody whose rights differ, in the corner shop."""
    return assemble()
