"""Conditions on the fact that sets a rule off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from shouwen.law.charter.language.base import Node, Scalar, wrong
from shouwen.law.charter.language.figures import Missing
from shouwen.law.facts.fact import canonical
from shouwen.words import Words

Test = Literal["is", "not", "given", "absent"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One field: its value `is` one of `values`, is `not` one of them, is `given` at all, or `absent`."""

    field: str
    test: Test
    values: tuple[str, ...] = ()

    def holds(self, value: str | None) -> bool | Missing:
        """Whether a canonical value fulfils it; Missing if the value is needed and not there."""
        if self.test in ("given", "absent"):
            return (value is not None) == (self.test == "given")
        if value is None:
            return Missing(self.field)
        return (value in self.values) == (self.test == "is")


Where = tuple[Condition, ...]


def holds(where: Where, read: Callable[[str], str | None]) -> bool | Missing:
    """Whether all conditions hold. One that certainly fails decides, whatever else is missing."""
    answers = [condition.holds(read(condition.field)) for condition in where]
    if False in answers:
        return False
    return next((answer for answer in answers if isinstance(answer, Missing)), True)


def overlap(one: Where, other: Where) -> bool:
    """Whether some fact could fulfil both; True when that cannot be ruled out."""
    return not any(_exclude(mine, theirs) for mine in one for theirs in other if mine.field == theirs.field)


def _exclude(one: Condition, other: Condition) -> bool:
    tests = {one.test, other.test}
    if "absent" in tests:
        return tests != {"absent"}
    if tests == {"is"}:
        return not set(one.values) & set(other.values)
    if tests == {"is", "not"}:
        positive, negative = (one, other) if one.test == "is" else (other, one)
        return set(positive.values) <= set(negative.values)
    return False


def _where(raw: object) -> Where:
    if isinstance(raw, tuple):
        return raw
    if not isinstance(raw, Mapping):
        raise wrong(
            Words("条件须写成「字段: 值」", "a condition is written as field: value"),
            Words("请写成 {area: urban}", "write {area: urban}"),
        )
    return tuple(_condition(str(field), value) for field, value in raw.items())


def _condition(field: str, raw: object) -> Condition:
    if not isinstance(raw, Mapping):
        return Condition(field, "is", _values(raw, (field,)))
    if set(raw) == {"given"} and isinstance(raw["given"], bool):
        return Condition(field, "given" if raw["given"] else "absent")
    if set(raw) == {"not"}:
        return Condition(field, "not", _values(raw["not"], (field, "not")))
    raise wrong(
        Words(f"「{field}」的条件看不懂", f"the condition on '{field}' is not understood"),
        Words(
            "请写一个值、一列值、{not: 值} 或 {given: true}",
            "write a value, a list of values, {not: value} or {given: true}",
        ),
        (field,),
    )


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
    given: bool


_Written = dict[str, Scalar | list[Scalar] | _Not | _Given]
Conditions = Annotated[Where, BeforeValidator(_where, json_schema_input_type=_Written)]
"""Conditions that must all hold: `{area: urban, channel: [phone, hall], crew: {given: true}}`."""
