"""The lists of the desk as files: the same rows as on the page, by the same right."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from shouwen.rooms.desk.pages import duty
from shouwen.rooms.desk.pages.ledger import period_of
from shouwen.rooms.desk.pages.matters import filters_of
from shouwen.rooms.frame import names
from shouwen.rooms.frame.files import file
from shouwen.rooms.frame.language import current
from shouwen.words import Words
from shouwen.works.ledger.models import Entry
from shouwen.works.matters import queries
from shouwen.works.people import access
from shouwen.works.people.access import needs


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
    return file(kind, "matters", head, rows)


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
    return file(kind, "findings", head, rows)


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
    return file(kind, "ledger", head, rows)
