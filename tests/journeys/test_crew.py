"""A crew leader with a telephone in one hand: dispatched, on the way, there, mended, reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shouwen.works.duty.models import Verdict
from shouwen.works.matters.models import Matter
from tests.journeys.conftest import PHONE, Town

DEPARTURE = ("clothes", "helmet", "card", "shoes", "tools", "material", "safety")


def fill_and_send(page: Any, step: str, **fields: str) -> None:
    """Open the form of a step, tick all there is to tick, fill in the rest, send it."""
    page.click(f".steps-next a:has-text('{step}')")
    page.wait_for_selector("#step")
    for box in page.locator("#step input[type=checkbox]").all():
        box.check()
    for name, value in fields.items():
        target = page.locator(f"#step [name={name}]")
        if target.first.get_attribute("type") == "radio":
            page.locator(f"#step [name={name}][value={value}]").check(force=True)
        else:
            target.fill(value)
    page.click("#step button[type=submit]")
    page.wait_for_selector(f".flash:has-text('{step}')")


def test_from_dispatch_to_restoration_on_a_telephone(
    town: Town, enter: Callable[..., Any], another: Callable[..., Any]
) -> None:
    matter = town.repair(town.callers[0], crew="cd-qx")
    town.judge()
    page = enter(another(viewport=PHONE, has_touch=True, is_mobile=True), "leader")
    page.click(f"text={matter.number}")
    assert page.locator(".clock").first.inner_text().startswith("剩")
    fill_and_send(page, "电话核实地址")
    fill_and_send(page, "出发")
    fill_and_send(page, "到达现场")
    page.click(".steps-next button:has-text('到场报热线')")
    page.wait_for_selector(".flash:has-text('到场报热线')")
    fill_and_send(
        page,
        "查明故障",
        place="楼道",
        equipment="分支箱",
        appearance="熔丝断",
        cause="过负荷",
        ownership="company",
    )
    fill_and_send(page, "开始抢修")
    fill_and_send(page, "恢复供电", measures="更换熔丝")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert Matter.objects.get().state == "restored"
    town.judge()
    assert Verdict.objects.get(clause="2.1.4", superseded_at=None).verdict == "kept"


def test_a_step_whose_turn_has_not_come_says_why(
    town: Town, enter: Callable[..., Any], another: Callable[..., Any]
) -> None:
    matter = town.repair(town.callers[0], crew="cd-qx")
    matter = town.step(matter, "departed", dict.fromkeys(DEPARTURE, True), "leader")
    page = enter(another(viewport=PHONE), "leader")
    page.goto(f"{town.address}/matters/{matter.number}/")
    page.click("summary:has-text('现在不能由您办')")
    said = page.locator(".not:has-text('到达现场')").inner_text()
    assert "第 2.1.3 条" in said and "电话核实地址" in said
