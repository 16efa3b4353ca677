"""The cast in a hall with numbers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from shouwen.law.charter import Charter, load
from shouwen.works.people.tests.cast import Cast, assemble


@cache
def ticket_hall() -> Charter:
    return load(str(Path(__file__).parent / "charter"))


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Everybody of the shop, under a charter with a queue."""
    from shouwen.works.journal import charters

    monkeypatch.setattr(charters, "current", ticket_hall)
    return assemble()
