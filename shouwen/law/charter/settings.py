"""Settings: the figures a source leaves open, filled into the clauses that use them as `$name`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from pydantic_core import PydanticCustomError

from shouwen.law.charter.language.base import Path, wrong
from shouwen.law.charter.language.figures import limit
from shouwen.law.charter.language.header import Setting
from shouwen.law.charter.language.rules.target import bound
from shouwen.law.worktime.limits import Limit
from shouwen.words import Words

STAND_INS: Mapping[str, Any] = {"duration": "1h", "count": 1, "share": "50%", "text": "unset"}
"""What an unset setting is read as, only so that the rest of its clause can be checked."""


def check_value(setting: Setting, value: object) -> None:
    """Whether a value suits its setting. Errors: the wrong unit, too small, too great."""
    size = _size(setting.unit, value)
    for edge, name in ((setting.least, "least"), (setting.most, "most")):
        if edge is None:
            continue
        limits = _size(setting.unit, edge)
        if size is not None and limits is not None and (size < limits if name == "least" else size > limits):
            words = (
                Words("小于下限", "is less than the least")
                if name == "least"
                else Words("大于上限", "is more than the most")
            )
            raise wrong(
                Words(f"「{value}」{words.zh} {edge}", f"'{value}' {words.en}, {edge}"),
                Words("请改成范围内的值", "choose a value within the range"),
            )


def _size(unit: str, value: object) -> Fraction | None:
    """A value as a number to be compared; None for text. Errors: a value that is not of the unit."""
    if unit == "duration":
        return _length(limit(value))
    if unit == "share":
        share = bound(value)
        return Fraction(share.over, share.under)
    if unit == "count" and isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if unit == "text" and isinstance(value, str) and value:
        return None
    raise wrong(
        Words(f"「{value}」与单位 {unit} 不符", f"'{value}' is not a {unit}"),
        Words("count 请写整数，text 请写文字", "write a whole number for count, words for text"),
    )


def _length(value: Limit) -> Fraction:
    days = {"d": 1, "wd": 1, "w": 7, "mo": 30, "y": 365, "same day": 1, "same week": 7, "same month": 30}
    day = 24 * 3600 * 1_000_000
    return Fraction(value.count if value.unit == "clock" else max(value.count, 1) * days[value.unit] * day)


def problem(setting: Setting, value: object) -> PydanticCustomError | None:
    """What is wrong with a value, if anything."""
    try:
        check_value(setting, value)
    except PydanticCustomError as error:
        return error
    return None


def uses(data: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every place in plain data that uses a setting, with the setting's name."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from uses(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from uses(value, (*path, index))
    elif isinstance(data, str) and data.startswith("$") and len(data) > 1:
        yield path, data[1:]


def filled(data: Any, values: Mapping[str, Any]) -> Any:
    """Plain data with every `$name` replaced by its value; names that have none stay."""
    if isinstance(data, Mapping):
        return {key: filled(value, values) for key, value in data.items()}
    if isinstance(data, list):
        return [filled(value, values) for value in data]
    if isinstance(data, str) and data.startswith("$"):
        return values.get(data[1:], data)
    return data
