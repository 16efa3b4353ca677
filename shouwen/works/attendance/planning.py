"""What a leader fills in, as shifts to plan: one shift, or hours over weeks by the days or by a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from shouwen.law.attendance import Week, expand
from shouwen.law.attendance.plan import shift_of
from shouwen.law.worktime.calendar import Calendar
from shouwen.law.worktime.spec import Span, read_spans
from shouwen.words import Words
from shouwen.works.attendance.actions import Wanted
from shouwen.works.refusal import Refused

if TYPE_CHECKING:
    from shouwen.law.charter.charter import Charter


def rest_calendar(charter: Charter) -> Calendar | None:
    """The calendar that says which days are days of rest: the first that follows the holidays of the country."""
    named = charter.header.calendars.items()
    return next((charter.calendars[name] for name, spec in named if spec.holidays != "none"), None)


def wanted(staff: str, day: date, span: str, kind: str, charter: Charter) -> Wanted:
    """One shift of one day. Errors: Refused bad-shift."""
    (read,) = _spans([span]) or _missing()
    return Wanted(staff, shift_of(day, read, charter.zone, rest_calendar(charter)), kind)


def by_week(
    *,
    staff: Sequence[str],
    spans: Sequence[str],
    first_on: date,
    last_on: date,
    weekdays: Sequence[int],
    calendar: str,
    kind: str,
    charter: Charter,
) -> list[Wanted]:
    """Hours over a stretch of days: on days of the week, or, with a calendar, on the days it opens.

    Errors: Refused bad-shift, missing-field.
    """
    if not staff:
        raise Refused("missing-field", Words("请选择人员。", "Choose the people."), field="staff")
    chosen = charter.calendars.get(calendar) if calendar else None
    if not calendar and not weekdays:
        words = Words("请选择星期，或改为按日历排班。", "Choose days of the week, or a calendar.")
        raise Refused("missing-field", words, field="weekdays")
    week = Week(tuple(_spans(spans)), frozenset(weekdays), chosen)
    if not week.spans:
        _missing()
    try:
        planned = list(expand(week, first_on, last_on, charter.zone, rest_calendar(charter)))
    except ValueError as wrong:
        words = Words(
            "起止日期应先后有序，且一次不超过一年。", "The last day follows the first, within a year."
        )
        raise Refused("bad-shift", words, field="last_on") from wrong
    if not planned:
        words = Words("这段日期里没有要排的日子。", "There is no day to plan in these dates.")
        raise Refused("bad-shift", words, field="first_on")
    return [Wanted(each, shift, kind) for each in staff for shift in planned]


def _spans(texts: Sequence[str]) -> Sequence[Span]:
    try:
        return read_spans([text for text in texts if text.strip(" -")])
    except ValueError as wrong:
        words = Words(
            "起止时间应写成 08:30-17:30，跨夜写 22:00-06:00，同一天的班次不能重叠。",
            "Write hours as 08:30-17:30, over midnight 22:00-06:00; shifts of one day do not overlap.",
        )
        raise Refused("bad-shift", words, field="from") from wrong


def _missing() -> Sequence[Span]:
    raise Refused("missing-field", Words("请填写上下班时间。", "Give the hours."), field="from")
