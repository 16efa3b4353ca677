"""Somebody else's log in, facts out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from shouwen.law.facts.fact import Fact, canonical
from shouwen.law.facts.maps.language import ELSE, ISO, Cell, LogMap, Statement, Test
from shouwen.law.facts.problems import Malformed, Problems
from shouwen.law.facts.reading import Seen
from shouwen.law.facts.row import Micros, shown, to_fact
from shouwen.law.facts.rows import Layout, rows_of
from shouwen.law.facts.text import Source, Tick, sources
from shouwen.law.worktime.instants import format_iso, from_datetime, parse_iso, zone_of
from shouwen.words import Words


def read_log(
    paths: Iterable[Path], log_map: LogMap, zone: str, problems: Problems, tick: Tick | None = None
) -> Iterator[Fact]:
    """The facts that the rows of a log state, by its map; `zone` counts where the map names none.

    A row of which something cannot be read is left out and reported; a row that states nothing is counted as
    `unused`. Errors: Unreadable, when a file lacks a column of the map.
    """
    seen = Seen()
    layout = Layout(log_map.delimiter, log_map.encoding, log_map.columns)
    reader = _Reader(log_map, log_map.zone or zone)
    lines = (
        _Line(source, number, reader.known(row))
        for source in sources(paths, problems, tick)
        for number, row in rows_of(source, layout)
    )
    groups = _grouped(lines, reader) if log_map.looks_around else ([line] for line in lines)
    for group in groups:
        for line, fact in reader.facts(group):
            if seen.is_new(fact, line.source, line.number):
                yield fact
        for line in group:
            line.account()


@dataclass(slots=True)
class _Line:
    """A row of the log, and what has become of it."""

    source: Source
    number: int
    row: Mapping[str, str]
    stated: bool = False
    faulty: bool = False

    def fault(self, fault: Malformed) -> None:
        """Report a fault; the row is counted as left out once, however many it has."""
        self.source.leave_out(self.number, fault, rows=0 if self.faulty else 1)
        self.faulty = True

    def account(self) -> None:
        """Count the row if it stated nothing and nothing was wrong with it."""
        self.source.problems.unused += not self.stated and not self.faulty


def _grouped(lines: Iterable[_Line], reader: _Reader) -> Iterator[list[_Line]]:
    """The rows of each subject together, subjects in the order they first appear."""
    groups: dict[str, list[_Line]] = {}
    for line in lines:
        subject = line.row.get(reader.subject or "", "")
        groups.setdefault(subject, []).append(line)
    for group in groups.values():
        yield reader.sorted(group)


class _Reader:
    """A map made ready to read rows."""

    def __init__(self, log_map: LogMap, zone: str) -> None:
        self.map = log_map
        self.zone = zone
        self.subject = log_map.subject.column
        self._missing = frozenset((*log_map.missing, ""))
        self._columns = log_map.columns
        self._instant = lru_cache(maxsize=100_000)(self._parse)

    def known(self, row: Mapping[str, Any]) -> dict[str, str]:
        """The columns of the map that are given, as canonical text."""
        texts = {name: _text(row.get(name)) for name in self._columns}
        return {name: text for name, text in texts.items() if text is not None and text not in self._missing}

    def sorted(self, group: list[_Line]) -> list[_Line]:
        """The rows of a subject in their order in time; a row without a readable one is left out."""
        if self.map.order is None:
            return group
        timed: list[tuple[int, int, _Line]] = []
        for index, line in enumerate(group):
            try:
                timed.append((self.instant(self.map.order, line.row.get(self.map.order)), index, line))
            except Malformed as fault:
                line.fault(fault)
                line.account()
        return [line for _, _, line in sorted(timed, key=lambda each: each[:2])]

    def facts(self, group: Sequence[_Line]) -> Iterator[tuple[_Line, Fact]]:
        """What the rows of one subject state, statement by statement."""
        for statement in self.map.facts:
            for line in self._stating(statement, group):
                try:
                    fact = to_fact(self._row(statement, line, group), self.zone)
                except Malformed as fault:
                    line.fault(fault)
                else:
                    line.stated = True
                    yield line, fact

    def _stating(self, statement: Statement, group: Sequence[_Line]) -> Sequence[_Line]:
        found = []
        before: Mapping[str, str] = {}
        for line in group:
            tests = statement.when.items()
            if all(_holds(test, line.row.get(column), before.get(column)) for column, test in tests):
                found.append(line)
            before = line.row
        if statement.rows == "every":
            return found
        return found[:1] if statement.rows == "first" else found[-1:]

    def _row(self, statement: Statement, line: _Line, group: Sequence[_Line]) -> dict[str, Any]:
        cells = {path[-1]: cell for path, cell in statement.cells() if path[0] != "data"}
        row: dict[str, Any] = {"kind": statement.kind, "subject": self._value(self.map.subject, line, group)}
        for name, cell in cells.items():
            is_time = name in ("at", "recorded_at")
            row[name] = self._moment(name, cell, line, group) if is_time else self._value(cell, line, group)
        row["data"] = {name: self._value(cell, line, group) for name, cell in statement.data.items()}
        return row

    def _moment(self, name: str, cell: Cell, line: _Line, group: Sequence[_Line]) -> Micros | None:
        text = self._raw(cell, line, group)
        return None if text is None and name != "at" else Micros(self.instant(cell.column or name, text))

    def _raw(self, cell: Cell, line: _Line, group: Sequence[_Line]) -> str | None:
        if cell.column is None:
            return canonical(cell.value)
        row = {"this": line, "first": group[0], "last": group[-1]}[cell.row].row
        return row.get(cell.column)

    def _value(self, cell: Cell, line: _Line, group: Sequence[_Line]) -> str | int | float | bool | None:
        if cell.column is None:
            return cell.value
        text = self._raw(cell, line, group)
        if text is None:
            return None
        if cell.table is not None:
            return self._translated(cell, text)
        return self._typed(cell, text)

    def _translated(self, cell: Cell, text: str) -> str | int | float | bool:
        table = self.map.tables[cell.table or ""]
        if text in table or ELSE in table:
            return table.get(text, table.get(ELSE, ""))
        raise Malformed(
            "not-in-table",
            Words(
                f"{cell.column} 的值 {shown(text)} 不在值表 {cell.table} 中",
                f"{cell.column} holds {shown(text)}, which is not in the table '{cell.table}'",
            ),
            Words(
                '请在值表中补上，或用 "*" 写明其余的值',
                'add it to the table, or say with "*" what all others are',
            ),
        )

    def _typed(self, cell: Cell, text: str) -> str | int | float | bool:
        column = cell.column or ""
        if cell.type in ("datetime", "date"):
            moment = format_iso(self.instant(column, text), self.zone)
            return moment if cell.type == "datetime" else moment[:10]
        try:
            match cell.type:
                case "integer":
                    return int(text)
                case "number" | "money":
                    return float(text)
                case "yes_no":
                    return {"true": True, "false": False}[text.lower()]
        except (ValueError, KeyError):
            raise Malformed(
                "bad-value",
                Words(
                    f"{column} 的值 {shown(text)} 不是 {cell.type}",
                    f"{column} {shown(text)} is no {cell.type}",
                ),
                Words("请改正，或用值表翻译", "correct it, or translate it with a table"),
            ) from None
        return text

    def instant(self, column: str, text: str | None) -> int:
        """The instant a text of the log names. Errors: Malformed, with the formats that were tried."""
        found = self._instant(text) if text is not None else None
        if found is not None:
            return found
        formats = ", ".join(self.map.dates)
        raise Malformed(
            "bad-time" if text is not None else "missing",
            Words(f"{column} 的值 {shown(text)} 不是时间", f"{column} {shown(text)} is not a time")
            if text is not None
            else Words(f"没有 {column}", f"'{column}' is missing"),
            Words(f"映射所写的格式是：{formats}", f"the map says the format is: {formats}"),
        )

    def _parse(self, text: str) -> int | None:
        for form in self.map.dates:
            try:
                if form == ISO:
                    return parse_iso(text, self.zone)
                moment = datetime.strptime(text, form)  # noqa: DTZ007
                return from_datetime(moment if moment.tzinfo else moment.replace(tzinfo=zone_of(self.zone)))
            except (ValueError, OverflowError):
                continue
        return None


def _text(value: Any) -> str | None:
    """A value of a foreign row as canonical text; what is no single value counts as written."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Micros):
        return format_iso(value, "UTC")
    return canonical(value if isinstance(value, int | float | bool | None) else str(value))


def _holds(test: Test, value: str | None, before: str | None) -> bool:
    return (
        (not test.is_ or value in test.is_)
        and (not test.not_ or (value is not None and value not in test.not_))
        and (test.given is None or test.given == (value is not None))
        and (test.changed is None or test.changed == (value != before))
        and (not test.becomes or (value in test.becomes and before not in test.becomes))
        and (not test.leaves or (before in test.leaves and value not in test.leaves))
    )
