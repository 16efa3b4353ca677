"""Worked examples: what happened, and what the clause has to say of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Self, get_args

from pydantic import BeforeValidator, Field, model_validator

from shouwen.law.charter.language.base import (
    Day,
    FieldName,
    Name,
    Node,
    Posts,
    Scalar,
    hundredths,
    inside,
    wrong,
)
from shouwen.law.charter.language.figures import span
from shouwen.law.facts.fact import Value
from shouwen.law.judge.verdict import VerdictWord
from shouwen.words import Words

WORDS: tuple[str, ...] = (*get_args(VerdictWord), "none")
_CLOCK_TIME = r"(?:\+\d{1,4}d |\d{4}-\d\d-\d\d )?\d{1,2}:\d\d(?::\d\d(?:\.\d{1,6})?)?"
_HEAD = ("subject", "staff", "unit", "customer", "id")
_DETAILS = ("by", "field", "due", "points", "money", "period", "provisional", "staff", "unit")


@dataclass(frozen=True, slots=True)
class ExampleFact:
    """A fact of an example: `{repair.arrived: "08:45", staff: wang}`; `time` is the shorthand as written."""

    kind: str
    time: str
    head: Mapping[str, str]
    data: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Expected:
    """What one verdict, or the try of a step, should be; `details` holds only what the example insists on.

    Verdicts: by (a worktime limit), field, due (text), points and money (hundredths), period, provisional,
    staff, unit.
    Steps: `word` is allowed, filed or refused; details are state, or code and field.
    """

    word: str
    details: Mapping[str, Any] = field(default_factory=dict)


def time_text(value: object) -> str:
    """A time of an example, checked. Errors: anything but HH:MM[:SS], +1d HH:MM or 2026-03-04 08:00."""
    if isinstance(value, str) and re.fullmatch(_CLOCK_TIME, value):
        return value
    raise wrong(
        Words(f"「{value}」不是例子里的时刻", f"'{value}' is not a time of an example"),
        Words(
            '请写成 "08:00"、"+1d 08:00" 或 "2026-03-04 08:00"',
            'write it as "08:00", "+1d 08:00" or "2026-03-04 08:00"',
        ),
    )


def _fact(raw: object) -> ExampleFact:
    if isinstance(raw, ExampleFact):
        return raw
    content = raw if isinstance(raw, Mapping) else {}
    kinds = [key for key in content if isinstance(key, str) and "." in key]
    if len(kinds) != 1:
        raise wrong(
            Words("例子里的事实须恰好有一个种类", "a fact of an example has exactly one kind"),
            Words(
                '请写成 {repair.reported: "08:00", area: urban}',
                'write {repair.reported: "08:00", area: urban}',
            ),
        )
    for key, value in content.items():
        if value is not None and not isinstance(value, str | int | float):
            raise wrong(
                Words(f"「{key}」不是一个值", f"'{key}' is not a single value"),
                Words("请写文字、数字、true 或 false", "write a text, a number, true or false"),
                (str(key),),
            )
    (kind,) = kinds
    head = {key: str(content[key]) for key in _HEAD if content.get(key) is not None}
    data = {str(key): value for key, value in content.items() if key not in (*_HEAD, kind)}
    return ExampleFact(kind, time_text(content[kind]), head, data)


def _expected(raw: object) -> tuple[Expected, ...]:
    if isinstance(raw, tuple) and all(isinstance(item, Expected) for item in raw):
        return raw
    items = raw if isinstance(raw, list | tuple) else [raw]
    return tuple(_one(item) for item in items)


def _one(raw: object) -> Expected:
    word, details = next(iter(raw.items())) if isinstance(raw, Mapping) and len(raw) == 1 else (raw, {})
    if word in ("allowed", "filed"):
        return Expected(str(word), details if isinstance(details, Mapping) else {})
    if isinstance(raw, Mapping) and "refused" in raw and set(raw) <= {"refused", "field", "clause"}:
        return Expected(
            "refused", {"code": raw["refused"], **{k: v for k, v in raw.items() if k != "refused"}}
        )
    if word not in WORDS:
        raise wrong(
            Words(f"「{word}」不是例子的结论", f"'{word}' is not an outcome of an example"),
            Words(
                f"可写 {'、'.join(WORDS)}、allowed、refused、filed",
                f"write {', '.join(WORDS)}, allowed, refused or filed",
            ),
        )
    return Expected(str(word), _details(str(word), details))


def _details(word: str, raw: object) -> Mapping[str, Any]:
    """What is insisted on. A plain value is the field of undecided, or by how much a limit was missed."""
    plain = {"field" if word == "undecided" else "by": raw}
    details = dict(raw) if isinstance(raw, Mapping) else plain
    unknown = [key for key in details if key not in _DETAILS]
    if unknown:
        raise wrong(
            Words(f"结论不认识「{unknown[0]}」", f"an outcome knows no '{unknown[0]}'"),
            Words(f"可写 {'、'.join(_DETAILS)}", f"write {', '.join(_DETAILS)}"),
        )
    if "by" in details:
        with inside((word, "by") if isinstance(raw, Mapping) else (word,)):
            details["by"] = span(details["by"])
    for key in ("points", "money"):
        if key in details:
            details[key] = hundredths(details[key])
    return details


_Written = dict[str, Scalar | None]
ExampleFacts = Annotated[ExampleFact, BeforeValidator(_fact, json_schema_input_type=_Written)]
_Outcome = str | dict[str, Any]
Then = Annotated[
    tuple[Expected, ...], BeforeValidator(_expected, json_schema_input_type=_Outcome | list[_Outcome])
]
Moment = Annotated[str, BeforeValidator(time_text, json_schema_input_type=str)]


class Example(Node):
    """One worked example: of verdicts (facts), of a step (flow, step), or of a form (form, data)."""

    name: Annotated[str, Field(min_length=1)]
    """What it shows."""
    facts: tuple[ExampleFacts, ...] = ()
    """What happened, such as {repair.reported: "08:00", area: urban}."""
    on: Day | None = None
    """The day of its times; a Monday, 2026-03-02, if not given."""
    now: Moment | None = None
    """When the question is asked; the time of the last fact if not given."""
    flow: Name | None = None
    """The flow a step is tried in."""
    state: Name | None = None
    """The state the matter is in; absent for a new one."""
    step: Name | None = None
    """The step that is tried."""
    by: Posts = ()
    """The posts of who tries it."""
    form: Name | None = None
    """The form that is filed."""
    data: dict[FieldName, Scalar | None] = Field(default_factory=dict)
    """What is filled in."""
    then: Then
    """What must come of it."""

    @model_validator(mode="after")
    def _one_sort(self) -> Self:
        if bool(self.flow) != bool(self.step) or (self.flow and self.form):
            raise wrong(
                Words(
                    "例子须写 facts，或 flow 与 step，或 form",
                    "an example has facts, or flow and step, or form",
                ),
                Words("补上或删去其中的键", "add or remove one of the keys"),
            )
        if not (self.facts or self.flow or self.form):
            raise wrong(
                Words("例子里什么也没有发生", "nothing happens in the example"),
                Words("写上 facts、flow 与 step，或 form", "give facts, flow and step, or form"),
            )
        tried = bool(self.flow or self.form)
        words = {"allowed", "refused", "filed"}
        if any((each.word in words) != tried for each in self.then):
            raise wrong(
                Words("结论与例子的类型不符", "the outcome does not suit the example"),
                Words(
                    "步骤和表单的结论是 allowed、filed 或 refused，事实的结论是判定",
                    "steps and forms end in allowed, filed or refused; facts end in verdicts",
                ),
                ("then",),
            )
        return self

    @property
    def sort(self) -> str:
        """facts, flow or form: what is put to the test."""
        return "flow" if self.flow else "form" if self.form else "facts"
