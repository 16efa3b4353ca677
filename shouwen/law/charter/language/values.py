"""Whether a value suits the type of a field, in its canonical text, and which number it is."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime

_SHAPES = {
    "integer": re.compile(r"-?[0-9]{1,15}"),
    "number": re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?(?:e[-+]?[0-9]{1,3})?"),
    "money": re.compile(r"-?[0-9]{1,13}(?:\.[0-9]{1,2})?"),
    "phone": re.compile(r"\+?[0-9][0-9 -]{1,18}[0-9]"),
    "yes_no": re.compile(r"true|false"),
}

NUMBERS = ("integer", "number", "money")
"""The types of field that hold a number."""
NUMBER = r"-?[0-9]{1,15}(\.[0-9]{1,6})?"
"""The numbers that are compared, in an expression that Python and SQL read alike."""
_NUMBER = re.compile(NUMBER)


def millionths(text: str) -> int | None:
    """A number as whole millionths, so that it is compared exactly; None for a text that is no such number."""
    if not _NUMBER.fullmatch(text):
        return None
    whole, _, rest = text.partition(".")
    return int(whole + rest.ljust(6, "0"))


def suits(type_: str, choices: Collection[str], value: str) -> bool:
    """Whether a canonical text may stand in a field of that type."""
    if type_ == "choice":
        return value in choices
    if type_ in ("date", "datetime"):
        return _is_date(value, type_)
    shape = _SHAPES.get(type_)
    return shape is None or shape.fullmatch(value) is not None


def _is_date(value: str, type_: str) -> bool:
    try:
        if type_ == "date":
            return len(value) == 10 and bool(date.fromisoformat(value))
        return len(value) > 10 and bool(datetime.fromisoformat(value))
    except ValueError:
        return False
