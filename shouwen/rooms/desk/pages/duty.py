"""What is overdue and nearly so, by unit; what was found; and how a finding came about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from shouwen.law.judge import words as judge_words
from shouwen.law.judge.verdict import Verdict as LawVerdict
from shouwen.rooms.desk import spoken, working
from shouwen.rooms.desk.pages.clocks import clause_title
from shouwen.rooms.frame import names
from shouwen.rooms.frame.layout import show
from shouwen.rooms.frame.templatetags.words import said
from shouwen.words import Words
from shouwen.works.duty import queries
from shouwen.works.duty.models import CURRENT, STANDING, Verdict
from shouwen.works.journal import charters, store
from shouwen.works.journal.instants import to_us
from shouwen.works.ledger.models import Entry
from shouwen.works.matters.models import Matter
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.people.models import Unit

PAGE, MOST, CHARTED = 50, 120, 10
SORTS = {
    "bad": ["breached", "overdue", "fell-short"],
    "good": ["praised"],
    "kept": ["kept", "met"],
    "undecided": ["undecided"],
    "all": ["breached", "overdue", "fell-short", "praised", "kept", "met", "undecided"],
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One verdict in a list."""

    verdict: Verdict
    title: Words
    unit_name: str
    staff_name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Due:
    """One matter (or group) with its nearest clock and every clause that asks for something."""

    first: Shown
    clauses: list[Shown]


@needs("unit.lead")
def overdue(request: HttpRequest) -> HttpResponse:
    """The unit's standing obligations, the latest first, with how each unit below stands."""
    chosen = Unit.objects.filter(code=request.GET.get("unit", "")).first()
    rows = queries.of_unit(request.user, chosen) if chosen else queries.standing(request.user)
    now = timezone.now()
    near = Q(due_at__lt=now + queries.NEAR) | Q(warn_at__lte=now)
    urgent = list(rows.filter(near, paused=False, due_at__isnull=False)[: MOST + 1])
    loads = _named(queries.loads(queries.standing(request.user)))
    counted = [load for load, name in loads if not chosen or load.unit == chosen.code]
    context = {
        "rows": _by_subject(_lines(request, urgent[:MOST])),
        "is_cut": len(urgent) > MOST,
        "loads": loads,
        "chart": _chart(loads),
        "chosen": chosen,
        "late": sum(load.overdue for load in counted),
        "near": sum(load.near for load in counted),
        "calm": sum(load.open for load in counted),
    }
    return show(request, "desk/overdue.html", context, place="overdue", part="desk/parts/overdue.html")


def _named(loads: list[queries.Load]) -> list[tuple[queries.Load, str]]:
    places = names.of_units(load.unit for load in loads)
    return [(load, places.get(load.unit or "", load.unit or "—")) for load in loads]


def _by_subject(lines: list[Shown]) -> list[Due]:
    """What concerns one matter in one line, in the order of the nearest due time."""
    grouped: dict[str, list[Shown]] = {}
    for line in lines:
        grouped.setdefault(line.verdict.subject or line.verdict.key, []).append(line)
    return [Due(each[0], each) for each in grouped.values()]


def _chart(loads: list[tuple[queries.Load, str]]) -> dict[str, Any]:
    """The bars of the summary: names, and a series for each state, named and coloured as on the page."""
    shown = loads[:CHARTED]
    return {
        "names": [name for _, name in shown],
        "series": [
            {"name": said(words), "color": colour, "data": [getattr(load, part) for load, _ in shown]}
            for part, words, colour in (
                ("overdue", Words("已逾期", "Overdue"), "#b3261e"),
                ("near", Words("即将到期", "Nearly due"), "#e0a100"),
                ("open", Words("计时中", "Running"), "#3f8f6b"),
            )
        ],
    }


def _lines(request: HttpRequest, rows: Iterable[Verdict]) -> list[Shown]:
    """Verdicts with the names they speak of; summaries only of matters the person may see. Three statements."""
    rows = list(rows)
    people = names.of_staff(row.staff for row in rows)
    places = names.of_units(row.unit for row in rows)
    matters = Matter.objects.filter(number__in={row.subject for row in rows if row.subject})
    about = dict(access.visible(request.user, matters, "matter.see").values_list("number", "summary"))
    return [
        Shown(
            row, clause_title(row.clause), places.get(row.unit or "", row.unit or ""),
            people.get(row.staff or "", row.staff or ""), about.get(row.subject or "", ""),
        )
        for row in rows
    ]  # fmt: skip


def filtered(request: HttpRequest) -> QuerySet[Verdict]:
    """The findings the address asks for, as far as the person may see."""
    asked = request.GET
    sort = asked.get("sort", "bad")
    rows = Verdict.objects.filter(CURRENT, verdict__in=SORTS.get(sort, SORTS["bad"]))
    exact = {name: asked.get(name) for name in ("clause", "unit", "staff", "subject")}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    return access.visible(request.user, rows, "finding.see")


@needs("finding.see")
def findings(request: HttpRequest) -> HttpResponse:
    """What was found, the latest first; breaches unless asked for something else."""
    before = request.GET.get("before", "")
    rows = filtered(request).order_by("-id")
    if before.isascii() and before.isdigit() and len(before) < 19:
        rows = rows.filter(id__lt=int(before))
    found = list(rows[: PAGE + 1])
    asked = request.GET.copy()
    asked.pop("before", None)
    query = asked.urlencode()
    context = {
        "rows": _lines(request, found[:PAGE]),
        "more": f"?{query}&before={found[PAGE - 1].id}" if len(found) > PAGE else "",
        "sort": request.GET.get("sort", "bad"),
        "clause": request.GET.get("clause", ""),
        "clauses": charters.current().clauses,
        "query": query,
    }
    part = "desk/parts/finding_page.html" if before else "desk/parts/finding_list.html"
    return show(request, "desk/findings.html", context, place="findings", part=part)


@needs("finding.see")
def finding(request: HttpRequest, id: int) -> HttpResponse:
    """One finding: the clause, the version, the facts it rests on, the arithmetic, and what it cost."""
    row = access.one(request.user, Verdict.objects.all(), "finding.see", id=id)
    charter = charters.current()
    verdict = law_verdict(row)
    facts = sorted(store.select("id = ANY(%s)", [list(row.evidence)]), key=lambda fact: fact.order)
    people = names.of_staff([row.staff, *(fact.staff for fact in facts)])
    places = names.of_units([row.unit, *(fact.unit for fact in facts)])
    entries = Entry.objects.filter(key=row.key).order_by("id")
    context = {
        "row": row,
        "clause": charter.clauses.get(row.clause),
        "title": clause_title(row.clause),
        "why": _why(verdict),
        "spoken": spoken.of(verdict, facts, charter),
        "lines": working.lines(verdict, facts, charter, {**people, **places}),
        "days": working.days(verdict, charter),
        "facts": working.told(facts, charter, {**people, **places}),
        "staff_name": people.get(row.staff or "", row.staff or ""),
        "unit_name": places.get(row.unit or "", row.unit or ""),
        "entries": access.visible(request.user, entries, "ledger.see"),
        "turns": Verdict.objects.filter(key=row.key).exclude(id=row.id).order_by("-id")[:10],
        "may_see_matter": _may_see(request, row),
        "is_standing": row.verdict in STANDING,
    }
    return show(request, "desk/finding.html", context, place="findings")


def _why(verdict: LawVerdict) -> Words | None:
    """The sentence of the judge; none for a rule the charter no longer has."""
    try:
        return judge_words.why(verdict, charters.current())
    except KeyError:
        return None


def _may_see(request: HttpRequest, row: Verdict) -> bool:
    rows = Matter.objects.filter(number=row.subject)
    return row.subject is not None and access.visible(request.user, rows, "matter.see").exists()


INSTANTS = {"due": "due_at", "warn_at": "warn_at", "closed_at": "closed_at", "at": "at"}


def law_verdict(row: Verdict) -> LawVerdict:
    """The law's verdict of a stored one; how late a standing obligation is, is counted up to now."""
    values: dict[str, Any] = {}
    for field in fields(LawVerdict):
        value = getattr(row, INSTANTS.get(field.name, field.name))
        if field.name in INSTANTS and value is not None:
            value = to_us(value)
        values[field.name] = tuple(value) if isinstance(value, list) else value
    if row.verdict == "overdue" and row.due_at is not None:
        values["late_s"] = round((timezone.now() - row.due_at).total_seconds())
    return LawVerdict(**values)
