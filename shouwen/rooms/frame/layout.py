"""What stands around every page: who is signed in, where they may go, and which charter the house works by."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from shouwen.words import Words
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.models import Unit

ASK_AGAIN_S = 300


@dataclass(frozen=True, slots=True)
class Tab:
    """One place of the main navigation; `needs` is the action without which it is not shown.

    `address` names the page of another room; without it it is the page of the desk of the same name. What is
    in a `group` stands behind the word of the group, so that the bar stays short.
    """

    name: str
    words: Words
    icon: str
    key: str
    needs: str = "desk.see"
    href: str = ""
    address: str = ""
    group: str = ""


GROUPS = {"team": Words("班组", "Team")}
TABS = (
    Tab("home", Words("我的工作台", "My desk"), "layout-dashboard", "Alt+H"),
    Tab("intake", Words("受理", "Take in"), "plus", "Alt+N", "matter.open"),
    Tab("matters", Words("事项", "Matters"), "list-details", "Alt+M"),
    Tab("overdue", Words("时限督办", "Due and overdue"), "alarm", "Alt+O", "unit.lead"),
    Tab("findings", Words("认定", "Findings"), "gavel", "Alt+R"),
    Tab("ledger", Words("积分台账", "Ledger"), "scale", "Alt+L"),
    Tab("customers", Words("客户", "Customers"), "users", "Alt+C"),
    Tab("charter", Words("服务规范", "Charter"), "book-2", "Alt+G"),
    Tab(
        "hall",
        Words("排队叫号", "Hall queue"),
        "ticket",
        "Alt+Q",
        "hall.work",
        address="hall:guide",
        group="team",
    ),
    Tab(
        "calls",
        Words("用语助手", "What to say"),
        "message-2",
        "Alt+Y",
        "talk.record",
        address="calls:index",
        group="team",
    ),
    Tab(
        "inspection",
        Words("检查", "Inspections"),
        "clipboard-check",
        "Alt+J",
        "sheet.file",
        address="inspection:index",
        group="team",
    ),
    Tab(
        "training",
        Words("培训与测评", "Training"),
        "school",
        "Alt+T",
        "training.see",
        address="training:mine",
        group="team",
    ),
    Tab(
        "board",
        Words("公示", "Notice boards"),
        "layout-board",
        "Alt+P",
        "board.see",
        address="board:index",
        group="team",
    ),
    Tab(
        "attendance",
        Words("考勤", "Attendance"),
        "clock-check",
        "Alt+K",
        "shift.own",
        address="attendance:month",
        group="team",
    ),
)


ROOMS = Path(__file__).parents[1]
TEMPLATES = tuple(f"{file.parent.name}/{file.name}" for file in sorted(ROOMS.glob("*/templates/*/*.html")))
"""The pages themselves, for a server that loads them before it forks."""


def show(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    place: str = "",
    part: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page; to htmx, which swaps one block only, the template `part` alone."""
    if part and is_partial(request):
        return render(request, part, context, status=status)
    return render(request, template, {**context, **_around(request), "place": place}, status=status)


def is_partial(request: HttpRequest) -> bool:
    """Whether htmx asked for a block of the page it already shows."""
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers


def _around(request: HttpRequest) -> dict[str, Any]:
    charter = charters.current()
    tabs = [_placed(tab) for tab in TABS if access.may(request.user, tab.needs)]
    return {
        "me": request.user,
        "my_posts": _posts(request),
        "tabs": [tab for tab in tabs if not tab.group],
        "groups": [
            (words, grouped)
            for group, words in GROUPS.items()
            if (grouped := [tab for tab in tabs if tab.group == group])
        ],
        "company": _company(int(time.monotonic() // ASK_AGAIN_S)),
        "charter_name": charter.title,
        "charter_version": charter.version,
        "here": request.get_full_path(),
    }


@lru_cache(maxsize=1)
def _company(turn: int) -> Words:
    """The name of the house: the root unit's, else the charter's; asked again every few minutes."""
    root = Unit.objects.filter(parent=None).order_by("id").first()
    return root.name if root else charters.current().header.company


def _placed(tab: Tab) -> Tab:
    href = _HREFS.get(tab.name)
    if href is None:
        href = _HREFS[tab.name] = reverse(tab.address or f"desk:{tab.name}")
    return replace(tab, href=href)


_HREFS: dict[str, str] = {}


def _posts(request: HttpRequest) -> list[Words]:
    """The posts held today, with the first unit."""
    standing = access.standing(request.user)
    if standing is None:
        return []
    known = charters.current().posts
    posts = [known.get(post, Words(post, post)) for post in sorted(standing.posts)]
    return [*posts, standing.home.name] if standing.home else posts
