"""A talk at the counter: the clerk sees what to say, says something else, and finds the words marked with what is better."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from shouwen.works.duty.models import Verdict
from tests.journeys.conftest import PHONE, Town

DESKTOP = {"width": 1440, "height": 900}
pytestmark = pytest.mark.browser


def test_a_clerk_is_told_what_to_say_and_what_not(
    town: Town, enter: Callable[..., Any], another: Callable[..., Any], tmp_path: Any
) -> None:
    page = enter(another(viewport=DESKTOP), "clerk")
    page.goto(f"{town.address}/calls/")
    page.click("a:has-text('柜台')")
    assert "您好" in page.locator("#prompts").inner_text()
    page.fill("#text", "您好，请坐。")
    page.click("button:has-text('我说的')")
    page.wait_for_selector(".turn.staff mark.good:has-text('您好')")

    page.fill("#text", "我要交电费，收现金吗？")
    page.click("button:has-text('客户说的')")
    page.locator("details.sits summary").click()
    page.locator(".pick", has_text="收付现金").click()
    page.wait_for_selector("#prompts:has-text('收您')")
    page.fill("#slot-received", "200元")
    page.fill("#slot-change", "15元")
    page.fill("#text", "收您200元。发票的事我不 知 道。")
    page.click("button:has-text('我说的')")
    assert page.locator("mark.bad").inner_text() == "不 知 道"
    assert "我马上为您查询" in page.locator(".better").inner_text()
    assert "还应说「找零金额」" in page.locator(".found").inner_text()
    page.screenshot(path=tmp_path / "talk-desktop.png", full_page=True)

    page.click("button:has-text('结束谈话')")
    page.wait_for_selector(".head:has-text('已结束')")
    assert "没有说「找零金额」" in page.locator(".found").inner_text()
    assert page.locator("#say").count() == 0
    town.judge()
    held = Verdict.objects.filter(clause="1.1.3d", superseded_at=None, verdict="breached")
    assert [(row.staff, row.words) for row in held] == [("clerk", "不知道")]

    phone = another(viewport=PHONE, has_touch=True, is_mobile=True)
    page = enter(phone, "clerk")
    page.goto(f"{town.address}/calls/")
    page.fill("#transcript", "这不是一行记录")
    page.click("button:has-text('导入')")
    assert "第 1 行" in page.locator(".flash[role=alert]").inner_text()
    assert page.input_value("#transcript") == "这不是一行记录"
    page.locator(".talks a").first.click()
    page.wait_for_selector("mark.bad")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.screenshot(path=tmp_path / "talk-phone.png", full_page=True)


def test_a_customer_in_a_temper_is_noticed_and_decided_by_the_clerk(
    town: Town, enter: Callable[..., Any], another: Callable[..., Any], tmp_path: Any
) -> None:
    phone = another(viewport=PHONE, has_touch=True, is_mobile=True, locale="en-GB")
    page = enter(phone, "crew")
    page.goto(f"{town.address}/calls/new/?channel=on-site")
    page.fill("#text", "气死我了，我要投诉你们！")
    page.locator("button[value=customer]").click()
    page.wait_for_selector(".feels")
    assert "慢慢商量" in page.locator("#prompts").inner_text()
    page.screenshot(path=tmp_path / "temper-phone.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert Verdict.objects.filter(clause="2.2.9").count() == 0
