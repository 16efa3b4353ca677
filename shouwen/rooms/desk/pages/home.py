"""My desk: what is due from me, from my posts and from my unit, and what I have been told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from shouwen.rooms.desk.layout import show
from shouwen.rooms.desk.pages.clocks import clause_title
from shouwen.rooms.desk.pages.intake import go_to
from shouwen.works.duty.models import Notice
from shouwen.works.journal import charters
from shouwen.works.matters import queries
from shouwen.works.matters.queries import Filters
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.people.standing import Standing
from shouwen.works.refusal import NotFound
from shouwen.words import Words

MINE, UNIT, NOTICES = 20, 20, 12
RECENT = timedelta(days=7)
KINDS = {
    "warn": Words("即将到期", "Nearly due"),
    "breach": Words("已逾期或违反", "Overdue or breached"),
    "escalated": Words("逾期升级", "Escalated"),
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
    mine = queries.page(request.user, Filters(mine=True), size=MINE)
    ours = queries.page(request.user, Filters(my_unit=True), size=UNIT)
    notices = _notices(standing) if standing else Notice.objects.none()
    now = timezone.now()
    rows = {row.id: row for row in (*mine.rows, *ours.rows)}.values()
    context = {
        "mine": mine,
        "ours": [row for row in ours.rows if not _is_mine(row, standing)],
        "told": [_told(notice) for notice in notices.select_related("verdict").order_by("-at")[:NOTICES]],
        "late": sum(1 for row in rows if row.next_due_at and row.next_due_at < now),
        "near": sum(1 for row in rows if row.next_due_at and now <= row.next_due_at < now + timedelta(hours=1)),
        "unit": standing.home.name if standing and standing.home else None,
        "may_open": access.may(request.user, "matter.open"),
        "flows": [f for f in charters.current().flows.values() if access.may(request.user, f"matter.open:{f.name}")],
    }
    return show(request, "desk/home.html", context, place="home", part="desk/parts/home.html")


def _is_mine(row: queries.Row, standing: Standing | None) -> bool:
    return standing is not None and row.holder == standing.username


def _notices(standing: Standing) -> QuerySet[Notice]:
    """Unread, of the last days: to me, to a post of mine in my unit, or to a unit I lead or belong to."""
    units = sorted(standing.codes)
    to_me = Q(to_staff=standing.username)
    to_post = Q(to_post__in=sorted(standing.posts), to_unit__in=units)
    to_unit = Q(to_post=None, to_staff=None, to_unit__in=units)
    rows = Notice.objects.filter(read_at=None, told_at__gt=timezone.now() - RECENT)
    return rows.filter(to_me | to_post | to_unit)


def _told(notice: Notice) -> Told:
    return Told(notice, KINDS.get(notice.kind, Words(notice.kind, notice.kind)), clause_title(notice.verdict.clause))


@needs("desk.see")
def read(request: HttpRequest, id: int) -> HttpResponse:
    """Put a notice away; whoever it was addressed to, and nobody else."""
    standing = access.standing(request.user)
    if request.method != "POST" or standing is None:
        raise NotFound
    if not _notices(standing).filter(id=id).update(read_at=timezone.now()):
        raise NotFound
    return go_to(request, reverse("desk:home"))
