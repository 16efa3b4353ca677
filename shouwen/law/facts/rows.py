"""Rows of a file of any format, each with the line it begins on; what is no row is reported and left out."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from shouwen.law.facts.problems import Malformed, Unreadable
from shouwen.law.facts.row import REQUIRED, parse_json
from shouwen.law.facts.text import Source, head, lines
from shouwen.words import Words

Format = Literal["csv", "jsonl", "parquet"]
Row = tuple[int, Mapping[str, Any]]
PARQUET = b"PAR1"
LONGEST_ROW = 1000
_DELIMITERS = (",", ";", "\t", "|")
csv.field_size_limit(1 << 20)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is written where it may differ from ours: None is found out from the file."""

    delimiter: str | None = None
    encoding: str | None = None
    columns: tuple[str, ...] = REQUIRED


OURS = Layout()


def format_of(source: Source) -> Format:
    """The format of a file: as its first bytes say, and where they leave it open, as its name says."""
    start = head(source.path)
    suffix = source.path.name.lower().removesuffix(".gz").rpartition(".")[2]
    if start.startswith(PARQUET) or (suffix in ("parquet", "pq") and start):
        return "parquet"
    text = start.decode(
        "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace"
    ).lstrip()
    if text.startswith("["):
        raise Unreadable(
            Words(
                f"{source.name}：是一个 JSON 数组；请改为每行一个对象（JSON Lines）。",
                f"{source.name}: is one JSON array; write one object a line (JSON Lines).",
            )
        )
    return "jsonl" if text.startswith("{") or suffix in ("jsonl", "ndjson", "json") else "csv"


def rows_of(source: Source, layout: Layout = OURS) -> Iterator[Row]:
    """The rows of a file. Everything that is left out has been counted in `source.problems.rows` too."""
    found = format_of(source)
    if found == "parquet":
        from shouwen.law.facts.parquet import parquet_rows

        return parquet_rows(source)
    text = lines(source, layout.encoding)
    return json_rows(source, text) if found == "jsonl" else csv_rows(source, text, layout)


def json_rows(source: Source, text: Iterable[str]) -> Iterator[Row]:
    """One JSON object a line; blank lines are passed over."""
    for number, line in enumerate(text, 1):
        if not line.strip():
            continue
        source.problems.rows += 1
        try:
            row = parse_json(line.strip())
        except ValueError as error:
            source.leave_out(number, _not_json(error))
            continue
        if isinstance(row, dict):
            yield number, row
        else:
            source.leave_out(number, _not_json("not an object"))


def _not_json(why: object) -> Malformed:
    return Malformed(
        "not-json",
        Words(f"这一行不是 JSON 对象（{why}）", f"this line is not a JSON object ({why})"),
        Words(
            '请每行写一个对象，如 {"kind": "repair.arrived", ...}',
            'write one object a line, such as {"kind": "repair.arrived", ...}',
        ),
    )


def csv_rows(source: Source, text: Iterable[str], layout: Layout = OURS) -> Iterator[Row]:
    """The rows below the header. A row may span lines inside quotes and is named by its first.

    A quotation mark that is never closed costs its own line, not the rest of the file.
    """
    records = _Records(text, layout.delimiter)
    header: list[str] | None = None
    for line, fields in records:
        if header is None:
            header = _header(source, line, fields, layout)
            continue
        source.problems.rows += 1
        if isinstance(fields, Malformed):
            source.leave_out(line, fields)
        elif len(fields) != len(header):
            source.leave_out(line, _wrong_width(len(fields), len(header)))
        else:
            yield line, dict(zip(header, fields, strict=True))
    if header is None:
        source.note(
            "empty",
            Words("文件是空的", "the file is empty"),
            Words("若不应为空，请重新导出", "export it again if it should not be"),
        )


def _header(source: Source, line: int, fields: list[str] | Malformed, layout: Layout) -> list[str]:
    if isinstance(fields, Malformed):
        raise Unreadable(_at_header(source, line, fields.what, fields.mend))
    names = [name.strip() for name in fields]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise Unreadable(
            _at_header(
                source,
                line,
                Words(f"表头中 {'、'.join(twice)} 出现两次", f"the header names {', '.join(twice)} twice"),
                Words("请改名或删去其中一列", "rename or remove one of the columns"),
            )
        )
    missing = [name for name in layout.columns if name not in names]
    if missing:
        raise Unreadable(
            _at_header(
                source,
                line,
                Words(
                    f"缺少列 {'、'.join(missing)}；现有的列：{'、'.join(names)[:200]}",
                    f"has no column {', '.join(missing)}; it has: {', '.join(names)[:200]}",
                ),
                Words(
                    "请补上这些列，或用 --map 说明各列的意义",
                    "add the columns, or tell with --map what its columns mean",
                ),
            )
        )
    return names


def _at_header(source: Source, line: int, what: Words, mend: Words) -> Words:
    return Words(
        f"{source.name}:{line}：{what.zh}；{mend.zh}。", f"{source.name}:{line}: {what.en}; {mend.en}."
    )


def _wrong_width(found: int, expected: int) -> Malformed:
    return Malformed(
        "wrong-width",
        Words(f"有 {found} 个值，表头有 {expected} 列", f"has {found} values under {expected} columns"),
        Words("请核对分隔符和引号", "check the delimiters and quotation marks"),
    )


class _Records:
    """CSV records with the physical line each begins on.

    Each record is read afresh, so that after a bad quotation mark reading goes on at the next line instead
    of behind everything the mark has swallowed.
    """

    def __init__(self, text: Iterable[str], delimiter: str | None) -> None:
        self._text = iter(text)
        self._ahead: deque[str] = deque()
        self._taken: list[str] = []
        self._delimiter = delimiter

    def __iter__(self) -> Iterator[tuple[int, list[str] | Malformed]]:
        line = 1
        while True:
            self._taken = []
            fields = self._record()
            if fields is None:
                return
            start = line
            if isinstance(fields, Malformed):
                self._ahead.extendleft(reversed(self._taken[1:]))
                line += 1
            else:
                line += len(self._taken)
            if fields:
                yield start, fields

    def _record(self) -> list[str] | Malformed | None:
        first = self._next()
        if first is None:
            return None
        self._taken.append(first)
        if not first.strip():
            return []
        if self._delimiter is None:
            self._delimiter = max(_DELIMITERS, key=first.count)
        if '"' not in first:
            return first.rstrip("\r\n").split(self._delimiter)
        try:
            return next(csv.reader(self._lines(), delimiter=self._delimiter, strict=True), [])
        except csv.Error as error:
            return _bad_quotes(error)

    def _next(self) -> str | None:
        return self._ahead.popleft() if self._ahead else next(self._text, None)

    def _lines(self) -> Iterator[str]:
        yield self._taken[0]
        while len(self._taken) < LONGEST_ROW and (line := self._next()) is not None:
            self._taken.append(line)
            yield line


def _bad_quotes(error: csv.Error) -> Malformed:
    return Malformed(
        "bad-quotes",
        Words(f"引号没有配对（{error}）", f"its quotation marks do not match ({error})"),
        Words('值里的引号请写两遍（""）', 'write a quotation mark inside a value twice ("")'),
    )
