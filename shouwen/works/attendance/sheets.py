"""Plans and clock logs as people have them: a CSV file, or rows copied out of Excel; every fault with its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from shouwen.law.attendance.plan import shift_of
from shouwen.law.worktime.calendar import Calendar
from shouwen.law.worktime.instants import parse_iso
from shouwen.law.worktime.spec import read_span
from shouwen.words import Words
from shouwen.works.attendance.actions import Wanted
from shouwen.works.attendance.clock import Row
from shouwen.works.journal.instants import to_datetime
from shouwen.works.refusal import Refused

MOST = 5000
SHOWN = 5
PLAN = {
    "staff": ("工号", "staff"),
    "day": ("日期", "day"),
    "from": ("上班", "from"),
    "until": ("下班", "until"),
    "kind": ("类别", "kind"),
}
LOG = {"staff": ("工号", "staff"), "at": ("时间", "at"), "way": ("方式", "way")}
KIND_OF = {
    "": "work",
    "当班": "work",
    "出差": "trip",
    "加班": "overtime",
    "work": "work",
    "trip": "trip",
    "overtime": "overtime",
}
WAY_OF = {"in": "in", "out": "out", "上班": "in", "下班": "out", "签到": "in", "签退": "out"}
T = TypeVar("T")
Line = Mapping[str, str]


def plan_of(text: str, zone: str, rest: Calendar | None) -> list[Wanted]:
    """Rows of `工号 日期 上班 下班 [类别]`; an end before the beginning runs into the next day. Errors: Refused bad-sheet."""

    def read(line: Line) -> Wanted:
        day = _day(line["day"])
        kind = KIND_OF.get(line["kind"])
        if kind is None:
            raise ValueError(f"「{line['kind']}」应为 当班、出差 或 加班 · write work, trip or overtime")
        span = read_span(f"{_clock(line['from'])}-{_clock(line['until'])}")
        return Wanted(line["staff"], shift_of(day, span, zone, rest), kind)

    return _rows(text, PLAN, {"kind"}, read)


def log_of(text: str, zone: str) -> list[Row]:
    """Rows of `工号 时间 方式`. Errors: Refused bad-sheet."""

    def read(line: Line) -> Row:
        way = WAY_OF.get(line["way"])
        if way is None:
            raise ValueError(f"「{line['way']}」应为 上班 或 下班 · write in or out")
        at = to_datetime(parse_iso(line["at"].replace("/", "-"), zone))
        return Row(line["staff"], at, way)

    return _rows(text, LOG, set(), read)


def text_of(content: bytes) -> str:
    """What a file says, in UTF-8 or as Chinese Excel saves it. Errors: Refused bad-sheet."""
    if content[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise _bad(
            Words(
                "这是 Excel 工作簿：请在 Excel 里选中表格复制，粘贴到下面的框里，或另存为 CSV。",
                "This is an Excel workbook: copy the table in Excel and paste it below, or save it as CSV.",
            )
        )
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _bad(
        Words("文件的编码无法识别，请另存为 UTF-8。", "The file's encoding is not known; save it as UTF-8.")
    )


def _rows(
    text: str, columns: Mapping[str, Sequence[str]], optional: set[str], read: Callable[[Line], T]
) -> list[T]:
    found: list[T] = []
    faults: list[str] = []
    for number, line in _lines(text, columns, optional):
        try:
            found.append(read(line))
        except ValueError as wrong:
            faults.append(f"第 {number} 行 · line {number}: {wrong}")
    if faults:
        more = f" … +{len(faults) - SHOWN}" if len(faults) > SHOWN else ""
        said = "；".join(faults[:SHOWN]) + more
        raise _bad(Words(said, said))
    if not found:
        raise _bad(Words("没有一行数据。", "There is not one row."))
    if len(found) > MOST:
        raise _bad(Words(f"一次最多 {MOST} 行，请分几次。", f"At most {MOST} rows at a time."))
    return found


def _lines(text: str, columns: Mapping[str, Sequence[str]], optional: set[str]) -> Iterable[tuple[int, Line]]:
    """Rows by column name; a first row that names columns is a header, without one the columns stand in order."""
    delimiter = "\t" if "\t" in text else ","
    cells = csv.reader(io.StringIO(text.strip("\ufeff\n ")), delimiter=delimiter)
    rows = [(number, [cell.strip() for cell in row]) for number, row in enumerate(cells, 1)]
    rows = [(number, row) for number, row in rows if any(row)]
    if not rows:
        return
    order = list(columns)
    if header := _header(rows[0][1], columns):
        order, rows = header, rows[1:]
    for number, row in rows:
        line = {name: row[place] if place < len(row) else "" for place, name in enumerate(order) if name}
        filled = {name: line.get(name, "") for name in columns}
        if missing := [columns[name][0] for name in columns if not filled[name] and name not in optional]:
            said = "、".join(missing)
            raise _bad(Words(f"第 {number} 行缺少：{said}。", f"Line {number} lacks: {said}."))
        yield number, filled


def _header(row: Sequence[str], columns: Mapping[str, Sequence[str]]) -> list[str]:
    """The column of each cell, empty for one not known; nothing if the row is data."""
    named = {word: name for name, words in columns.items() for word in words}
    order = [named.get(cell.lower(), "") for cell in row]
    return order if "staff" in order else []


def _day(text: str) -> date:
    try:
        year, month, day = (int(part) for part in re.split(r"[-/.]", text))
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"「{text}」应为日期，如 2026-03-02 · write a date such as 2026-03-02") from None


def _clock(text: str) -> str:
    """`8:30` and `08:30:00`, as Excel shows times, as 08:30."""
    parts = text.replace("：", ":").split(":")
    return ":".join([parts[0].zfill(2), *parts[1:2]])


def _bad(words: Words) -> Refused:
    return Refused("bad-sheet", words, field="rows")
