"""The power company's house with the fixed cast in its posts."""

from __future__ import annotations

from functools import cache

import pytest

from shouwen.law.charter import Charter, load
from shouwen.works.journal import charters
from shouwen.works.people.tests.cast import Cast, assemble

POSTS = {"agent": "hotline", "head": "supervisor", "fitter": "crew", "inspector": "discipline"}


@cache
def power_hall() -> Charter:
    return load("power-hall")


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch, db: None) -> Cast:
    monkeypatch.setattr(charters, "current", power_hall)
    return assemble(POSTS)
