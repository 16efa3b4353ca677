"""Points and money per person and unit: sums of entries, each entry with the finding and the clause behind it."""

from __future__ import annotations

import re
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from shouwen.rooms.frame import names
from shouwen.rooms.frame.layout import show
from shouwen.works.ledger import queries
from shouwen.works.ledger.models import Entry
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.refusal import NotFound

PAGE = 50
MONTHS_SHOWN = 6


@needs("ledger.see")
def index(request: HttpRequest) -> HttpResponse:
    """The balances of a month the person may see, the lowest first."""
    period = period_of(request)
    entries = access.visible(request.user, Entry.objects.all(), "ledger.see")
    staff = sorted(queries.of_staff(entries, period), key=lambda balance: balance.points)
    units = sorted(queries.of_units(entries, period), key=lambda balance: balance.points)
    people, places = names.of_staff(b.bearer for b in staff), names.of_units(b.bearer for b in units)
    context = {
        "period": period,
        "periods": months(timezone.localdate()),
        "staff": [(balance, people.get(balance.bearer, balance.bearer)) for balance in staff],
        "units": [(balance, places.get(balance.bearer, balance.bearer)) for balance in units],
    }
    return show(request, "desk/ledger.html", context, place="ledger", part="desk/parts/ledger.html")


def period_of(request: HttpRequest) -> str:
    """The month asked for, this one if none."""
    asked = request.GET.get("period", "")
    return asked if re.fullmatch(r"\d{4}-\d\d", asked) else timezone.localdate().strftime("%Y-%m")


def months(today: date) -> list[str]:
    """The last months, this one first."""
    count = today.year * 12 + today.month - 1
    return [f"{each // 12}-{each % 12 + 1:02}" for each in range(count, count - MONTHS_SHOWN, -1)]


@needs("ledger.see")
def statement(request: HttpRequest, bearer: str, code: str) -> HttpResponse:
    """The entries of one bearer, the latest first."""
    if bearer not in ("staff", "unit"):
        raise NotFound
    before = request.GET.get("before", "")
    rows = access.visible(request.user, Entry.objects.filter(bearer=bearer), "ledger.see")
    entries = queries.statement(
        rows.filter(**{bearer: code}),
        before=int(before) if before.isascii() and before.isdigit() else None,
        limit=PAGE + 1,
    )
    lookup = names.of_staff if bearer == "staff" else names.of_units
    context = {
        "bearer": bearer,
        "code": code,
        "name": lookup([code]).get(code, code),
        "entries": entries[:PAGE],
        "more": entries[PAGE - 1].id if len(entries) > PAGE else None,
    }
    return show(request, "desk/statement.html", context, place="ledger")
