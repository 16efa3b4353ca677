"""Transcripts from other systems: JSON lines or CSV, one turn each, with every mistake told by its line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from shouwen.words import Words
from shouwen.works.refusal import Refused

MOST = 20_000
"""How many turns one file may have."""
NEEDED = ("talk", "at", "speaker", "text")
HEAD = ("talk", "at", "speaker", "text", "staff", "customer")
EXAMPLE = '{"talk": "C-1", "at": "2026-03-02 08:00:05", "speaker": "staff", "staff": "wang", "text": "您好"}'


@dataclass(frozen=True, slots=True)
class Line:
    """One turn as the file has it; `data` are further fields of speech.said."""

    number: int
    talk: str
    at: datetime
    speaker: str
    text: str
    staff: str | None
    customer: str | None
    data: Mapping[str, str]


def read(content: bytes) -> list[Line]:
    """The turns of a file. Errors: Refused bad-transcript, for the first line that cannot be read."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _wrong(
            1, "不是 UTF-8 编码", "is not UTF-8", "请另存为 UTF-8", "save the file as UTF-8"
        ) from None
    rows = list(_rows(text))
    if not rows:
        raise _wrong(
            1, "文件是空的", "the file is empty", f"每行写 {EXAMPLE}", f"write {EXAMPLE} on each line"
        )
    if len(rows) > MOST:
        raise _wrong(
            MOST,
            "超过行数上限",
            "has too many lines",
            f"每次最多 {MOST} 行",
            f"bring in at most {MOST} at a time",
        )
    return [_line(number, row) for number, row in rows]


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if text.lstrip().startswith("{"):
        yield from _json_lines(text.splitlines())
        return
    reader = csv.DictReader(io.StringIO(text), strict=True)
    try:
        for name in NEEDED if text.strip() else ():
            if name not in (reader.fieldnames or ()):
                raise _wrong(
                    1, f"没有「{name}」列", f"has no column '{name}'", f"请写 {EXAMPLE}", f"write {EXAMPLE}"
                )
        for row in reader:
            if None in row or None in row.values():
                raise _wrong(
                    reader.line_num,
                    "列数与表头不符",
                    "does not have the columns of the head",
                    "请补齐",
                    "mend it",
                )
            yield reader.line_num, row
    except csv.Error as error:
        raise _wrong(
            reader.line_num, f"不是 CSV（{error}）", f"is no CSV ({error})", "请检查引号", "check the quotes"
        ) from error


def _json_lines(lines: Iterable[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise _wrong(
                number, "不是一个 JSON 对象", "is no JSON object", f"请写 {EXAMPLE}", f"write {EXAMPLE}"
            )
        yield number, row


def _line(number: int, row: Mapping[str, Any]) -> Line:
    given = {str(name): value for name, value in row.items() if value not in (None, "")}
    for name, value in given.items():
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            raise _wrong(number, f"「{name}」不是文字", f"'{name}' is no text", "请写文字", "write a text")
    known = {name: str(value) for name, value in given.items()}
    for name in NEEDED:
        if name not in known:
            raise _wrong(number, f"缺少「{name}」", f"has no '{name}'", f"请写 {EXAMPLE}", f"write {EXAMPLE}")
    if known["speaker"] not in ("staff", "customer"):
        raise _wrong(
            number, "speaker 有误", "has a wrong speaker", "请写 staff 或 customer", "write staff or customer"
        )
    return Line(
        number,
        known["talk"],
        _at(number, known["at"]),
        known["speaker"],
        known["text"],
        known.get("staff"),
        known.get("customer"),
        {name: value for name, value in known.items() if name not in HEAD},
    )


def _at(number: int, text: str) -> datetime:
    try:
        at = parse_datetime(text)
    except ValueError:
        at = None
    if at is None:
        raise _wrong(
            number,
            f"「{text}」不是时间",
            f"'{text}' is no time",
            "请写成 2026-03-02 08:00:05",
            "write 2026-03-02 08:00:05",
        )
    return at if timezone.is_aware(at) else timezone.make_aware(at)


def _wrong(line: int, zh: str, en: str, mend_zh: str, mend_en: str) -> Refused:
    words = Words(f"第 {line} 行{zh}；{mend_zh}。", f"Line {line} {en}; {mend_en}.")
    return Refused("bad-transcript", words, field="transcript", http=422)
