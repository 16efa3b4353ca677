"""A supervisor asks what is late, and gets an answer that can be checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.journeys.conftest import Town, hours_ago


def test_from_overdue_to_the_finding_its_clause_and_its_facts(
    town: Town, enter: Callable[..., Any], browser: Any
) -> None:
    matter = town.repair(town.callers[0], at=hours_ago(2), crew="cd-qx")
    town.judge()
    page = enter(browser, "manager")
    page.click("nav.tabs a:has-text('时限督办')")
    row = page.locator(f"tr:has-text('{matter.number}')")
    assert "逾期 1 小时 1" in row.inner_text()
    row.locator("a:text-is('2.1.4')").click()
    page.wait_for_selector("text=怎样算出来的")
    text = page.inner_text("main")
    assert "四十五分钟" in text and "within 45 minutes" in text
    assert "45 分钟（地段为城区）" in text
    assert "受理报修" in page.inner_text(".past")
    assert "2026.1+" in text
    assert "−5" in text.replace("-5", "−5")


def test_a_unit_is_chosen_from_the_summary(town: Town, enter: Callable[..., Any], browser: Any) -> None:
    east = town.repair(town.callers[0], at=hours_ago(2), crew="cd-qx")
    west = town.repair(town.callers[1], at=hours_ago(2), crew="cx-qx")
    town.judge()
    page = enter(browser, "repairs")
    page.goto(f"{town.address}/overdue/")
    assert {east.number, west.number} <= set(page.locator("td .no").all_inner_texts())
    page.wait_for_selector(".chart svg")
    page.click("aside a:has-text('城西抢修班')")
    page.wait_for_selector("h1:has-text('城西抢修班')")
    assert page.locator("td .no").all_inner_texts() == [west.number]


def test_a_crew_leader_sees_nothing_of_the_next_crew(
    town: Town, enter: Callable[..., Any], browser: Any
) -> None:
    west = town.repair(town.callers[1], at=hours_ago(2), crew="cx-qx")
    town.judge()
    page = enter(browser, "leader")
    page.goto(f"{town.address}/overdue/")
    assert west.number not in page.inner_text("main")
    assert page.goto(f"{town.address}/matters/{west.number}/").status == 404
