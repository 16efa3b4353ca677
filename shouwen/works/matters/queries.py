"""Lists of matters: narrowed, searched, paged by keyset, exported; never counted.

Lists fetch one row more than they show and never count; a page costs the same number of statements whatever is on it.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, StrIndex
from django.db.models.lookups import GreaterThan
from django.utils import timezone

from shouwen.words import Words
from shouwen.works.journal import charters
from shouwen.works.matters import search
from shouwen.works.matters.history import flow_title, leading_on, state_title
from shouwen.works.matters.models import NEVER, Matter
from shouwen.works.people import access
from shouwen.works.people.models import Staff
from shouwen.works.refusal import Refused

User: TypeAlias = Staff | AnonymousUser
Order = Literal["due", "new"]
PAGE = 50
RECENT = 3000
"""Among how many of the newest matters a word is looked for before the index is asked."""
NUMBER = re.compile(r"[A-Za-z]{1,6}[0-9]{2}[0-9-]*")
DUE = Coalesce("next_due_at", NEVER)
COLUMNS = (
    "number", "flow", "state", "summary", "channel", "opened_at", "changed_at", "closed_at", "next_due_at", "confidential",
    "unit__code", "unit__name_zh", "unit__name_en", "holder__name", "holder__username", "customer__name", "customer__code",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; the default is everything open that the person may see, nearest due first."""

    mine: bool = False
    my_unit: bool = False
    my_turn: bool = False
    """Those whose next step on the way is one of the person's posts."""
    unit: str | None = None
    flow: str | None = None
    state: str | None = None
    customer: str | None = None
    overdue: bool = False
    closed: bool | None = False
    """False: open ones, True: closed ones, None: both."""
    text: str = ""
    order: Order = "due"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list. Of a confidential matter it names nobody."""

    id: int
    number: str
    flow: str
    flow_title: Words
    state: str
    state_title: Words
    summary: str
    channel: str
    unit: str
    unit_name: Words
    holder: str
    holder_name: str
    customer: str
    customer_name: str
    opened_at: datetime
    changed_at: datetime
    closed_at: datetime | None
    next_due_at: datetime | None
    confidential: bool

    @property
    def is_overdue(self) -> bool:
        return self.closed_at is None and self.next_due_at is not None and self.next_due_at < timezone.now()


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the token that fetches the next ones; None when these were the last."""

    rows: tuple[Row, ...]
    next: str | None


def page(user: User, filters: Filters | None = None, after: str | None = None, size: int = PAGE) -> Page:
    """A page of matters the person may see. Errors: Refused bad-field for a token that is none.

    One statement, two for a search (and one for the person's standing, once a request).
    """
    filters = filters or Filters()
    found = [_row(values) for values in _portion(user, filters, after, size + 1)]
    shown = tuple(found[:size])
    return Page(shown, _token(shown[-1], filters.order) if len(found) > size else None)


def rows(user: User, filters: Filters | None = None) -> Iterator[Row]:
    """Every row of a list, newest last, read in portions: what an export streams."""
    for values in (
        filtered(user, filters or Filters()).order_by("id").values_list("id", *COLUMNS).iterator(2000)
    ):
        yield _row(values)


def filtered(user: User, filters: Filters) -> QuerySet[Matter]:
    """The matters of a list, without order."""
    found = access.visible(user, Matter.objects.all(), "matter.see")
    stood = access.standing(user)
    if stood is None:
        return found
    exact = {
        "flow": filters.flow,
        "state": filters.state,
        "unit__code": filters.unit,
        "customer__code": filters.customer,
        "holder_id": stood.staff_id if filters.mine else None,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if filters.my_unit:
        found = found.filter(unit_id__in=sorted(stood.members))
    if filters.my_turn:
        found = found.filter(_turn_of(stood.posts))
    if filters.closed is not None:
        found = found.filter(closed_at__isnull=not filters.closed)
    if filters.overdue:
        found = found.alias(due=DUE).filter(closed_at__isnull=True, due__lt=timezone.now())
    return found.filter(_found_by(filters.text)) if filters.text.strip() else found


def _turn_of(posts: frozenset[str]) -> Q:
    """In a state from which these posts lead the matter on."""
    turn = Q(pk__in=[])
    for flow in charters.current().flows.values():
        onward = {state: leading_on(flow, state) for state in flow.steps}
        theirs = [state for state, step in onward.items() if step and posts & set(flow.steps[step].who)]
        if theirs:
            turn |= Q(flow=flow.name, state__in=theirs)
    return turn


def _found_by(text: str, *, by_index: bool = True) -> Q:
    """By the beginning of a number, or by words: pairs from the index, longer words looked at again.

    The second look asks for a position, because PostgreSQL takes a LIKE for much rarer than it is.
    """
    if NUMBER.fullmatch(text.strip()):
        return Q(number__startswith=text.strip().upper())
    words = search.wanted(text)
    if not words:
        return access.NOTHING
    pairs = sorted({pair for word in words for pair in search.bigrams(word)})
    hits = Q(haystack__bigrams__contains=pairs) if by_index else Q()
    for word in words:
        if len(word) > 2 or not by_index:
            hits &= Q(GreaterThan(StrIndex("haystack__words", Value(word)), 0))
    return hits


def _portion(user: User, filters: Filters, after: str | None, count: int) -> list[Sequence[Any]]:
    """The next rows of a list, in its order.

    A word is looked for in the newest matters first: a common one fills the page from there, and only a rare
    one is left to the index, which has to fetch every hit before it can sort them.
    """
    rows = _ordered(filtered(user, filters), filters.order, after)
    if not filters.text.strip():
        return list(rows.values_list("id", *COLUMNS)[:count])
    if filters.order == "new":
        newest = Value(_key(after)[1]) if after else Subquery(Matter.objects.order_by("-id").values("id")[:1])
        old = newest - Value(RECENT)
        recent = filtered(user, replace(filters, text="")).filter(id__gt=old, haystack__matter_id__gt=old)
        recent = _ordered(recent.filter(_found_by(filters.text, by_index=False)), "new", after)
        if len(found := list(recent.values_list("id", *COLUMNS)[:count])) == count:
            return found
    # names are joined to the rows of the page alone, not to every hit
    rows = _ordered(Matter.objects.filter(pk__in=rows.values("pk")[:count]), filters.order, None)
    return list(rows.values_list("id", *COLUMNS))


def _ordered(found: QuerySet[Matter], order: Order, after: str | None) -> QuerySet[Matter]:
    key = _key(after) if after else None
    if order == "new":
        return (found.filter(id__lt=key[1]) if key else found).order_by("-id")
    found = found.alias(due=DUE).order_by("due", "id")
    if key is None:
        return found
    due = Value(key[0]) if key[0] else NEVER
    return found.filter(Q(due__gt=due) | Q(due=due, id__gt=key[1]))


def _token(last: Row, order: Order) -> str:
    due = last.next_due_at.isoformat() if order == "due" and last.next_due_at else ""
    return base64.urlsafe_b64encode(json.dumps([due, last.id]).encode()).decode().rstrip("=")


def _key(token: str) -> tuple[datetime | None, int]:
    try:
        due, id = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        key = (datetime.fromisoformat(due).astimezone(UTC) if due else None, int(id))
        if not 0 <= key[1] < 1 << 63:
            raise ValueError(id)
        return key
    except (ValueError, TypeError, binascii.Error, UnicodeError):
        words = Words(
            "翻页标记无效，请从第一页重新查看。",
            "This page marker is not valid; start again from the first page.",
        )
        raise Refused("bad-field", words, field="after") from None


def _row(values: Sequence[Any]) -> Row:
    (id, number, flow, state, summary, channel, opened_at, changed_at, closed_at, next_due_at, confidential,
     unit, name_zh, name_en, holder_name, holder, customer_name, customer) = values  # fmt: skip
    hidden = bool(confidential)
    return Row(  # type: ignore[misc]
        id=id, number=number, flow=flow, flow_title=flow_title(flow), state=state, state_title=state_title(flow, state),
        summary=summary, channel=channel, unit=unit, unit_name=Words(name_zh, name_en), holder=holder or "",
        holder_name=holder_name or "", customer="" if hidden else customer or "",
        customer_name="" if hidden else customer_name or "", opened_at=opened_at, changed_at=changed_at,
        closed_at=closed_at, next_due_at=next_due_at, confidential=hidden,
    )  # fmt: skip
