"""Conditions on a fact: on the one that sets a rule off, on those it picks, on what a fact has to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from shouwen.law.charter.language.base import FieldName, Name, Node, Scalar, YesNo, wrong
from shouwen.law.charter.language.figures import Missing
from shouwen.law.charter.language.values import millionths
from shouwen.law.facts.fact import AT, canonical
from shouwen.words import Words

Measure = Literal["over", "under", "at_least", "at_most"]
Likeness = Literal["same_as", "differs_from"]
Opening = Literal["open", "shut"]
Test = Literal["is", "not", "given", "absent"] | Measure | Likeness | Opening
Read = Callable[[str], str | None]
"""How the canonical value of a field is read; of `at` the instant in microseconds."""
MEASURES: frozenset[str] = frozenset(get_args(Measure))
LIKENESSES: frozenset[str] = frozenset(get_args(Likeness))
OPENINGS: frozenset[str] = frozenset(get_args(Opening))


@dataclass(frozen=True, slots=True)
class Condition:
    """One field: its value `is` one of `values`, is `not` one of them, is `given` at all, or `absent`.

    Or it is a number `over`, `under`, `at_least`, `at_most` the one value; the `same_as` the field that the value
    names, or `differs_from` it; or, of the instant `at`, the calendar that the value names is `open` or `shut`.
    The judge alone knows the calendar: its rows hold such a condition as `Hours`.
    """

    field: str
    test: Test
    values: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields it reads; the instant is none."""
        if self.test in OPENINGS:
            return ()
        return (self.field, *(self.values if self.test in LIKENESSES else ()))

    def holds(self, read: Read) -> bool | Missing:
        """Whether it is fulfilled; Missing if a value is needed and not there, or no number where one is needed."""
        value = read(self.field)
        if self.test in ("given", "absent"):
            return (value is not None) == (self.test == "given")
        if value is None:
            return Missing(self.field)
        if self.test in ("is", "not"):
            return (value in self.values) == (self.test == "is")
        if self.test in LIKENESSES:
            other = read(self.values[0])
            return (
                Missing(self.values[0]) if other is None else _alike(value, other) == (self.test == "same_as")
            )
        number = millionths(value)
        return Missing(self.field) if number is None else self.measures(number)

    def measures(self, number: int) -> bool:
        """Whether a number of millionths lies on the right side of the bound."""
        bound = self.bound
        match self.test:
            case "over":
                return number > bound
            case "under":
                return number < bound
            case "at_least":
                return number >= bound
        return number <= bound

    @property
    def bound(self) -> int:
        """The number it compares with, in millionths."""
        return millionths(self.values[0]) or 0


Where = tuple[Condition, ...]


def holds(where: Where, read: Read) -> bool | Missing:
    """Whether all conditions hold. One that certainly fails decides, whatever else is missing."""
    answers = [condition.holds(read) for condition in where]
    if False in answers:
        return False
    return next((answer for answer in answers if isinstance(answer, Missing)), True)


def _alike(one: str, other: str) -> bool:
    """As numbers if both are, else as texts."""
    mine, theirs = millionths(one), millionths(other)
    return one == other if mine is None or theirs is None else mine == theirs


def conditions(raw: object) -> Where:
    """Conditions as written. Errors: what is none."""
    if isinstance(raw, tuple):
        return raw
    if not isinstance(raw, Mapping):
        raise wrong(
            Words("条件须写成「字段: 值」", "a condition is written as field: value"),
            Words("请写成 {area: urban}", "write {area: urban}"),
        )
    return tuple(each for field, value in raw.items() for each in _of_field(str(field), value))


def _of_field(field: str, raw: object) -> tuple[Condition, ...]:
    """What is asked of one field: one condition, or two bounds of a number."""
    keys = set(raw) if isinstance(raw, Mapping) else set()
    if (field == AT) != (len(keys) == 1 and keys <= OPENINGS):
        raise _about_time(field)
    if not isinstance(raw, Mapping):
        return (Condition(field, "is", _values(raw, (field,))),)
    if keys == {"given"} and isinstance(raw["given"], bool):
        return (Condition(field, "given" if raw["given"] else "absent"),)
    if keys == {"not"}:
        return (Condition(field, "not", _values(raw["not"], (field, "not"))),)
    if len(keys) == 1 and keys <= LIKENESSES | OPENINGS:
        ((test, name),) = raw.items()
        if isinstance(name, str) and name and name != field:
            return (Condition(field, test, (name,)),)
    if (
        keys
        and keys <= MEASURES
        and len(keys & {"over", "at_least"}) < 2
        and len(keys & {"under", "at_most"}) < 2
    ):
        return tuple(Condition(field, test, (_number(bound, (field, test)),)) for test, bound in raw.items())
    raise wrong(
        Words(f"「{field}」的条件看不懂", f"the condition on '{field}' is not understood"),
        Words(
            "请写一个值、一列值、{not: 值}、{given: true}、{at_least: 5, at_most: 15}（或 over、under）、"
            "{same_as: 另一字段} 或 {differs_from: 另一字段}",
            "write a value, a list of values, {not: value}, {given: true}, {at_least: 5, at_most: 15} (or over, under), "
            "{same_as: other_field} or {differs_from: other_field}",
        ),
        (field,),
    )


def _about_time(field: str) -> Exception:
    if field == AT:
        return wrong(
            Words("at 问的是事情发生的时刻", "at asks when the fact happened"),
            Words(
                "请写 at: {open: 日历} 或 at: {shut: 日历}",
                "write at: {open: calendar} or at: {shut: calendar}",
            ),
            (field,),
        )
    return wrong(
        Words(f"「{field}」没有开门、关门之分", f"'{field}' is neither open nor shut"),
        Words("open 和 shut 只能写在 at 下", "open and shut stand under at only"),
        (field,),
    )


def _number(raw: object, at: tuple[str, ...]) -> str:
    text = canonical(raw) if isinstance(raw, str | int | float) and not isinstance(raw, bool) else None
    if text is None or millionths(text) is None:
        raise wrong(
            Words(f"「{raw}」不是可比较的数", f"'{raw}' is not a number to compare with"),
            Words(
                "请写如 5 或 0.5 的数，最多六位小数",
                "write a number such as 5 or 0.5, with at most six decimals",
            ),
            at,
        )
    return text


def _values(raw: object, at: tuple[str, ...]) -> tuple[str, ...]:
    items = raw if isinstance(raw, list | tuple) else [raw]
    texts = [canonical(item) if isinstance(item, str | int | float) else None for item in items]
    values = tuple(text for text in texts if text is not None)
    if not values or len(values) != len(texts):
        raise wrong(
            Words(
                f"「{at[0]}」的条件里有空值或不是值的东西",
                f"the condition on '{at[0]}' holds something that is no value",
            ),
            Words(
                "要问有没有填，请写 {given: true}", "to ask whether it is given at all, write {given: true}"
            ),
            at,
        )
    return values


class _Not(Node):
    not_: Annotated[Scalar | list[Scalar], Field(alias="not")]


class _Given(Node):
    given: YesNo


class Bounds(Node):
    """A number between bounds."""

    over: int | float | None = None
    """More than this."""
    under: int | float | None = None
    """Less than this."""
    at_least: int | float | None = None
    """This or more."""
    at_most: int | float | None = None
    """This or less."""


class _SameAs(Node):
    same_as: FieldName


class _DiffersFrom(Node):
    differs_from: FieldName


class _Open(Node):
    open: Name


class _Shut(Node):
    shut: Name


_Asked = Scalar | list[Scalar] | _Not | _Given | Bounds | _SameAs | _DiffersFrom | _Open | _Shut
Written = dict[str, _Asked]
Conditions = Annotated[Where, BeforeValidator(conditions, json_schema_input_type=Written)]
"""Conditions that must all hold: `{area: urban, channel: [phone, hall], minutes: {at_most: 10}, at: {open: hall}}`."""
