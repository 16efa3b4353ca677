"""Figures: limits and spans of time as text, dated and by class of case."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from shouwen.law.charter.language.base import FieldName, Path, inside, wrong
from shouwen.law.facts.fact import canonical
from shouwen.law.worktime.limits import Limit, LimitError, parse_limit
from shouwen.words import Words

_CLOCK = r"(?=[0-9])(?:[0-9]+h)?(?:[0-9]+min)?(?:[0-9]+s)?"
_SPAN_SHAPE = rf"^(?:{_CLOCK}|[0-9]+(?:d|wd|w|mo|y))$"
_LIMIT_SHAPE = rf"^(?:{_CLOCK}|[0-9]+(?:d|wd|w|mo|y)|same day|same week|same month)$"


def limit(value: object) -> Limit:
    """A limit from its text. Errors: what cannot be read, with how to write it."""
    if isinstance(value, Limit):
        return value
    try:
        return parse_limit(value if isinstance(value, str) else str(value))
    except LimitError as error:
        raise wrong(
            Words(f"「{value}」不是时限", f"'{value}' is not a time limit"),
            Words(
                "请写成 45min、1h30min、3d（自然日）、7wd（工作日）、1w、1mo、1y 或 same day",
                str(error).partition("; ")[2] or str(error),
            ),
        ) from None


def span(value: object) -> Limit:
    """A span of time from its text: a limit that has a length."""
    found = limit(value)
    if found.unit.startswith("same"):
        raise wrong(
            Words(f"「{value}」没有长度", f"'{value}' has no length"),
            Words("请写成 10min、1h30min、1d 或 1wd", "write it as 10min, 1h30min, 1d or 1wd"),
        )
    return found


LimitText = Annotated[
    Limit, BeforeValidator(limit, json_schema_input_type=Annotated[str, Field(pattern=_LIMIT_SHAPE)])
]
"""A time limit: 45min, 1h30min, 3d, 7wd, 1w, 1mo, 1y, same day."""
Span = Annotated[
    Limit, BeforeValidator(span, json_schema_input_type=Annotated[str, Field(pattern=_SPAN_SHAPE)])
]
"""A span of time: 10min, 1h30min, 1d, 1wd."""
Period = Literal["day", "week", "month", "quarter", "year"]
Bearer = Literal["staff", "unit"]


@dataclass(frozen=True, slots=True)
class Dated:
    """The figure in force from `since` (None: always) until the next one.

    `by` names the field of the opening fact that chooses among `values`; without it the only key is None.
    """

    since: date | None
    by: str | None
    values: Mapping[str | None, Limit]


@dataclass(frozen=True, slots=True)
class Figure:
    """A limit, perhaps dated, perhaps by class: `45min`, `{2026-07-01: 30min}`, `{area: {urban: 45min}}`."""

    steps: tuple[Dated, ...]

    def on(self, day: date) -> Dated | None:
        """What holds on a local day; None before the first date: the rule is not yet in force."""
        past = [step for step in self.steps if step.since is None or step.since <= day]
        return past[-1] if past else None

    def choose(self, day: date, read: Callable[[str], str | None]) -> Limit | Missing | None:
        """The limit of a case that opens on `day`; Missing: its class is not given or not listed.

        None: no figure is in force yet.
        """
        step = self.on(day)
        if step is None:
            return None
        if step.by is None:
            return step.values[None]
        value = read(step.by)
        return step.values.get(value, Missing(step.by)) if value is not None else Missing(step.by)

    @property
    def limits(self) -> tuple[Limit, ...]:
        """Every limit that stands in the figure."""
        return tuple(each for step in self.steps for each in step.values.values())

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the opening fact it is chosen by."""
        return tuple(dict.fromkeys(step.by for step in self.steps if step.by))


@dataclass(frozen=True, slots=True)
class Missing:
    """The field without which nothing can be decided."""

    field: str


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIELD = re.compile(r"[a-z][a-z0-9_]*")
_BY_CLASS = Words("请写成 {area: {urban: 45min, rural: 90min}}", "write {area: {urban: 45min, rural: 90min}}")


def _figure(value: object) -> Figure:
    """A figure from its text or mapping. Errors: those of the limits inside, each at its own place."""
    if isinstance(value, Figure):
        return value
    if not isinstance(value, Mapping):
        return Figure((_step(None, value, ()),))
    dates = [key for key in value if isinstance(key, str) and _DATE.fullmatch(key)]
    if not dates:
        return Figure((_step(None, value, ()),))
    if len(dates) != len(value):
        raise wrong(
            Words("日期与其他键混在一起", "dates and other keys are mixed"),
            Words("请全部写生效日期，或全部写类别", "give a date for every value, or for none"),
        )
    steps = tuple(_step(_date(text), value[text], (text,)) for text in dates)
    if list(steps) != sorted(steps, key=lambda step: step.since or date.min):
        raise wrong(
            Words("生效日期没有从早到晚排列", "the dates do not run from early to late"),
            Words("请把较早的日期写在前面", "put the earlier date first"),
        )
    return Figure(steps)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise wrong(
            Words(f"「{text}」不是日期", f"'{text}' is not a day"),
            Words("请写历书上有的日期，如 2026-07-01", "write a day of the calendar, such as 2026-07-01"),
            (text,),
        ) from None


def _step(since: date | None, value: object, at: Path) -> Dated:
    if not isinstance(value, Mapping):
        with inside(at):
            return Dated(since, None, {None: limit(value)})
    if len(value) != 1 or not _FIELD.fullmatch(str(next(iter(value)))):
        raise wrong(
            Words("按类别的时限须恰好写一个字段", "a limit by class names exactly one field"),
            _BY_CLASS,
            at,
        )
    ((by, classes),) = value.items()
    if not isinstance(classes, Mapping) or not classes:
        raise wrong(Words(f"「{by}」下没有列出各类时限", f"'{by}' lists no classes"), _BY_CLASS, (*at, by))
    values: dict[str | None, Limit] = {}
    for key, text in classes.items():
        with inside((*at, by, key)):
            values[canonical(key) or ""] = limit(text)
    return Dated(since, by, values)


_Classes = Annotated[dict[FieldName, dict[str, LimitText]], Field(min_length=1, max_length=1)]
_Plain = LimitText | _Classes
_Dates = dict[Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")], _Plain]
LimitFigure = Annotated[
    Figure,
    BeforeValidator(_figure, json_schema_input_type=LimitText | _Classes | _Dates),
]
