"""Plans and clock logs as people paste them: from Excel, from a file, with every fault named by its line."""

from __future__ import annotations

from datetime import date

import pytest

from shouwen.law.charter import load
from shouwen.works.attendance import planning, sheets
from shouwen.works.attendance.tests.conftest import at
from shouwen.works.journal.instants import to_datetime
from shouwen.works.refusal import Refused

ZONE = "Asia/Shanghai"
PASTED = "工号\t日期\t上班\t下班\t类别\nli.na\t2026/3/2\t8:30\t17:30\t\nli.na\t2026-03-03\t22:00:00\t06:00:00\t加班\n"


def test_rows_copied_out_of_excel_are_a_plan() -> None:
    first, second = sheets.plan_of(PASTED, ZONE, None)
    assert (first.staff, first.planned.day, first.kind) == ("li.na", date(2026, 3, 2), "work")
    assert (to_datetime(second.planned.ends_at), second.kind) == (at("03-04 06:00"), "overtime")


@pytest.mark.parametrize(
    "text", ["li.na,2026-03-02 08:25,in\n", "staff,at,way\nli.na,2026/03/02 08:25:00,上班\n"]
)
def test_a_clocks_log_reads_with_and_without_its_header(text: str) -> None:
    (row,) = sheets.log_of(text, ZONE)
    assert (row.staff, row.at, row.way) == ("li.na", at("03-02 08:25"), "in")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有一行"),
        ("工号,日期,上班,下班\n", "没有一行"),
        ("li.na,2026-03-02,08:30\n", "第 1 行缺少：下班"),
        ("li.na,2026-02-30,08:30,17:30\n", "第 1 行"),
        ("li.na,明天,08:30,17:30\nli.na,2026-03-02,25:00,17:30\n", "第 2 行"),
        ("li.na,2026-03-02,08:30,17:30,休息\n", "应为 当班、出差 或 加班"),
        ("li.na,2026-03-02,08:30,08:30\n", "第 1 行"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_how_to_mend_it(text: str, said: str) -> None:
    with pytest.raises(Refused, match="bad-sheet") as told:
        sheets.plan_of(text, ZONE, None)
    assert said in told.value.words.zh


def test_the_calendar_with_holidays_says_what_a_day_of_rest_is() -> None:
    calendar = planning.rest_calendar(load("call-centre"))
    assert calendar is not None and calendar.name == "office"


def test_a_file_as_chinese_excel_saves_it_is_read_and_a_workbook_is_refused() -> None:
    assert sheets.text_of(PASTED.encode("gb18030")) == PASTED == sheets.text_of(PASTED.encode("utf-8-sig"))
    with pytest.raises(Refused, match="workbook"):
        sheets.text_of(b"PK\x03\x04rest")
