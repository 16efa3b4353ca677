"""Two people at the same matter: the second is told what happened meanwhile, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shouwen.works.matters.models import Matter
from tests.journeys.conftest import Town


def test_the_second_sees_what_changed_keeps_what_was_typed_and_may_send_again(
    town: Town, enter: Callable[..., Any], another: Callable[..., Any]
) -> None:
    matter = town.repair(town.callers[0])
    first, second = enter(another(), "hotline"), enter(another(), "hotline2")
    address = f"{town.address}/matters/{matter.number}/steps/dispatched/"
    second.goto(address)
    second.fill("[name=note]", "带上备用变压器")
    second.select_option("[name=crew]", "cx-qx")
    first.goto(address)
    first.select_option("[name=crew]", "cd-qx")
    first.click("#step button[type=submit]")
    first.wait_for_selector(".flash")
    second.click("#step button[type=submit]")
    note = second.wait_for_selector(".note")
    assert "刚被别人处理过" in note.inner_text()
    assert "云夏至" in note.inner_text() and "城东抢修班" in note.inner_text()
    assert second.input_value("[name=note]") == "带上备用变压器"
    assert Matter.objects.get().unit.code == "cd-qx"
    second.click("#step button[type=submit]")
    second.wait_for_selector(".flash")
    assert Matter.objects.get().unit.code == "cx-qx"


def test_a_button_on_a_stale_page_does_nothing_and_says_so(
    town: Town, enter: Callable[..., Any], browser: Any
) -> None:
    matter = town.open(
        "complaint",
        "received",
        {"customer": town.callers[0].code, "contact": "12000000001", "channel": "phone", "kind": "other", "content": "没人接电话"},
        "hotline",
    )  # fmt: skip
    page = enter(browser, "hotline")
    page.goto(f"{town.address}/matters/{matter.number}/")
    town.step(matter, "contacted", {"reached": "phone"}, "hotline2")
    page.click(".steps-next button:has-text('倾听安抚')")
    page.wait_for_selector("text=刚被别人处理过")
    assert Matter.objects.get().revision == 2
