"""The tidy shop open for visitors: its small charter, its cast with passwords, and a browser that signs in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shouwen.works.duty import live
from shouwen.works.journal import charters
from shouwen.works.people.tests.cast import Cast, assemble
from shouwen.works.people.turns import record_turns
from shouwen.works.records.actions.boards import open_board
from shouwen.works.records.tests.conftest import tidy

PASSWORD = "a-tidy-shop-2026"
NAMES = {"owner": "苏晓云", "teammate": "程立新", "boss": "韩素梅", "chief": "钟伯远", "fitter": "伍大川"}
UNITS = {
    "town": ("整洁小店", "The tidy shop"),
    "hall": ("城东门店", "East shop"),
    "crew": ("维修班", "Repair crew"),
}


@dataclass(frozen=True)
class Shop:
    """The address, the cast, and the worker done now."""

    address: str
    cast: Cast

    def judge(self) -> None:
        while live.judge_touched() or live.judge_due():
            pass


@pytest.fixture
def shop(
    postgres: Any, live_server: Any, transactional_db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Shop:
    settings.ALLOWED_HOSTS = ["*"]
    monkeypatch.setattr(charters, "current", tidy)
    cast = assemble()
    for name, person in cast.people.items():
        person.name = NAMES.get(name, name)
        person.set_password(PASSWORD)
        person.save()
    for code, (zh, en) in UNITS.items():
        unit = cast.unit(code)
        unit.name_zh, unit.name_en = zh, en
        unit.save()
    record_turns()
    for place in ("board", "kiosk"):
        open_board(unit=cast.unit("hall"), place=place, by=cast.boss, at=timezone.now() - timedelta(hours=30))
    return Shop(live_server.url, cast)


@pytest.fixture
def come(shop: Shop) -> Callable[..., Any]:
    """Sign in through the door and answer the page of the desk."""

    def go(context: Any, username: str) -> Any:
        page = context.new_page()
        page.goto(f"{shop.address}/account/login/")
        page.fill("#login", username)
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{shop.address}/")
        return page

    return go
