"""A morning in the hall: the guide draws numbers, the clerk calls in turn on a phone, the screen shows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from shouwen.works.hall.tests.conftest import ticket_hall
from shouwen.works.journal import charters
from shouwen.works.people.actions import add_unit, post_to
from shouwen.works.people.models import Staff
from tests.journeys.conftest import PHONE

PASSWORD = "numbers-in-turn-5"
WIDE = {"width": 1440, "height": 900}


@pytest.fixture
def come(
    postgres: Any,
    live_server: Any,
    transactional_db: None,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    another: Callable[..., Any],
) -> Callable[..., Any]:
    """A signed-in page at an address, in a browser of its own."""
    settings.ALLOWED_HOSTS = ["*"]
    monkeypatch.setattr(charters, "current", ticket_hall)
    unit = add_unit(code="hall", name_zh="城东营业厅", name_en="East hall")
    for code, name in (("guide", "何晓雯"), ("clerk", "陆建平")):
        person = Staff.objects.create_user(code, PASSWORD, name=name)
        post_to(staff=person, unit=unit, post="clerk", leads=False, from_on=date(2026, 1, 1))

    def at(username: str, address: str, **options: Any) -> Any:
        page = another(**options).new_page()
        page.goto(f"{live_server.url}/account/login/")
        page.fill("#login", username)
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{live_server.url}/")
        page.goto(f"{live_server.url}{address}")
        return page

    return at


def test_numbers_are_called_in_turn(come: Callable[..., Any]) -> None:
    guide = come("guide", "/hall/", viewport=WIDE)
    guide.click("button:has-text('缴费')")
    assert guide.locator(".slip").inner_text().split() == ["缴费", "A001", "下一位就是您"]
    guide.locator(".pick:has-text('老年人')").click()
    guide.click("button:has-text('缴费')")
    assert (
        "A002" in guide.locator(".slip").inner_text()
        and "下一位就是您" in guide.locator(".slip").inner_text()
    )

    clerk = come("clerk", "/hall/counter/", viewport=PHONE, has_touch=True, is_mobile=True)
    clerk.fill("#counter", "3")
    clerk.click("button:has-text('打开柜台')")
    clerk.click("button:has-text('结束服务')")
    assert "还有 2 位没有办完" in clerk.locator(".note-late").inner_text()
    clerk.click("button:has-text('叫下一位')")
    assert clerk.locator("#serving").inner_text() == "A002"
    assert clerk.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    screen = come("guide", "/hall/board/", viewport=WIDE)
    assert "A002" in screen.locator(".screen").inner_text()
    clerk.click("button:has-text('办理完毕')")
    clerk.click("button:has-text('叫下一位')")
    screen.wait_for_selector(".screen :text('A001')")
    clerk.click("button:has-text('办理完毕')")
    clerk.click("button:has-text('暂停服务')")
    screen.wait_for_selector(".screen :text('暂停服务')")
    clerk.click("button:has-text('结束服务')")
    clerk.wait_for_selector("button:has-text('打开柜台')")
