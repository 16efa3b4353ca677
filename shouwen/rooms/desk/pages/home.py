"""My desk: what is due from me, from my posts and from my unit, and what I have been told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from shouwen.rooms.desk.pages.clocks import clause_title
from shouwen.rooms.desk.pages.intake import go_to
from shouwen.rooms.frame.layout import show
from shouwen.words import Words
from shouwen.works.duty import queries as duty
from shouwen.works.duty.models import Notice
from shouwen.works.journal import charters
from shouwen.works.matters import queries
from shouwen.works.matters.queries import Filters
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.refusal import NotFound

MOST, NOTICES = 20, 12
RECENT = timedelta(days=7)
KINDS = {
    "warn": Words("即将到期", "Nearly due"),
    "breach": Words("已逾期或违反", "Overdue or breached"),
    "escalate": Words("逾期升级", "Escalated"),
    "praise": Words("表扬", "Praise"),
    "withdrawn": Words("认定已撤回", "Finding withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as the desk shows it."""

    notice: Notice
    kind: Words
    title: Words


@needs("desk.see")
def index(request: HttpRequest) -> HttpResponse:
    """The desk itself; htmx asks for it again every minute."""
    standing = access.standing(request.user)
    leads = bool(standing and (standing.leads or standing.everything))
    mine = queries.page(request.user, Filters(mine=True), size=MOST)
    turn = queries.page(request.user, Filters(my_turn=True), size=MOST)
    ours = queries.page(request.user, Filters(my_unit=not leads), size=MOST)
    notices = duty.notices(request.user).filter(read_at=None, told_at__gt=timezone.now() - RECENT)
    seen = {row.id for row in mine.rows}
    others = [row for row in turn.rows if row.id not in seen]
    seen |= {row.id for row in others}
    rows = {row.id: row for row in (*mine.rows, *turn.rows, *ours.rows)}.values()
    late, near = _counts(rows) if not leads else _loads(request)
    context = {
        "mine": mine,
        "turn": others,
        "ours": [row for row in ours.rows if row.id not in seen],
        "leads": leads,
        "told": [_told(notice) for notice in notices[:NOTICES]],
        "late": late,
        "near": near,
        "unit": standing.home.name if standing and standing.home else None,
        "may_open": access.may(request.user, "matter.open"),
        "flows": [
            f for f in charters.current().flows.values() if access.may(request.user, f"matter.open:{f.name}")
        ],
    }
    return show(request, "desk/home.html", context, place="home", part="desk/parts/home.html")


def _counts(rows: Iterable[queries.Row]) -> tuple[int, int]:
    """How many of the rows shown are overdue, and how many will be within the hour."""
    now = timezone.now()
    due = [row.next_due_at for row in rows if row.next_due_at]
    return sum(at < now for at in due), sum(now <= at < now + duty.NEAR for at in due)


def _loads(request: HttpRequest) -> tuple[int, int]:
    """The same of all obligations in the units a leader sees."""
    loads = duty.loads(duty.standing(request.user))
    return sum(load.overdue for load in loads), sum(load.near for load in loads)


def _told(notice: Notice) -> Told:
    return Told(
        notice, KINDS.get(notice.kind, Words(notice.kind, notice.kind)), clause_title(notice.verdict.clause)
    )


@require_POST
@needs("desk.see")
def read(request: HttpRequest, id: int) -> HttpResponse:
    """Put a notice away; whoever it was addressed to, and nobody else."""
    if request.method != "POST" or not duty.read(request.user, [id]):
        raise NotFound
    return go_to(request, reverse("desk:home"))
