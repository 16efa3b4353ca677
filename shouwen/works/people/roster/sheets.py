"""Roster files as they come from a spreadsheet: which of the two kinds each is, and its rows with their places."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shouwen.law.charter.errors import did_you_mean
from shouwen.law.facts import Problems, Unreadable
from shouwen.law.facts.rows import Layout, csv_rows
from shouwen.law.facts.text import Source, head, lines
from shouwen.words import Words
from shouwen.works.people.roster.faults import fault

UNIT_COLUMNS = {"code": True, "name_zh": True, "name_en": True, "parent": False, "kind": False}
STAFF_COLUMNS = {
    "code": True,
    "name": True,
    "unit": True,
    "post": True,
    "from_on": False,
    "supervisor": False,
    "leads": False,
}
"""Columns of a file; True: it has to be there, and filled in. One that is left out leaves what is there."""
PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .xls


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `values` holds the columns of the file, without spaces at the ends."""

    file: str
    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def __contains__(self, column: str) -> bool:
        return column in self.values

    def get(self, column: str) -> str:
        """The value, empty also where the file has no such column."""
        return self.values.get(column, "")

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"

    def fault(self, column: str | None, what: Words, mend: Words) -> Words:
        return fault(self.file, self.line, column, what, mend)


@dataclass(slots=True)
class Sheets:
    """All rows of all files that can be looked at further.

    `left_out` are codes of rows that cannot: others that name them are not at fault. `has_staff` is whether
    any file was one of staff, be all its rows bad.
    """

    units: list[Line] = field(default_factory=list)
    staff: list[Line] = field(default_factory=list)
    faults: list[Words] = field(default_factory=list)
    notes: list[Words] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    has_staff: bool = False


def read(files: Iterable[Path]) -> Sheets:
    """Read everything that can be read; what cannot is among the faults."""
    sheets = Sheets()
    for file in files:
        _read(file, sheets)
    return sheets


def _read(file: Path, sheets: Sheets) -> None:
    problems = Problems()
    source = Source(file, problems)
    try:
        if head(file, 4) in PACKED:
            sheets.faults.append(fault(str(file), None, None, *_WORKBOOK))
            return
        found = csv_rows(source, lines(source), Layout(columns=()))
        rows = [Line(str(file), number, _stripped(row)) for number, row in found]
    except Unreadable as error:
        sheets.faults.append(error.words)
        return
    sheets.notes += [note.words for note in problems.notes if note.code != "empty"]
    sheets.faults += [fault(str(file), each.line, None, each.what, each.mend) for each in problems.first]
    rows = [row for row in rows if any(row.values.values())]
    if not rows:
        if not problems.first:
            sheets.faults.append(fault(str(file), None, None, *_NO_ROWS))
        return
    header = list(dict.fromkeys(name for row in rows for name in row.values))
    is_staff = bool({"post", "unit", "name"} & set(header))
    sheets.has_staff |= is_staff
    columns = STAFF_COLUMNS if is_staff else UNIT_COLUMNS
    if wrong := _columns(str(file), header, columns):
        sheets.faults += wrong
        return
    for row in rows:
        if _unfilled(row, columns, sheets.faults):
            sheets.left_out.add(row["code"])
        else:
            (sheets.staff if is_staff else sheets.units).append(row)


_WORKBOOK = (
    Words("这是 Excel 工作簿，不是 CSV 文件", "this is an Excel workbook and no CSV file"),
    Words(
        "请在 Excel 中另存为“CSV UTF-8”，每张工作表一个文件",
        "save it in Excel as 'CSV UTF-8', a file for each sheet",
    ),
)
_NO_ROWS = (
    Words("文件里没有任何一行数据", "the file holds no row"),
    Words("请重新导出，或不要列出该文件", "export it again, or leave the file out"),
)


def _stripped(row: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value).strip() for name, value in row.items() if name or str(value).strip()}


def _columns(file: str, found: Collection[str], known: Mapping[str, bool]) -> list[Words]:
    names = ", ".join(known)
    faults = []
    for name in found:
        if name not in known:
            otherwise = Words(
                f"请删去这一列；可用的列：{names}", f"remove the column; a file like this has: {names}"
            )
            what = Words(f"不认识列「{name}」", f"there is no column '{name}'")
            faults.append(fault(file, 1, name, what, did_you_mean(name, known, otherwise)))
    for name, is_needed in known.items():
        if is_needed and name not in found:
            what = Words("缺少这一列", "the column is missing")
            faults.append(fault(file, 1, name, what, Words("请在表头补上", "add it to the header")))
    return faults


def _unfilled(row: Line, columns: Mapping[str, bool], faults: list[Words]) -> bool:
    before = len(faults)
    for name, is_needed in columns.items():
        value = row.values.get(name, "")
        if is_needed and not value:
            faults.append(
                row.fault(name, Words("没有填写", "nothing is filled in"), Words("请填写", "fill it in"))
            )
        if any("\ud800" <= sign <= "\udfff" or sign == "\0" for sign in value):
            what = Words("含有无法识别的字符", "holds signs that cannot be read")
            faults.append(row.fault(name, what, Words("请将文件另存为 UTF-8", "save the file as UTF-8")))
    return len(faults) > before
