"""What an address or a form asks for, read without trusting it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from shouwen.words import Words
from shouwen.works.refusal import Refused

NOT_A_DAY = Words("请填写日期，如 2026-03-02。", "Give a date, such as 2026-03-02.")
NOT_A_TIME = Words(
    "请填写日期和时间，如 2026-03-02 08:30。", "Give a date and time, such as 2026-03-02 08:30."
)


def month(request: HttpRequest) -> str:
    """The month asked for, this one if none: 2026-03."""
    text = request.GET.get("month", "")
    return text if re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", text) else f"{timezone.localdate():%Y-%m}"


def day(request: HttpRequest, name: str = "day") -> date:
    """The day asked for, today if none or none that is one."""
    return _day(request.GET.get(name, "")) or timezone.localdate()


def monday(request: HttpRequest) -> date:
    """The Monday of the week asked for."""
    on = day(request, "week")
    return on - timedelta(days=on.weekday())


def filled_day(request: HttpRequest, name: str) -> date:
    """A day of a form. Errors: Refused bad-field."""
    found = _day(request.POST.get(name, ""))
    if found is None:
        raise Refused("bad-field", NOT_A_DAY, field=name)
    return found


def filled_instant(request: HttpRequest, name: str) -> datetime:
    """A local day and time of a form, as an input of type datetime-local sends it. Errors: Refused bad-field."""
    try:
        read = datetime.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        raise Refused("bad-field", NOT_A_TIME, field=name) from None
    return read if read.tzinfo else timezone.make_aware(read)


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None
    return found if found is not None and 2000 <= found.year <= 2199 else None
