"""A small charter with a rule of every kind, and a house that judges by it without a worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from django.utils import timezone

from shouwen.law.charter import Charter, load
from shouwen.law.facts.fact import Fact
from shouwen.works.duty import watch
from shouwen.works.journal import actions, charters
from shouwen.works.people.models import Posting
from shouwen.works.people.tests.cast import SINCE, Cast, assemble

CHARTER = Path(__file__).parent / "charter"


@cache
def small_house() -> Charter:
    return load(str(CHARTER))


@pytest.fixture
def charter(monkeypatch: pytest.MonkeyPatch) -> Charter:
    """The small charter, in force for the test."""
    monkeypatch.setattr(charters, "current", small_house)
    return small_house()


@pytest.fixture
def restless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups are judged as often as they are touched."""
    monkeypatch.setattr(watch, "REST_S", 0)
    monkeypatch.setattr(watch, "REST_FOR_COST", 0)


@pytest.fixture
def house(charter: Charter, db: None) -> Cast:
    """The fixed cast under the small charter: `boss` heads the hall, `chief` heads and manages the town."""
    cast = assemble({"clerk": "crew", "agent": "crew", "fitter": "crew", "inspector": "manager"})
    Posting.objects.create(staff=cast.chief, unit=cast.unit("town"), post="manager", from_on=SINCE)
    return cast


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
