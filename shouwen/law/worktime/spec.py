"""A calendar as a charter writes it: opening hours of the week, holidays, exceptions, seasons."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from shouwen.law.worktime.instants import DAY
from shouwen.law.worktime.limits import HOUR, MINUTE
from shouwen.words import Words

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Span = tuple[int, int]  # microseconds after local midnight; the second may lie beyond 24:00
Spans = tuple[Span, ...]
YearDay = tuple[int, int]  # month, day

_SPAN = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])")
_YEAR_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")
_SPAN_SHAPE = "write 08:30-12:00, over midnight 22:00-06:00, the whole day 00:00-24:00"


def read_span(text: object) -> Span:
    """`08:30-12:00` as microseconds after midnight; one that ends before it begins runs into the next day."""
    found = _SPAN.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise ValueError(f"{text!r} is no span of hours; {_SPAN_SHAPE}")
    h1, m1, h2, m2 = map(int, found.groups())
    begin, end = h1 * HOUR + m1 * MINUTE, h2 * HOUR + m2 * MINUTE
    if begin >= DAY or end > DAY:
        raise ValueError(f"{text!r} passes 24:00; {_SPAN_SHAPE}")
    if begin == end:
        raise ValueError(f"{text!r} is empty; {_SPAN_SHAPE}")
    return begin, end if end > begin else end + DAY


def read_spans(value: object) -> Spans:
    """The spans of one day in order, from a list of texts, one text, or `closed`; none may overlap."""
    if value == "closed":
        return ()
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, (list, tuple)):
        raise ValueError(f"{value!r} is neither a list of spans nor 'closed'; {_SPAN_SHAPE}")
    spans = sorted(span if isinstance(span, tuple) else read_span(span) for span in texts)
    for (_, end), (begin, _) in pairwise(spans):
        if begin < end:
            raise ValueError(f"spans of one day overlap around {_hhmm(begin)}: {', '.join(map(str, texts))}")
    return tuple(spans)


def read_week(value: object) -> tuple[Spans, ...]:
    """Seven days of spans from `{mon-fri: [...], sat: [...]}`; a day not named is closed."""
    if isinstance(value, tuple):
        return value
    if not isinstance(value, dict) or not value:
        raise ValueError("a week names its days, such as mon-fri: ['08:30-12:00', '13:30-17:30']")
    week: dict[str, Spans] = {}
    for key, spans in value.items():
        for weekday in _weekdays(key):
            if weekday in week:
                raise ValueError(f"{weekday} is named twice in the week (again in {key!r})")
            week[weekday] = read_spans(spans)
    spans_of = tuple(week.get(weekday, ()) for weekday in WEEKDAYS)
    for n, today in enumerate(spans_of):
        tomorrow = spans_of[(n + 1) % 7]
        if today and tomorrow and today[-1][1] - DAY > tomorrow[0][0]:
            raise ValueError(
                f"the last span of {WEEKDAYS[n]} runs over midnight into the first of the next day"
            )
    return spans_of


def _weekdays(key: object) -> list[str]:
    first, dash, last = key.partition("-") if isinstance(key, str) else ("", "", "")
    if first not in WEEKDAYS or (dash and last not in WEEKDAYS):
        raise ValueError(f"{key!r} is no day of the week; write mon, tue, wed, thu, fri, sat, sun or mon-fri")
    begin, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
    return [WEEKDAYS[n % 7] for n in range(begin, end + 1 if end >= begin else end + 8)]


def read_year_day(value: object) -> YearDay:
    """`11-15` as (11, 15): a day of every year."""
    if isinstance(value, tuple):
        return value
    found = _YEAR_DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        on = date(2000, int(found[1]), int(found[2])) if found else None
    except ValueError:
        on = None
    if on is None:
        raise ValueError(f"{value!r} is no day of the year; write month-day, such as 11-15")
    return on.month, on.day


def _hhmm(us: int) -> str:
    return f"{us // HOUR % 24:02}:{us // MINUTE % 60:02}"


def read_on(value: object) -> date:
    """A date written 2026-05-01."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) and len(value) == 10 else "")
    except ValueError:
        raise ValueError(f"{value!r} is no date; write year-month-day, such as 2026-05-01") from None


_DAY_NAME = "|".join(WEEKDAYS)
WeekKey = Annotated[str, Field(pattern=rf"^({_DAY_NAME})(-({_DAY_NAME}))?$")]
YearDayText = Annotated[str, Field(pattern=rf"^{_YEAR_DAY.pattern}$")]
SpanText = Annotated[str, Field(pattern=rf"^{_SPAN.pattern}$")]
SpansText = Literal["closed"] | SpanText | list[SpanText]
Week = Annotated[
    tuple[Spans, ...], BeforeValidator(read_week, json_schema_input_type=dict[WeekKey, SpansText])
]
DaySpans = Annotated[Spans, BeforeValidator(read_spans, json_schema_input_type=SpansText)]
OnYearDay = Annotated[YearDay, BeforeValidator(read_year_day, json_schema_input_type=YearDayText)]
On = Annotated[date, BeforeValidator(read_on)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Season(_Strict):
    """A part of every year with a week of its own, both days included; it may run over the year end."""

    name: Annotated[str, Field(min_length=1)]
    from_: OnYearDay = Field(alias="from")
    to: OnYearDay
    week: Week

    def holds(self, on: YearDay) -> bool:
        """Whether that day of the year lies in the season."""
        if self.from_ <= self.to:
            return self.from_ <= on <= self.to
        return on >= self.from_ or on <= self.to


class CalendarSpec(_Strict):
    """When an office is open.

    `holidays: china` closes the announced holidays of mainland China and opens the swapped working days
    with the spans of the weekday named in `makeup`. `days` are the office's own exceptions and stand above
    everything. A season replaces the whole week while it lasts.
    """

    title: Words
    week: Week
    holidays: Literal["china", "none"] = "none"
    makeup: Weekday = "mon"
    days: dict[On, DaySpans] = Field(default_factory=dict)
    seasons: tuple[Season, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> CalendarSpec:
        if not any(self.week) and not any(any(season.week) for season in self.seasons):
            raise ValueError("the calendar is never open; give at least one day of the week its spans")
        for month in range(1, 13):
            for day in range(1, 32):
                inside = [season.name for season in self.seasons if season.holds((month, day))]
                if len(inside) > 1:
                    raise ValueError(f"seasons {' and '.join(inside)} overlap on {month:02}-{day:02}")
        return self

    def week_on(self, on: YearDay) -> tuple[Spans, ...]:
        """The week in force on a day of the year."""
        return next((season.week for season in self.seasons if season.holds(on)), self.week)
