"""Worked examples: what happened, and what the clause has to say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BeforeValidator, Field, model_validator

from shouwen.law.charter.language.base import (
    Day,
    FieldName,
    Name,
    Node,
    Posts,
    Scalar,
    YesNo,
    hundredths,
    inside,
    wrong,
)
from shouwen.law.charter.language.figures import span
from shouwen.law.charter.language.moment import time_text
from shouwen.law.charter.language.talk import Circumstances, Turns
from shouwen.law.facts.fact import Value
from shouwen.law.judge.verdict import VerdictWord
from shouwen.law.worktime.limits import Limit
from shouwen.words import Words

WORDS: tuple[str, ...] = (*get_args(VerdictWord), "none")
CODES = (
    "unknown-step",
    "closed",
    "wrong-state",
    "not-your-post",
    "not-trained",
    "own-request",
    "missing-field",
    "bad-field",
    "must-be-confirmed",
    "not-your-tier",
    "forbidden",
    "not-preceded",
)
"""Why a step is not taken or a form not filed."""
NEW = "new"
"""The state of a matter that has not been taken in yet, where a list names it among others."""
_HEAD = ("subject", "staff", "unit", "customer", "id")


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

    Verdicts: by (a worktime limit), field, due and warn (text), points and money (hundredths), period, provisional,
    staff, unit, part, whole, words (of a phrase rule), better (the wording instead), tell (posts that have heard of
    it), bearer (who bears points and money).
    Steps: `word` is allowed, filed or refused; details are those of `_STEP`, or code, field and clause.
    """

    word: str
    details: Mapping[str, Any] = field(default_factory=dict)


def _facts(raw: object) -> tuple[ExampleFact, ...]:
    """The facts as written; lists in one of them stand for as many facts, the n-th of each list together."""
    found: list[ExampleFact] = []
    for index, item in enumerate(raw if isinstance(raw, list | tuple) else [raw]):
        with inside((index,)):
            found += [item] if isinstance(item, ExampleFact) else map(_fact, _spread(item))
    return tuple(found)


def _spread(raw: object) -> Iterator[object]:
    lists = {key: x for key, x in raw.items() if isinstance(x, list)} if isinstance(raw, Mapping) else {}
    if not isinstance(raw, Mapping) or not lists:
        yield raw
        return
    lengths = {len(values) for values in lists.values()}
    if lengths == {0} or len(lengths) > 1:
        raise wrong(
            Words(
                "同一事实里的列表须一样长，且不为空", "the lists of a fact are equally long, and not empty"
            ),
            Words(
                "请补齐：各列表的第 n 个值合为一条事实",
                "complete them: the n-th values make one fact together",
            ),
            (next(iter(lists)),),
        )
    for index in range(*lengths):
        yield {**raw, **{key: values[index] for key, values in lists.items()}}


def _fact(raw: object) -> ExampleFact:
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
    return tuple(each for item in items for each in _repeated(item))


def _repeated(raw: object) -> tuple[Expected, ...]:
    """The outcome as many times as it says: {kept: {times: 99}}."""
    word, details = next(iter(raw.items())) if isinstance(raw, Mapping) and len(raw) == 1 else (raw, None)
    if word not in WORDS or not isinstance(details, Mapping) or "times" not in details:
        return (_one(raw),)
    with inside((str(word), "times")):
        times = _count(details["times"])
    rest = {key: value for key, value in details.items() if key != "times"}
    return (_one({word: rest} if rest else word),) * times


def _one(raw: object) -> Expected:
    word, details = next(iter(raw.items())) if isinstance(raw, Mapping) and len(raw) == 1 else (raw, {})
    if isinstance(raw, Mapping) and "refused" in raw:
        return _refused(raw)
    if word in ("allowed", "filed"):
        return _allowed(str(word), details)
    if word not in WORDS:
        known = ", ".join((*WORDS, "allowed", "refused", "filed"))
        raise wrong(
            Words(f"「{_short(word)}」不是例子的结论", f"'{_short(word)}' is not an outcome of an example"),
            Words(f"可写 {known}", f"write one of {known}"),
        )
    return Expected(str(word), _details(str(word), details))


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _refused(raw: Mapping[str, Any]) -> Expected:
    if set(raw) <= {"refused", "field", "clause"} and raw["refused"] in CODES:
        return Expected("refused", {"code": raw["refused"], **{k: raw[k] for k in raw if k != "refused"}})
    raise wrong(
        Words(
            f"「{_short(raw['refused'])}」不是拒绝的代码",
            f"'{_short(raw['refused'])}' is not a code of refusal",
        ),
        Words(
            f"请写 {{refused: 代码, field: 字段}}，代码为 {'、'.join(CODES)}",
            f"write {{refused: code, field: name}}, the code one of {', '.join(CODES)}",
        ),
    )


def _allowed(word: str, details: object) -> Expected:
    if not details:
        return Expected(word)
    if word == "allowed" and isinstance(details, Mapping) and set(details) <= set(_STEP):
        found = {}
        for key, value in details.items():
            with inside((word, key)):
                found[key] = _STEP[key](value)
        return Expected(word, found)
    raise wrong(
        Words(f"「{word}」后面的内容看不懂", f"what follows '{word}' is not understood"),
        Words(
            f"请写 allowed 或 {{allowed: {{state: 状态}}}}，可写的键：{'、'.join(_STEP)}",
            f"write allowed, or {{allowed: {{state: name}}}}; keys are {', '.join(_STEP)}",
        ),
        (word,),
    )


def _details(word: str, raw: object) -> Mapping[str, Any]:
    """What is insisted on. A plain value is the field of undecided, or by how much a limit was missed."""
    at: tuple[str, ...] = (word,) if not isinstance(raw, Mapping) else ()
    details = dict(raw) if isinstance(raw, Mapping) else {"field" if word == "undecided" else "by": raw}
    for key, value in details.items():
        read = _DETAILS.get(key)
        if read is None:
            raise wrong(
                Words(f"结论不认识「{key}」", f"an outcome knows no '{key}'"),
                Words(f"可写 {'、'.join(_DETAILS)}", f"write one of {', '.join(_DETAILS)}"),
                (word, key),
            )
        with inside(at or (word, key)):
            details[key] = read(value)
    return details


def _lateness(value: object) -> Limit:
    late = span(value)
    if late.unit != "clock":
        raise wrong(
            Words(f"「{value}」不是时分秒", f"'{value}' is not in hours, minutes and seconds"),
            Words("超时请写成 1s、15min 或 26h", "write lateness as 1s, 15min or 26h"),
        )
    return late


def _text(value: object) -> str:
    if isinstance(value, str) and value:
        return value
    raise wrong(
        Words(f"「{value}」不是文字", f"'{value}' is not text"), Words("请加引号", "put it in quotes")
    )


def _yes_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise wrong(
        Words(f"「{value}」不是 true 或 false", f"'{value}' is not true or false"),
        Words("请写 true 或 false", "write true or false"),
    )


def _count(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise wrong(
        Words(f"「{value}」不是整数", f"'{value}' is not a whole number"),
        Words("请写整数，不加引号", "write it without quotes"),
    )


def _names(value: object) -> frozenset[str]:
    return frozenset(_text(each) for each in (value if isinstance(value, list | tuple) else [value]))


def _fields(value: object) -> Mapping[str, Value]:
    if isinstance(value, Mapping) and all(isinstance(each, str | int | float) for each in value.values()):
        return dict(value)
    raise wrong(
        Words("carries 须写成「字段: 值」", "carries is written as field: value"),
        Words("请写 carries: {area: urban}", "write carries: {area: urban}"),
    )


_STEP: Mapping[str, Callable[[object], Any]] = {
    "state": _text,
    "ends": _yes_no,
    "records": _text,
    "unit": _text,
    "carries": _fields,
    "seen_by": _names,
    "confidential": _yes_no,
}
_DETAILS: Mapping[str, Callable[[object], Any]] = {
    "by": _lateness,
    "field": _text,
    "words": _text,
    "better": _text,
    "due": time_text,
    "points": hundredths,
    "money": hundredths,
    "period": _text,
    "provisional": _yes_no,
    "staff": _text,
    "unit": _text,
    "part": _count,
    "whole": _count,
    "warn": time_text,
    "tell": _names,
    "bearer": _text,
}
_Written = dict[str, Scalar | list[Scalar] | None]
ExampleFacts = Annotated[
    tuple[ExampleFact, ...], BeforeValidator(_facts, json_schema_input_type=list[_Written])
]
_Outcome = (
    Literal[
        "kept",
        "breached",
        "overdue",
        "open",
        "undecided",
        "praised",
        "fell-short",
        "met",
        "none",
        "allowed",
        "filed",
    ]
    | dict[str, Any]
)
Then = Annotated[
    tuple[Expected, ...], BeforeValidator(_expected, json_schema_input_type=_Outcome | list[_Outcome])
]
Result = Literal["pass", "fail", "not_applicable"]
"""How an item of a checklist was found."""
States = Posts
"""One state or a list of them: names, as posts are."""
Filled = Scalar | None | tuple[Scalar, ...]
Moment = Annotated[str, BeforeValidator(time_text, json_schema_input_type=str)]


class Example(Node):
    """One worked example: of verdicts (facts), of a step (flow, step), or of a form (form, data)."""

    name: Annotated[str, Field(min_length=1)]
    """What it shows."""
    facts: ExampleFacts = ()
    """What happened, such as {repair.reported: "08:00", area: urban}; lists in a fact stand for as many facts."""
    ticks: dict[FieldName, Result] = Field(default_factory=dict)
    """Of a checklist: how its items were found, one second apart from 08:00:00, each a fact of its own."""
    says: Turns = ()
    """A conversation, turn by turn: what staff said, or {customer: words}; from 08:00, ten seconds apart."""
    each: Turns = ()
    """Instead: things staff said in a conversation of its own each, ten minutes apart; `then` holds of each."""
    in_: Circumstances = Field(alias="in", default_factory=dict)
    """What is known of every turn: {channel: hall, situation: refusing, who: wang}; a list tries each value."""
    over: YesNo = True
    """Whether the conversation is over; as long as it goes on, things can still be said."""
    on: Day | None = None
    """The day of its times; a Monday, 2026-03-02, if not given."""
    now: Moment | None = None
    """When the question is asked; the time of the last fact if not given."""
    flow: Name | None = None
    """The flow a step is tried in."""
    state: States = ()
    """The state the matter is in, or a list to try each; `new`, or absent, for a new one."""
    step: Name | None = None
    """The step that is tried."""
    by: Posts = ()
    """The posts of who tries it."""
    staff: Annotated[str, Field(min_length=1)] | None = None
    """Who tries it, where that matters: nobody signs a request of their own."""
    trained: Posts | None = None
    """The modules that who tries it has passed; without it training is not asked about."""
    form: Name | None = None
    """The form that is filed."""
    data: dict[FieldName, Filled] = Field(default_factory=dict)
    """What is filled in; a list tries each of its values."""
    only: YesNo = False
    """Nothing else will do: a step is refused from every other state and to every other post, and a form
    without any of the fields that are filled in; of what was said, nothing follows in any other channel, situation,
    position or post than those of `in`."""
    then: Then
    """What must come of it."""

    @model_validator(mode="after")
    def _one_sort(self) -> Self:
        if self.says and self.each:
            raise wrong(
                Words("says 与 each 只能写一个", "says and each cannot stand together"),
                Words(
                    "一场谈话写 says，各自成篇写 each", "says is one conversation, each is one for every text"
                ),
                ("each",),
            )
        if bool(self.flow) != bool(self.step) or (self.flow and self.form):
            raise wrong(
                Words(
                    "例子须写 facts，或 flow 与 step，或 form",
                    "an example has facts, or flow and step, or form",
                ),
                Words("补上或删去其中的键", "add or remove one of the keys"),
            )
        if not (self.facts or self.ticks or self.talks or self.flow or self.form):
            raise wrong(
                Words("例子里什么也没有发生", "nothing happens in the example"),
                Words(
                    "写上 facts、ticks、says、flow 与 step，或 form",
                    "give facts, ticks, says, flow and step, or form",
                ),
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
        shown = self.in_ if self.talks else tried and self.then[0].word != "refused"
        if self.only and (not shown or (self.step and not self.by)):
            raise wrong(
                Words(
                    "only 只能用于被允许的步骤（写明 by）、可提交的表单，或写明 in 的话",
                    "only goes with a step that is allowed, its posts in by, a form that can be filed, or words with in",
                ),
                Words("请写 then: allowed 和 by，或删去 only", "write then: allowed and by, or remove only"),
                ("only",),
            )
        return self

    @property
    def talks(self) -> tuple[Turns, ...]:
        """Its conversations."""
        return tuple((turn,) for turn in self.each) or ((self.says,) if self.says else ())

    @property
    def outcomes(self) -> tuple[Expected, ...]:
        """What must come of it, verdict by verdict: where all ticks are alike, `then` holds for each of them."""
        alike = self.ticks and not self.facts and len(set(self.ticks.values())) == 1
        return self.then * len(self.ticks) if alike else self.then

    @property
    def sort(self) -> str:
        """facts, flow or form: what is put to the test."""
        return "flow" if self.flow else "form" if self.form else "facts"
