"""A small charter with a rule of every kind, and a house that judges by it without a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from shouwen.law.charter import Charter
from shouwen.law.facts.fact import Fact
from shouwen.works.journal import actions, charters

CHARTER = Path(__file__).parent / "charter"


@pytest.fixture
def charter(settings: object) -> Iterator[Charter]:
    """The small charter, in force for the test."""
    settings.SHOUWEN_CHARTER = str(CHARTER)  # type: ignore[attr-defined]
    charters.current.cache_clear()
    yield charters.current()
    charters.current.cache_clear()


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def record(charter: Charter, now: datetime) -> Callable[..., Fact]:
    """`record("job.opened", -90, "j1", unit="crew-1", area="near")`: 90 seconds ago."""

    def record(kind: str, seconds: float, subject: str, **fields: object) -> Fact:
        named = {name: fields.pop(name) for name in ("staff", "unit", "customer", "id") if name in fields}
        at = now + timedelta(seconds=seconds)
        return actions.record(kind=kind, subject=subject, by="test", at=at, data=fields, **named)  # type: ignore[arg-type]

    return record
