"""A clerk at the counter and at the telephone: nothing but the keyboard, and less than a minute."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from shouwen.works.customers.models import Customer
from shouwen.works.matters.models import Matter
from tests.journeys.conftest import Town


def test_a_repair_is_taken_in_by_keyboard_alone_within_a_minute(
    town: Town, enter: Callable[..., Any], browser: Any
) -> None:
    caller = town.callers[3]
    page = enter(browser, "hotline")
    began = time.monotonic()
    keys = page.keyboard
    keys.press("Alt+n")
    page.wait_for_selector("nav.kinds")
    keys.press("Alt+4")
    page.wait_for_selector("h2:has-text('报修记录')")
    keys.type(caller.phone[-6:], delay=20)
    page.wait_for_selector("[role=option]")
    keys.press("ArrowDown")
    keys.press("ArrowUp")
    keys.press("Enter")
    page.wait_for_selector(f".chosen-card:has-text('{caller.name}')")
    page.wait_for_function("document.activeElement.name === 'kind'")
    keys.press("ArrowRight")
    keys.press("Tab")
    keys.type("突然没电，邻居都有电。")
    keys.press("Control+Enter")
    page.wait_for_selector("text=已受理，编号 BX")
    assert time.monotonic() - began < 60
    matter = Matter.objects.get()
    assert (matter.customer.code, matter.content) == (caller.code, "突然没电，邻居都有电。")
    assert matter.carry["area"] == caller.area


def test_a_new_customer_is_added_in_the_same_form(
    town: Town, enter: Callable[..., Any], browser: Any
) -> None:
    page = enter(browser, "clerk")
    page.goto(f"{town.address}/intake/repair/")
    keys = page.keyboard
    keys.type("谷新雨")
    page.wait_for_selector("#who-new")
    keys.press("Enter")
    assert page.input_value("[name=new_name]") == "谷新雨"
    page.fill("[name=new_phone]", "120 0999 8877")
    page.fill("[name=new_address]", "稻香路 5 号")
    page.locator("[name=new_area][value=urban]").check(force=True)
    page.fill("[name=content]", "电表箱冒烟。")
    keys.press("Control+Enter")
    page.wait_for_selector("text=已受理")
    customer = Customer.objects.get(name="谷新雨")
    assert customer.contacts.get().phone == "12009998877"
    assert Matter.objects.get().customer == customer


def test_what_is_missing_stands_at_its_field_and_nothing_typed_is_lost(
    town: Town, enter: Callable[..., Any], browser: Any
) -> None:
    page = enter(browser, "hotline")
    page.goto(f"{town.address}/intake/repair/")
    page.fill("[name=content]", "没电了。")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".field-wrong:has-text('客户') .wrong")
    assert page.locator(".field-wrong:has-text('故障地址')").count() == 1
    assert page.input_value("[name=content]") == "没电了。"
    assert not Matter.objects.exists()


def test_sending_the_same_form_twice_makes_one_matter(
    town: Town, enter: Callable[..., Any], browser: Any
) -> None:
    page = enter(browser, "hotline")
    page.goto(f"{town.address}/intake/consultation/")
    page.locator("[name=channel][value=phone]").check(force=True)
    page.locator("[name=kind][value=tariff]").check(force=True)
    page.fill("[name=content]", "阶梯电价怎么算？")
    form = page.evaluate("Object.fromEntries(new FormData(document.getElementById('intake')))")
    for _ in range(2):
        answer = page.request.post(f"{town.address}/intake/consultation/", form=form)
        assert answer.ok
    assert Matter.objects.count() == 1


def test_a_word_in_the_middle_of_a_report_is_found(
    town: Town, enter: Callable[..., Any], browser: Any
) -> None:
    matter = town.repair(town.callers[0])
    page = enter(browser, "hotline")
    page.keyboard.press("/")
    page.keyboard.type("楼道")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"text={matter.number}")
