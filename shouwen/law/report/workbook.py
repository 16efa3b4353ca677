"""Verdicts for Excel, because that is where managers live: a summary, the verdicts, what was wrong with the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from shouwen.law.charter.charter import Charter
from shouwen.law.facts.problems import Problem
from shouwen.law.judge.records import points_number
from shouwen.law.judge.summary import ClauseSummary
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.words import why
from shouwen.law.report import words as said
from shouwen.law.report.verdicts import Verdicts
from shouwen.law.worktime.instants import to_datetime
from shouwen.words import Words

MOST_ROWS = 1_048_575
LONGEST_TEXT = 32_767
DAY_S = 86_400
_SUMMARY, _VERDICTS, _PROBLEMS = (
    Words("摘要", "Summary"),
    Words("认定", "Verdicts"),
    Words("问题", "Problems"),
)
_WIDTHS = {
    "title": 24,
    "at": 19,
    "due": 19,
    "closed_at": 19,
    "why": 80,
    "evidence": 36,
    "what": 60,
    "mend": 60,
    "worst": 80,
}
_INSTANTS = ("at", "due", "closed_at")
_SPANS = ("elapsed_s", "late_s")


def write_workbook(
    path: Path,
    verdicts: Verdicts,
    problems: Iterable[Problem],
    charter: Charter,
    language: str,
) -> None:
    """The judgement as a workbook. Instants are local dates of the charter's zone, spans are hours that add up.

    What exceeds the rows of a sheet goes on to a second one. Rows are written straight to disk.
    """
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with path.open("wb") as out, xlsxwriter.Workbook(out, options) as book:
        book.set_properties(
            {"title": charter.title.in_(language), "comments": f"{charter.name} {charter.version_text}"}
        )
        sheets = _Sheets(book, language)
        sheets.write(
            _SUMMARY, _summary_head(), (_summary_row(each, charter, language) for each in verdicts.summary)
        )
        rows = (_verdict_row(verdict, charter, language) for verdict in verdicts)
        sheets.write(_VERDICTS, said.COLUMNS, rows)
        sheets.write(_PROBLEMS, said.PROBLEMS, (_problem_row(each, language) for each in problems))


def _summary_head() -> Mapping[str, Words]:
    counts = dict(said.VERDICTS)
    figures = {"median": said.MEDIAN, "p95": said.P95, "points": said.POINTS, "money": said.MONEY}
    return {
        "clause": said.CLAUSE,
        "title": said.TITLE,
        "total": said.TOTAL,
        **counts,
        **figures,
        "worst": said.WORST,
    }


def _summary_row(each: ClauseSummary, charter: Charter, language: str) -> Iterator[Any]:
    yield each.clause
    yield charter.clauses[each.clause].title.in_(language)
    yield each.total
    for word in said.VERDICTS:
        yield each.counts.get(word, 0)
    yield _span(each.median_s)
    yield _span(each.p95_s)
    yield points_number(each.points)
    yield each.money / 100
    yield "\n".join(why(verdict, charter).in_(language) for verdict in each.worst)


def _verdict_row(verdict: Verdict, charter: Charter, language: str) -> Iterator[Any]:
    for name in said.COLUMNS:
        if name in _INSTANTS:
            yield _local(getattr(verdict, name), charter.zone)
        elif name in _SPANS:
            yield _span(getattr(verdict, name))
        else:
            yield _plain(name, verdict, charter, language)


def _plain(name: str, verdict: Verdict, charter: Charter, language: str) -> Any:
    match name:
        case "verdict":
            return said.VERDICTS[verdict.verdict].in_(language)
        case "title":
            return charter.clauses[verdict.clause].title.in_(language)
        case "why":
            return why(verdict, charter).in_(language)
        case "limit":
            return verdict.limit_text
        case "points":
            return points_number(verdict.points)
        case "money":
            return verdict.money / 100
        case "cites" | "evidence":
            return ", ".join(getattr(verdict, name))
    return getattr(verdict, name)


def _problem_row(problem: Problem, language: str) -> Iterator[Any]:
    yield problem.file
    yield problem.line
    yield problem.what.in_(language)
    yield problem.mend.in_(language)


class _Span(float):
    """A length of time in days, as Excel counts."""


def _span(seconds: float | None) -> _Span | None:
    return None if seconds is None else _Span(seconds / DAY_S)


def _local(us: int | None, zone: str) -> datetime | None:
    """The local date and time; Excel knows no zones and no years before 1900."""
    if us is None:
        return None
    local = to_datetime(us, zone).replace(tzinfo=None)
    return local if local.year >= 1900 else None


class _Sheets:
    """Writes tables with a frozen, filtered head in the reader's language."""

    def __init__(self, book: Any, language: str) -> None:
        self.book = book
        self.language = language
        self.head = book.add_format(
            {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top"})
        self.span = book.add_format({"num_format": "[h]:mm:ss", "valign": "top"})
        self.text = book.add_format({"valign": "top"})
        self.bad = book.add_format({"font_color": "#9C0006", "bg_color": "#FFC7CE", "valign": "top"})
        self.bad_words = {said.VERDICTS[word].in_(language) for word in said.BAD}

    def write(self, title: Words, head: Mapping[str, Words], rows: Iterable[Iterable[Any]]) -> None:
        """One table; a new sheet whenever the last one is full."""
        rest = iter(rows)
        name = title.in_(self.language)
        number, full = 1, True
        while full:
            sheet = self._sheet(name if number == 1 else f"{name} {number}", head)
            last = 0
            for last, row in enumerate(_first(rest, MOST_ROWS), 1):
                self._row(sheet, last, row)
            sheet.autofilter(0, 0, max(last, 1), len(head) - 1)
            full, number = last == MOST_ROWS, number + 1

    def _sheet(self, name: str, head: Mapping[str, Words]) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, (key, words) in enumerate(head.items()):
            text = words.in_(self.language)
            sheet.set_column(
                column, column, _WIDTHS.get(key, max(10, 2 + sum(1 + (c > "\u2e80") for c in text)))
            )
            sheet.write_string(0, column, text, self.head)
        return sheet

    def _row(self, sheet: Any, number: int, row: Iterable[Any]) -> None:
        for column, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, _Span):
                sheet.write_number(number, column, value, self.span)
            elif isinstance(value, datetime):
                sheet.write_datetime(number, column, value, self.moment)
            elif isinstance(value, int | float):
                sheet.write_number(number, column, value, self.text)
            else:
                form = self.bad if column == 0 and value in self.bad_words else self.text
                sheet.write_string(number, column, str(value)[:LONGEST_TEXT], form)


def _first(rows: Iterator[Iterable[Any]], most: int) -> Iterator[Iterable[Any]]:
    for _ in range(most):
        try:
            yield next(rows)
        except StopIteration:
            return
