"""What is said in an example: one turn after the other, with no more around the words than is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator

from shouwen.law.charter.language.base import Scalar, wrong
from shouwen.law.charter.language.moment import time_text
from shouwen.law.charter.language.rules.phrase import Position
from shouwen.law.facts.fact import Value
from shouwen.words import Words

HEAD = ("who", "unit", "customer")
"""What a turn or its circumstances may say beside the fields of speech.said; who is the code of staff."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: who spoke, what was said, when (None: ten seconds after the turn before), and what else is known."""

    speaker: str
    text: str
    time: str | None
    known: Mapping[str, Value]


def _turns(raw: object) -> tuple[Turn, ...]:
    items = raw if isinstance(raw, list | tuple) else (raw,)
    return tuple(_turn(item) for item in items)


def _turn(raw: object) -> Turn:
    if isinstance(raw, Turn):
        return raw
    if isinstance(raw, str) and raw:
        return Turn("staff", raw, None, {})
    content = raw if isinstance(raw, Mapping) else {}
    speakers = [name for name in ("staff", "customer") if isinstance(content.get(name), str)]
    values = all(isinstance(value, str | int | float) for value in content.values())
    if len(speakers) != 1 or not values:
        raise wrong(
            Words("一轮话看不懂", "a turn is not understood"),
            Words(
                "请写 您好，或 {customer: 我来缴费}，或 {staff: 您好, situation: 场合}",
                "write what staff said, or {customer: words}, or {staff: words, situation: name}",
            ),
        )
    (speaker,) = speakers
    known = {str(key): value for key, value in content.items() if key not in (speaker, "at")}
    time = time_text(content["at"]) if "at" in content else None
    return Turn(speaker, str(content[speaker]), time, known)


def _circumstances(raw: object) -> Mapping[str, tuple[Value, ...]]:
    if not isinstance(raw, Mapping):
        raise wrong(
            Words("in 须写成「字段: 值」", "in is written as field: value"),
            Words("请写 in: {channel: phone}", "write in: {channel: phone}"),
        )
    found = {
        str(name): tuple(value) if isinstance(value, list | tuple) else (value,)
        for name, value in raw.items()
    }
    for name, values in found.items():
        if not values or not all(isinstance(value, str | int | float) for value in values):
            raise wrong(
                Words(f"「{name}」不是一个值或一列值", f"'{name}' is no value or list of values"),
                Words("请写成 channel: phone 或 channel: [phone, hall]", "write channel: phone"),
                (name,),
            )
    return found


_Written = str | dict[str, Scalar]
Turns = Annotated[tuple[Turn, ...], BeforeValidator(_turns, json_schema_input_type=_Written | list[_Written])]
"""Turns of a conversation: `您好`, `[您好, {customer: 我来缴费}]`."""
Circumstances = Annotated[
    Mapping[str, tuple[Value, ...]],
    BeforeValidator(_circumstances, json_schema_input_type=dict[str, Scalar | list[Scalar]]),
]
"""What is known of every turn: `{channel: hall, situation: refusing}`; a list tries each."""
_POSITIONS = Position
