"""A day with the clock: a specialist clocks and asks for a correction, the supervisor plans, sees the team and grants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from shouwen.law.attendance.plan import shift_of
from shouwen.law.charter import load
from shouwen.law.worktime.spec import read_span
from shouwen.works.attendance import actions, clock, settling
from shouwen.works.attendance.models import Shift
from shouwen.works.duty import live
from shouwen.works.journal import charters
from shouwen.works.ledger.models import Entry
from shouwen.works.people.actions import add_unit, post_to
from shouwen.works.people.models import Staff
from tests.journeys.conftest import PHONE

PASSWORD = "clock-and-shift-7"
PEOPLE = (
    ("zhao.min", "赵敏", "supervisor", True),
    ("li.na", "李娜", "specialist", False),
    ("wang.fang", "王芳", "specialist", False),
    ("zhang.wei", "张伟", "group-head", False),
)
LAST_MONDAY = timedelta(days=7)


@dataclass(frozen=True)
class Centre:
    """The call centre: where it answers, and who works in it."""

    address: str
    staff: dict[str, Staff]

    def plan(self, staff: str, day: date, span: str = "08:30-17:30") -> Shift:
        charter = charters.current()
        of = shift_of(day, read_span(span), charter.zone, charter.calendars["office"])
        return actions.plan(shifts=[actions.Wanted(staff, of)], by=self.staff["zhao.min"])[0]

    def log(self, staff: str, day: date, *marks: tuple[str, str]) -> None:
        rows = [clock.Row(staff, _at(day, when), way) for way, when in marks]
        clock.bring_in(rows=rows, by=self.staff["zhao.min"])

    def work(self) -> None:
        """What the worker does, done now."""
        settling.look()
        while settling.settle_due():
            pass
        while live.judge_touched() or live.judge_due():
            pass


def _at(day: date, when: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(f"{day} {when}"))


@pytest.fixture
def centre(
    postgres: Any, live_server: Any, transactional_db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Centre:
    settings.ALLOWED_HOSTS = ["*"]
    charter = load("call-centre")
    monkeypatch.setattr(charters, "current", lambda: charter)
    unit = add_unit(code="cc", name_zh="客户服务部", name_en="Customer service")
    staff = {}
    for code, name, post, leads in PEOPLE:
        staff[code] = Staff.objects.create_user(code, PASSWORD, name=name)
        post_to(staff=staff[code], unit=unit, post=post, leads=leads, from_on=date(2026, 1, 1))
    return Centre(live_server.url, staff)


@pytest.fixture
def come(centre: Centre, another: Callable[..., Any]) -> Callable[..., Any]:
    """A signed-in page at an address, in a browser of its own."""

    def at(username: str, address: str, **options: Any) -> Any:
        page = another(**options).new_page()
        page.goto(f"{centre.address}/account/login/")
        page.fill("#login", username)
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{centre.address}/")
        page.goto(f"{centre.address}{address}")
        return page

    return at


def last_monday() -> date:
    today = timezone.localdate()
    return today - timedelta(days=today.weekday()) - LAST_MONDAY


def test_a_wrong_clock_is_corrected_and_what_it_cost_comes_back(
    centre: Centre, come: Callable[..., Any]
) -> None:
    day = last_monday()
    shift = centre.plan("li.na", day)
    centre.log("li.na", day, ("in", "08:55"), ("out", "17:30"))
    centre.work()
    assert sum(entry.money for entry in Entry.objects.all()) == -2500

    phone = come("li.na", f"/attendance/?month={day:%Y-%m}", viewport=PHONE, has_touch=True, is_mobile=True)
    row = phone.locator("tr", has_text="25 分钟")
    assert "第 14.2 条" in row.inner_text() and "−25" in row.inner_text()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    row.locator("a:has-text('更正')").click()
    phone.fill("#at", f"{day}T08:20")
    phone.click("button:has-text('提交申请')")
    assert "请写明原因" in phone.locator("[role=alert]").first.inner_text()
    assert phone.input_value("#at") == f"{day}T08:20"
    phone.fill("#reason", "打卡机故障，同组王芳可以证明")
    phone.click("button:has-text('提交申请')")
    phone.wait_for_selector(".flash:has-text('等待负责人核准')")

    desk = come("zhao.min", "/attendance/team/", viewport={"width": 1440, "height": 900})
    assert "打卡机故障" in desk.locator("aside").inner_text()
    desk.click("button:has-text('同意') >> nth=0")
    desk.wait_for_selector(".flash:has-text('重新结算')")
    centre.work()
    assert sum(entry.money for entry in Entry.objects.all()) == 0 and Entry.objects.count() == 2
    shift.refresh_from_db()
    assert (shift.revision, shift.settled["late_minutes"]) == (2, 0)
    phone.goto(f"{centre.address}/attendance/?month={day:%Y-%m}")
    assert "25 分钟" not in phone.locator("main").inner_text()


def test_the_button_of_the_clock_and_a_plan_from_the_page(centre: Centre, come: Callable[..., Any]) -> None:
    desk = come("zhao.min", "/attendance/plan/", viewport={"width": 1440, "height": 900})
    desk.locator("#week .people .pick", has_text="李娜").click()
    desk.locator("#week .people .pick", has_text="王芳").click()
    desk.select_option("#calendar", "")
    for day in ("周六", "周日"):
        desk.locator("#week fieldset .pick", has_text=day).click()
    desk.click("#week button:has-text('排班')")
    desk.wait_for_selector(".flash:has-text('已排 14 个班次')")
    assert desk.locator(".plan a.shift").count() == 14

    phone = come("li.na", "/attendance/", viewport=PHONE, has_touch=True, is_mobile=True)
    phone.click("button:has-text('上班打卡')")
    phone.wait_for_selector(".flash:has-text('上班打卡')")
    assert "btn-primary" in (phone.locator("button:has-text('下班打卡')").get_attribute("class") or "")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
