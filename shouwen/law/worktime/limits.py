"""Limits as a charter writes them: `45min`, `1h30min`, `7wd`, `same day`; read here and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, cast

Unit = Literal["clock", "d", "wd", "w", "mo", "y", "same day", "same week", "same month"]

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE

_CLOCK = {"h": HOUR, "min": MINUTE, "s": SECOND}
_SAME: tuple[Unit, ...] = ("same day", "same week", "same month")
_MOST: dict[Unit, int] = {
    "clock": 1_000_000 * HOUR,
    "d": 36_500,
    "wd": 26_000,
    "w": 5_200,
    "mo": 1_200,
    "y": 100,
}
_SHAPE = "write a duration as 10s, 45min or 1h30min, days as 3d, working days as 7wd, and 1w, 1mo, 1y"
_CLOCK_TEXT = re.compile(r"(?:(?P<h>[0-9]+)h)?(?:(?P<min>[0-9]+)min)?(?:(?P<s>[0-9]+)s)?")
_DAYS_TEXT = re.compile(r"([0-9]+)(d|wd|w|mo|y)")


class LimitError(ValueError):
    """A limit that cannot be read; the message says what was written and how to write it."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How much may pass: `count` microseconds of open time (`clock`), or so many days, weeks, ... (`unit`).

    A `same ...` limit has the count 0: no boundary of that unit may be crossed. `text` keeps what was
    written (`90min` is not turned into `1h30min`) and takes no part in comparison.
    """

    count: int
    unit: Unit
    text: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.unit in _SAME:
            if self.count:
                raise LimitError(f"{self.unit!r} takes no number; write it alone")
        elif not 1 <= self.count <= _MOST[self.unit]:
            most = _canonical(_MOST[self.unit], self.unit)
            raise LimitError(
                f"a limit of {self.count} {self.unit} is out of range: at least 1, at most {most}"
            )
        if not self.text:
            object.__setattr__(self, "text", _canonical(self.count, self.unit))

    def __str__(self) -> str:
        return self.text

    @property
    def limit_s(self) -> float | None:
        """Seconds of open time, an int unless it has a fraction; None for days: they are counted."""
        if self.unit != "clock":
            return None
        whole, rest = divmod(self.count, SECOND)
        return self.count / SECOND if rest else whole


def parse_limit(text: str) -> Limit:
    """The limit a charter writes as `text`; LimitError with the cure when it is not one."""
    if not isinstance(text, str):
        raise LimitError(f"a limit is a text such as 45min, not {text!r}; {_SHAPE}")
    said = " ".join(text.split())
    if said in _SAME:
        return Limit(0, said, said)
    if days := _DAYS_TEXT.fullmatch(said):
        return Limit(int(days[1]), cast(Unit, days[2]), said)
    clock = _CLOCK_TEXT.fullmatch(said)
    if not said or clock is None:
        raise LimitError(f"{text!r} is not a limit; {_hint(said)}")
    count = sum(int(number) * _CLOCK[unit] for unit, number in clock.groupdict().items() if number)
    if not count:
        raise LimitError(f"{text!r} leaves no time at all; write at least 1s, or 'same day'")
    return Limit(count, "clock", said)


def _hint(said: str) -> str:
    if said.startswith("same"):
        return "only 'same day', 'same week' and 'same month' are known"
    if re.fullmatch(r"\d+", said):
        return f"the unit is missing, such as {said}min or {said}wd"
    if re.search(r"\d\.\d", said):
        return "fractions are written in the smaller unit, such as 90min for 1.5h"
    if re.fullmatch(r"\d+m", said):
        return f"minutes are {said}in, months are {said}o"
    if said != said.lower():
        return "units are written in small letters"
    return _SHAPE


def _canonical(count: int, unit: Unit) -> str:
    if unit in _SAME:
        return unit
    if unit != "clock":
        return f"{count}{unit}"
    parts, rest = "", count
    for name, size in _CLOCK.items():
        number, rest = divmod(rest, size)
        parts += f"{number}{name}" if number else ""
    return parts if not rest else f"{parts}{rest}us"
