"""A judgement as files: the same records whatever the format, and a workbook Excel computes with."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from shouwen.law import report
from shouwen.law.charter import Charter, load
from shouwen.law.facts import Fact, Problem
from shouwen.law.judge.compile import compile
from shouwen.law.judge.plain import judge
from shouwen.law.judge.sql import judge_table
from shouwen.law.judge.sql.facts import table_of
from shouwen.law.judge.verdict import Judgement
from shouwen.law.worktime.instants import parse_iso
from shouwen.words import Words

PACK = {
    "charter.yaml": """
charter: shop
prefix: S
title: {zh: 商店, en: Shop}
company: {zh: 某店, en: A shop}
version: "1"
effective: 2026-01-01
facts:
  order.placed: {title: {zh: 下单, en: Order placed}}
  order.sent: {title: {zh: 发货, en: Order sent}}
""",
    "orders.yaml": """
chapter: {zh: 订单, en: Orders}
clauses:
  - clause: "1"
    cites: [S-1, S-1a]
    title: {zh: 发货, en: Sending}
    says: {zh: 一小时内发货。, en: An order is sent within an hour.}
    limit: {from: order.placed, to: order.sent, within: 1h}
    breach: {points: -0.5, money: -12.5}
""",
}


@pytest.fixture
def shop(tmp_path: Path) -> Charter:
    folder = tmp_path / "shop"
    folder.mkdir()
    for name, text in PACK.items():
        (folder / name).write_text(text)
    return load(folder)


@pytest.fixture
def judgement(shop: Charter) -> Judgement:
    def at(text: str) -> int:
        return parse_iso(f"2026-03-02T{text}", shop.zone)

    facts = [
        Fact("order.placed", at("08:00"), "=1+1", id="a"),
        Fact("order.sent", at("09:30"), "=1+1", id="b", staff="wang"),
        Fact("order.placed", at("10:00"), "二", id="c"),
    ]
    return judge(facts, shop, at("10:10"))


def test_json_lines_and_parquet_hold_the_same_records(
    shop: Charter, judgement: Judgement, tmp_path: Path
) -> None:
    lines = io.StringIO()
    report.write_jsonl(judgement.verdicts, shop, lines)
    report.write_parquet(judgement.verdicts, shop, tmp_path / "v.parquet")
    records = [json.loads(line) for line in lines.getvalue().splitlines()]
    rows = pq.read_table(tmp_path / "v.parquet").to_pylist()
    for record, row in zip(records, rows, strict=True):
        for name in ("at", "due", "closed_at", "warn_at"):
            assert row.pop(name) == ((text := record.pop(name)) and datetime.fromisoformat(text))
        assert row == record
    assert [record["verdict"] for record in records] == ["breached", "open"]
    assert records[0]["points"] == -0.5


@pytest.mark.parametrize(
    ("language", "sheets", "head"),
    [("zh", ["摘要", "认定", "问题"], "认定"), ("en", ["Summary", "Verdicts", "Problems"], "Verdict")],
)
def test_a_workbook_speaks_the_readers_language(
    shop: Charter, judgement: Judgement, tmp_path: Path, language: str, sheets: list[str], head: str
) -> None:
    problem = Problem("log.csv", 7, "bad-time", Words("时间有误", "a wrong time"), Words("请改正", "mend it"))
    path = tmp_path / "v.xlsx"
    report.write_workbook(path, report.InMemory(judgement.verdicts), [problem], shop, language)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == sheets
    assert all(sheet.freeze_panes == "A2" for sheet in book)
    _, verdicts, problems = book
    assert verdicts["A1"].value == head
    row = dict(zip([cell.value for cell in verdicts[1]], verdicts[2], strict=True))
    cells = list(row.values())
    assert cells[3].value == "=1+1" and cells[3].data_type == "s"
    assert cells[8].value == datetime(2026, 3, 2, 8)
    assert cells[13].value == timedelta(minutes=30)
    assert (cells[14].value, cells[15].value) == (-0.5, -12.5)
    assert [cell.value for cell in problems[2]][:2] == ["log.csv", 7]


def test_a_table_longer_than_a_sheet_goes_on_in_another(
    shop: Charter, judgement: Judgement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shouwen.law.report.workbook.MOST_ROWS", 3)
    report.write_workbook(tmp_path / "v.xlsx", report.InMemory(judgement.verdicts * 2), [], shop, "en")
    book = openpyxl.load_workbook(tmp_path / "v.xlsx")
    assert book.sheetnames == ["Summary", "Verdicts", "Verdicts 2", "Problems"]
    assert (book["Verdicts"].max_row, book["Verdicts 2"].max_row) == (4, 2)


@pytest.mark.slow
def test_a_table_of_verdicts_says_what_the_objects_say(shop: Charter, judgement: Judgement) -> None:
    facts = [Fact("order.placed", n * 1_000_000, f"{n % 5}", id=f"p{n}") for n in range(0, 40_000, 997)]
    facts += [Fact("order.sent", n * 1_000_000, f"{n % 5}", id=f"s{n}") for n in range(5, 40_000, 1499)]
    facts = [replace(fact, at=fact.at + parse_iso("2026-03-02", shop.zone)) for fact in facts]
    now = parse_iso("2026-03-03", shop.zone)
    objects = report.InMemory(judge(facts, shop, now).verdicts)
    table = report.InTable(judge_table(table_of(facts, compile(shop)), shop, now), shop)
    assert len(table) == len(objects) > 20
    assert list(table) == list(objects)
    assert table.summary == objects.summary
