"""The town of the journeys: the demo company with a few customers, served for real, and a browser to walk in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from shouwen.project.demo import company, filling
from shouwen.project.demo.people import Caller
from shouwen.works.duty import live
from shouwen.works.matters import actions
from shouwen.works.matters.models import Matter
from shouwen.works.people.models import Staff, Unit

PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Town:
    """Who lives here, and how to make something happen to them."""

    address: str
    units: Mapping[str, Unit]
    staff: Mapping[str, Staff]
    callers: list[Caller]

    def repair(self, caller: Caller, *, at: datetime | None = None, crew: str = "") -> Matter:
        """A fault the hotline took in, dispatched a minute later if a crew is named."""
        data = {
            "customer": caller.code, "contact": caller.phone, "address": caller.address, "area": "urban",
            "content": "整栋楼都停电了，楼道灯也不亮。",
        }  # fmt: skip
        matter = self.open("repair", "reported", data, "hotline", at)
        sent_at = (
            at + timedelta(minutes=1) if at else None
        )  # at one instant the order of facts is by their ids
        return self.step(matter, "dispatched", {"crew": crew}, "hotline", sent_at) if crew else matter

    def open(
        self, flow: str, step: str, data: Mapping[str, Any], by: str, at: datetime | None = None
    ) -> Matter:
        return actions.open_matter(flow=flow, step=step, data=data, by=self.staff[by], at=at)

    def step(
        self, matter: Matter, step: str, data: Mapping[str, Any], by: str, at: datetime | None = None
    ) -> Matter:
        return actions.advance(
            matter=matter, step=step, data=data, by=self.staff[by], revision=matter.revision, at=at
        )

    def judge(self) -> None:
        """What the worker does, done now."""
        while live.judge_touched() or live.judge_due():
            pass


@pytest.fixture
def town(postgres: Any, live_server: Any, transactional_db: None, settings: Any) -> Town:
    settings.ALLOWED_HOSTS = ["*"]
    units, staff, callers = filling.found(Random(7), timezone.localtime(), 12)
    return Town(live_server.url, units, staff, callers)


@pytest.fixture
def enter(town: Town) -> Callable[..., Any]:
    """Sign in through the door and answer the page of the desk."""

    def go(context: Any, username: str) -> Any:
        page = context.new_page()
        page.goto(f"{town.address}/account/login/")
        page.fill("#login", username)
        page.fill("#password", company.PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("h1")
        page.wait_for_url(f"{town.address}/")
        return page

    return go


@pytest.fixture
def another(_browser: Any) -> Any:
    """A second person's browser: makes contexts with their own cookies and, if asked, their own size or no JavaScript."""
    made = []

    def context(**options: Any) -> Any:
        options = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", **options}
        made.append(_browser.new_context(**options))
        made[-1].set_default_timeout(15_000)
        return made[-1]

    yield context
    for each in made:
        each.close()


def hours_ago(hours: float) -> datetime:
    return timezone.now() - timedelta(hours=hours)
