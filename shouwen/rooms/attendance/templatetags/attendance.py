"""How attendance is written: clock times of a shift, its state, minutes."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from shouwen.rooms.frame.language import current
from shouwen.words import Words
from shouwen.works.attendance.models import Shift
from shouwen.works.attendance.queries import AWAY, BAD, STATUS

register = template.Library()
WEEKDAYS = (
    Words("周一", "Mon"), Words("周二", "Tue"), Words("周三", "Wed"), Words("周四", "Thu"), Words("周五", "Fri"),
    Words("周六", "Sat"), Words("周日", "Sun"),
)  # fmt: skip
MINUTES = Words("{n} 分钟", "{n} min")
HOURS = Words("{h} 小时 {m} 分", "{h} h {m} min")


def _said(words: Words) -> str:
    return words.in_(current())


@register.filter
def weekday(on: date) -> str:
    """周一, Mon."""
    return _said(WEEKDAYS[on.weekday()])


@register.filter
def hours(shift: Shift) -> str:
    """08:30–17:30, and +1 when it ends on the next day."""
    begins, ends = timezone.localtime(shift.begins_at), timezone.localtime(shift.ends_at)
    next_day = "⁺¹" if ends.date() > begins.date() else ""
    return f"{begins:%H:%M}–{ends:%H:%M}{next_day}"


@register.filter
def clocked(at: datetime | None, shift: Shift) -> str:
    """The time of a mark; with its day when that is not the day of the shift."""
    if at is None:
        return "—"
    local = timezone.localtime(at)
    return f"{local:%H:%M}" if local.date() == shift.day else f"{local:%m-%d %H:%M}"


@register.filter
def state(status: str) -> SafeString:
    """A state as a word on a coloured ground."""
    tone = "breached" if status in BAD else "open" if status in AWAY or status == "pending" else "kept"
    tone = "" if status in ("planned", "waiting", "off", "gone") else f" verdict-{tone}"
    return mark_safe(f'<span class="verdict{tone}">{_said(STATUS[status])}</span>')  # noqa: S308 - words of ours


@register.filter
def minutes(count: int) -> str:
    """Minutes, from an hour on as hours and minutes."""
    if count < 60:
        return _said(MINUTES).format(n=count)
    return _said(HOURS).format(h=count // 60, m=count % 60)


@register.filter
def local_input(at: datetime) -> str:
    """An instant as an input of type datetime-local wants it."""
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


@register.filter
def clock_input(at: datetime) -> str:
    """The local time of day, as an input of type time wants it."""
    return timezone.localtime(at).strftime("%H:%M")
