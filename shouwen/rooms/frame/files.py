"""A list as a file for Excel, streamed: what is asked for as `csv` or `xlsx`."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from shouwen.rooms.frame.language import current
from shouwen.words import Words
from shouwen.works.refusal import NotFound

Cell = str | int | float | datetime | date | None
FORMULA = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file(kind: str, name: str, head: Sequence[Words], rows: Iterable[Sequence[Cell]]) -> HttpResponseBase:
    """The answer that carries the list, its head in the language of the page. Errors: NotFound for another kind."""
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
