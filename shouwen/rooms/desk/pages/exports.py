"""Lists as files for Excel: the same rows as on the page, by the same right, streamed."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from shouwen.rooms.desk import names
from shouwen.rooms.desk.language import current
from shouwen.rooms.desk.pages import duty
from shouwen.rooms.desk.pages.ledger import period_of
from shouwen.rooms.desk.pages.matters import filters_of
from shouwen.words import Words
from shouwen.works.ledger.models import Entry
from shouwen.works.matters import queries
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.refusal import NotFound

Cell = str | int | float | datetime | None
FORMULA = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs("matter.see")
def matters(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list of matters as filtered, without telephone numbers."""
    head = (
        Words("编号", "Number"), Words("种类", "Kind"), Words("状态", "State"), Words("内容", "About"),
        Words("客户", "Customer"), Words("单位", "Unit"), Words("办理人", "Held by"), Words("受理时间", "Taken in"),
        Words("最近时限", "Next due"), Words("办结时间", "Closed"),
    )  # fmt: skip
    language = current()
    rows = (
        (
            row.number, row.flow_title.in_(language), row.state_title.in_(language), row.summary, row.customer_name,
            row.unit_name.in_(language), row.holder_name, row.opened_at, row.next_due_at, row.closed_at,
        )
        for row in queries.rows(request.user, filters_of(request))
    )  # fmt: skip
    return _file(kind, "matters", head, rows)


@needs("finding.see")
def findings(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The findings as filtered."""
    head = (
        Words("认定时间", "At"), Words("结论", "Verdict"), Words("条款", "Clause"), Words("事项", "Matter"),
        Words("人员", "Staff"), Words("单位", "Unit"), Words("最迟", "Due"), Words("办到", "Done"),
        Words("超时（秒）", "Late (s)"), Words("分值", "Points"), Words("金额（元）", "Yuan"), Words("版本", "Version"),
    )  # fmt: skip
    rows = (
        (
            row.at, row.verdict, row.clause, row.subject, row.staff, row.unit, row.due_at, row.closed_at,
            row.late_s, row.points / 100, row.money / 100, row.version,
        )
        for row in duty.filtered(request).order_by("id").iterator(2000)
    )  # fmt: skip
    return _file(kind, "findings", head, rows)


@needs("ledger.see")
def ledger(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The entries of a month."""
    head = (
        Words("时间", "At"), Words("承担", "Borne by"), Words("工号/单位", "Code"), Words("名称", "Name"),
        Words("条款", "Clause"), Words("分值", "Points"), Words("金额（元）", "Yuan"), Words("理由", "Why"),
    )  # fmt: skip
    found = access.visible(request.user, Entry.objects.filter(period=period_of(request)), "ledger.see")
    people = names.of_staff(found.values_list("staff", flat=True).distinct())
    places = names.of_units(found.values_list("unit", flat=True).distinct())
    rows = (
        (
            entry.at, entry.bearer, code, (people if entry.bearer == "staff" else places).get(code, code), entry.clause,
            entry.points / 100, entry.money / 100, entry.why_en if current() == "en" else entry.why_zh,
        )
        for entry in found.order_by("id").iterator(2000)
        if (code := (entry.staff if entry.bearer == "staff" else entry.unit) or "")
    )  # fmt: skip
    return _file(kind, "ledger", head, rows)


def _file(kind: str, name: str, head: Sequence[Words], rows: Iterable[Sequence[Cell]]) -> HttpResponseBase:
    titles = [words.in_(current()) for words in head]
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M")
    if kind == "csv":
        response = StreamingHttpResponse(_csv(titles, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}-{stamp}.csv"'
        return response
    if kind == "xlsx":
        return FileResponse(
            _xlsx(titles, rows), as_attachment=True, filename=f"{name}-{stamp}.xlsx", content_type=XLSX
        )
    raise NotFound


def _csv(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Begins with the mark by which Excel knows UTF-8. A text that Excel would run as a formula is quoted."""
    line = io.StringIO()
    writer = csv.writer(line)
    yield "\ufeff"
    writer.writerow(titles)
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
        if line.tell() > 1 << 16:
            yield line.getvalue()
            line.seek(0)
            line.truncate()
    yield line.getvalue()


def _plain(cell: Cell) -> Any:
    if isinstance(cell, datetime):
        return timezone.localtime(cell).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return "'" + cell
    return "" if cell is None else cell


def _xlsx(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Any:
    """A workbook in a temporary file that goes away when it has been sent; rows are written as they come."""
    import xlsxwriter

    file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed when the response has been sent
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(titles) - 1, 18)
    sheet.write_row(0, 0, titles, bold)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(number, column, timezone.localtime(cell).replace(tzinfo=None), moment)
            elif cell is not None:
                sheet.write(number, column, cell)
    book.close()
    file.seek(0)
    return file
