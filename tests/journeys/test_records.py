"""One walk through each room of the records: inspections, boards, training, the handbook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shouwen.works.journal.models import Fact
from shouwen.works.records.models import Filing, NoticeVersion
from tests.journeys.conftest import PHONE
from tests.journeys.tidy import Shop, come, shop

__all__ = ["come", "shop"]


def test_a_sheet_is_filled_in_with_a_thumb_and_the_failed_point_is_mended(
    shop: Shop, come: Callable[..., Any], another: Callable[..., Any]
) -> None:
    page = come(another(viewport=PHONE, is_mobile=True, has_touch=True), "boss")
    page.tap("nav.tabs .group summary")
    page.tap("nav.tabs .group a:has-text('检查')")
    page.tap(".offer:has-text('仪容仪表')")
    page.tap("#point-badge .mark-fail")
    page.fill("[name=note-badge]", "工牌忘在家里")
    page.tap("#point-uniform .mark-pass")
    page.tap("button:has-text('提交检查表')")
    page.wait_for_selector(".note-late:has-text('还有 1 项没有检查')")
    assert page.input_value("[name=note-badge]") == "工牌忘在家里"
    page.tap("#point-hands .mark-not_applicable")
    page.tap("button:has-text('提交检查表')")
    page.wait_for_selector("text=1 项不合格，请按期整改")
    shop.judge()
    page.reload()
    assert "−2 分" in page.inner_text("tr.failed")
    page.fill("[name=note]", "已补戴")
    page.tap("button:has-text('登记整改')")
    page.wait_for_selector("text=已整改")
    assert Filing.objects.get().ticks.get(item="badge").mended_note == "已补戴"


def test_a_missing_notice_is_posted_and_stands_where_customers_read(
    shop: Shop, come: Callable[..., Any], another: Callable[..., Any]
) -> None:
    shop.judge()
    page = come(another(), "boss")
    page.goto(f"{shop.address}/board/hall/edit/")
    row = page.locator("tr:has-text('营业时间')")
    assert "未张贴" in row.inner_text() and "逾期" in row.inner_text()
    row.locator("a:has-text('去张贴')").click()
    page.wait_for_selector("text=营业时间和价目上墙")
    page.fill("[name=zh]", "周一至周日 8:00–18:00")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".flash:has-text('已张贴')")
    assert NoticeVersion.objects.filter(item="hours").count() == 2
    stranger = another().new_page()
    for place in ("/boards/hall/", "/boards/hall/kiosk/"):
        stranger.goto(f"{shop.address}{place}")
        assert "周一至周日 8:00–18:00" in stranger.inner_text("main")


def test_who_may_not_serve_is_trained_and_marked(
    shop: Shop, come: Callable[..., Any], another: Callable[..., Any]
) -> None:
    page = come(another(), "boss")
    page.goto(f"{shop.address}/training/team/")
    page.locator("tr:has-text('苏晓云')").get_by_text("不能上岗").wait_for()
    page.click("a:has-text('苏晓云')")
    page.fill("#mark", "八十")
    page.click("form[action$='/passed/'] button")
    page.wait_for_selector(".note-late:has-text('成绩须是数字')")
    page.fill("#mark", "92")
    page.click("form[action$='/passed/'] button")
    page.wait_for_selector("td:has-text('已通过')")
    page.locator("form[action$='/assessed/'] [name=mark][value='2']").check(force=True)
    page.click("form[action$='/assessed/'] button")
    page.wait_for_selector("text=待辅导")
    page.fill("#cn", "演练倾听")
    page.click("form[action$='/coached/'] button")
    page.wait_for_selector("text=已辅导")
    page.goto(f"{shop.address}/training/team/")
    page.locator("tr:has-text('苏晓云')").get_by_text("可上岗").wait_for()


def test_a_principle_is_read_and_a_keeper_named(
    shop: Shop, come: Callable[..., Any], another: Callable[..., Any]
) -> None:
    page = come(another(), "boss")
    page.goto(f"{shop.address}/charter/")
    page.click(".chips a:has-text('服务理念')")
    page.click("button:has-text('我已阅读并理解')")
    page.wait_for_selector("text=✓ 已阅")
    page.click(".chips a:has-text('阅读情况')")
    assert "诚信" in page.locator("tr:has-text('苏晓云')").inner_text()
    page.click(".chips a:has-text('岗位权责')")
    page.click("td a:has-text('店员')")
    page.wait_for_selector("h2:has-text('须通过的培训')")
    page.click(".chips a:has-text('专人保管')")
    section = page.locator("section:has-text('城东门店')")
    section.locator("select").select_option("owner")
    section.locator("button:has-text('指定')").click()
    page.wait_for_selector("section:has-text('城东门店') td:has-text('苏晓云 自')")
    assert Fact.objects.get(kind="keeper.named").data == {"thing": "keys", "person": "owner"}
