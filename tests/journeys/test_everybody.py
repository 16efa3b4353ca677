"""What holds for everybody: the door, the languages, confidence, and a browser without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shouwen.works.matters.models import Matter
from tests.journeys.conftest import Town


def test_a_wrong_password_is_said_and_the_door_stays_shut(town: Town, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{town.address}/matters/")
    page.fill("#login", "clerk")
    page.fill("#password", "guessed")
    page.keyboard.press("Enter")
    page.wait_for_selector(".errorlist")
    assert "不正确" in page.inner_text(".errorlist")
    assert page.goto(f"{town.address}/matters/").url.startswith(f"{town.address}/account/login/")


def test_the_language_is_switched_and_stays(town: Town, enter: Callable[..., Any], browser: Any) -> None:
    page = enter(browser, "clerk")
    assert "我的工作台" in page.inner_text("nav.tabs")
    page.click("details.menu summary")
    page.click("button:has-text('English')")
    page.wait_for_selector("nav.tabs:has-text('My desk')")
    page.goto(f"{town.address}/charter/2.1.4/")
    assert "From 'Fault reported' to 'Crew arrived'" in page.inner_text("main")
    town.staff["clerk"].refresh_from_db()
    assert town.staff["clerk"].language == "en"


def test_a_confidential_report_is_hidden_from_strangers_and_shown_to_the_named_post(
    town: Town, enter: Callable[..., Any], another: Callable[..., Any]
) -> None:
    told = {
        "channel": "counter",
        "content": "有人索要好处费",
        "thanked": True,
        "confirmed_with_customer": True,
    }
    matter = town.open("report", "recorded", told, "clerk")
    matter = town.step(matter, "passed", {"department": "jj"}, "clerk")
    stranger = enter(another(), "supervisor")
    assert stranger.goto(f"{town.address}/matters/{matter.number}/").status == 404
    stranger.goto(f"{town.address}/search/?q=好处费")
    assert matter.number not in stranger.inner_text("main")
    named = enter(another(), "discipline")
    named.goto(f"{town.address}/matters/{matter.number}/")
    assert "有人索要好处费" in named.inner_text("main")
    named.goto(f"{town.address}/matters/")
    assert "好处费" not in named.inner_text("main")


def test_everything_works_as_plain_forms_without_javascript(
    town: Town, enter: Callable[..., Any], another: Callable[..., Any]
) -> None:
    caller = town.callers[2]
    page = enter(another(java_script_enabled=False), "hotline")
    page.click("nav.tabs a:has-text('受理')")
    page.click("nav.kinds a:has-text('报修')")
    page.fill("[name=customer_find]", caller.phone)
    page.fill("[name=content]", "灯一闪一闪的。")
    page.click("#intake button[type=submit]")
    page.wait_for_selector("text=已受理，编号 BX")
    assert Matter.objects.get().customer.code == caller.code
    page.click(".steps-next a:has-text('派工')")
    page.click("#step button[type=submit]")
    page.wait_for_selector(".wrong:has-text('抢修班组')")
    page.select_option("[name=crew]", "cd-qx")
    page.click("#step button[type=submit]")
    page.wait_for_selector(".flash:has-text('派工')")
    assert Matter.objects.get().state == "dispatched"


def test_a_name_that_fits_several_customers_is_asked_back_without_javascript(
    town: Town, enter: Callable[..., Any], another: Callable[..., Any]
) -> None:
    page = enter(another(java_script_enabled=False), "hotline")
    page.goto(f"{town.address}/intake/repair/")
    page.fill("[name=customer_find]", "1200")
    page.fill("[name=content]", "没电。")
    page.click("#intake button[type=submit]")
    page.wait_for_selector("text=找到多位客户")
    chosen = page.locator("[name=customer_pick]").first
    code = chosen.get_attribute("value")
    chosen.check(force=True)
    page.click("#intake button[type=submit]")
    page.wait_for_selector("text=已受理")
    assert Matter.objects.get().customer.code == code
