"""Filed sheets: the list and its file for Excel, one of them with its findings, and what was put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from shouwen.rooms.frame.files import file
from shouwen.rooms.frame.language import current
from shouwen.rooms.frame.layout import show
from shouwen.rooms.frame.templatetags.words import said
from shouwen.words import Words
from shouwen.works.duty.models import CURRENT, Verdict
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.people.models import Unit
from shouwen.works.records.actions.sheets import mend_item
from shouwen.works.records.models import Filing, Tick
from shouwen.works.records.queries import dues, sheets
from shouwen.works.refusal import NotFound, Refused

RESULTS = {
    "pass": Words("合格", "Pass"),
    "fail": Words("不合格", "Fail"),
    "not_applicable": Words("不适用", "Not applicable"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a filed sheet: what was found, what follows from it, and by when it has to be mended."""

    tick: Tick
    title: Words
    clause: str
    result: Words
    findings: list[Verdict]
    due: Verdict | None


@needs("sheet.see")
def index(request: HttpRequest) -> HttpResponse:
    """Filed sheets, the latest first."""
    asked = _asked(request)
    before = request.GET.get("before", "")
    rows = sheets.page(
        request.user, **asked, before=int(before) if before.isascii() and before.isdigit() else None,
        size=sheets.PAGE + 1,
    )  # fmt: skip
    query = request.GET.copy()
    query.pop("before", None)
    more = f"?{query.urlencode()}&before={rows[sheets.PAGE - 1].pk}" if len(rows) > sheets.PAGE else ""
    context = {
        "rows": [(row, sheets.sheet_words(row.sheet)) for row in rows[: sheets.PAGE]],
        "more": more,
        "query": query.urlencode(),
        "sheets": charters.current().sheets,
        "units": Unit.objects.filter(filings__in=sheets.seen(request.user)).distinct().order_by("path"),
        **asked,
    }
    return show(request, "inspection/filed.html", context, place="inspection")


def _asked(request: HttpRequest) -> dict[str, Any]:
    get = request.GET
    return {"sheet": get.get("sheet", ""), "unit": get.get("unit", ""), "waiting": get.get("waiting") == "1"}


@needs("sheet.see")
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Every item of the filed sheets as filtered: one line each."""
    head = (
        Words("编号", "Number"), Words("检查表", "Sheet"), Words("单位", "Unit"), Words("被检查人", "Person"),
        Words("地点", "Place"), Words("检查人", "Inspected by"), Words("时间", "At"), Words("检查项", "Item"),
        Words("条款", "Clause"), Words("结果", "Result"), Words("说明", "Note"), Words("整改时间", "Mended at"),
        Words("整改情况", "How"),
    )  # fmt: skip
    asked, language = _asked(request), current()
    filings = sheets.filtered(request.user, **asked).order_by().values("pk")
    ticks = Tick.objects.filter(filing__in=filings).select_related(
        "filing__unit", "filing__person", "filing__by"
    )
    rows = (
        (
            tick.filing.number, sheets.sheet_words(tick.filing.sheet).in_(language),
            tick.filing.unit.name.in_(language), tick.filing.person.name if tick.filing.person else "",
            tick.filing.place, tick.filing.by.name, tick.filing.filed_at,
            sheets.item_words(tick.filing.sheet, tick.item).in_(language),
            sheets.item_clause(tick.filing.sheet, tick.item), RESULTS[tick.result].in_(language), tick.note,
            tick.mended_at, tick.mended_note,
        )
        for tick in ticks.order_by("-filing_id", "id").iterator(2000)
    )  # fmt: skip
    return file(kind, "inspections", head, rows)


@needs("sheet.see")
def one(request: HttpRequest, number: str) -> HttpResponse:
    """One filed sheet; it prints on A4 as it is."""
    return _page(request, sheets.one(request.user, number))


@require_POST
@needs("sheet.mend")
def mend(request: HttpRequest, number: str) -> HttpResponse:
    """Record that an item was put right."""
    if request.method != "POST":
        raise NotFound
    filing = sheets.one(request.user, number)
    item = request.POST.get("item", "")
    try:
        mend_item(filing=filing, item=item, note=request.POST.get("note", ""), by=request.user)
    except Refused as refusal:
        return _page(request, filing, refusal, item)
    messages.success(request, said(Words("整改已登记。", "The mending is recorded.")))
    return HttpResponseRedirect(reverse("inspection:one", args=[number]), status=303)


def _page(
    request: HttpRequest, filing: Filing, refusal: Refused | None = None, item: str = ""
) -> HttpResponse:
    ticks = list(filing.ticks.select_related("mended_by", "filing").order_by("id"))
    subjects = [tick.subject for tick in ticks]
    found = Verdict.objects.filter(CURRENT, subject__in=subjects, verdict__in=["breached", "undecided"])
    findings = list(access.visible(request.user, found, "finding.see"))
    standing = dues.standing(subjects)
    lines = [
        Line(
            tick,
            sheets.item_words(filing.sheet, tick.item),
            sheets.item_clause(filing.sheet, tick.item),
            RESULTS[tick.result],
            [row for row in findings if row.subject == tick.subject],
            next(iter(standing.get(tick.subject, [])), None),
        )
        for tick in ticks
    ]
    order = {"fail": 0, "pass": 1, "not_applicable": 2}
    context = {
        "filing": filing,
        "title": sheets.sheet_words(filing.sheet),
        "lines": sorted(lines, key=lambda line: order[line.tick.result]),
        "may_mend": access.may(request.user, "sheet.mend", filing),
        "refusal": refusal,
        "item": item,
        "typed": request.POST.get("note", ""),
        "company": charters.current().header.company,
    }
    status = refusal.http if refusal else 200
    return show(request, "inspection/one.html", context, place="inspection", status=status)
