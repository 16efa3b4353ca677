"""The times of examples: clock times of the example's day, of a later day, or of a day of their own."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

from shouwen.law.charter.language.base import wrong
from shouwen.law.worktime.instants import parse_iso
from shouwen.words import Words

_CLOCK_TIME = re.compile(
    r"(?:\+(?P<days>[0-9]{1,4})d |(?P<on>[0-9]{4}-[0-9]{2}-[0-9]{2}) )?"
    r"(?P<hour>[01]?[0-9]|2[0-3])(?P<rest>:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?)"
)


def time_text(value: object) -> str:
    """A time of an example, checked. Errors: anything but HH:MM[:SS], +1d HH:MM or 2026-03-04 08:00."""
    if isinstance(value, str) and _CLOCK_TIME.fullmatch(value):
        with suppress(ValueError):
            instant(value, date(2026, 3, 2), "UTC")
            return value
    raise wrong(
        Words(f"「{value}」不是例子里的时刻", f"'{value}' is not a time of an example"),
        Words(
            '请写成 "08:00"、"+1d 08:00" 或 "2026-03-04 08:00"',
            'write it as "08:00", "+1d 08:00" or "2026-03-04 08:00"',
        ),
    )


def instant(text: str, on: date, zone: str) -> int:
    """The instant of an example's time on the example's day. Errors: ValueError for a day that does not exist."""
    found = _CLOCK_TIME.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no time of an example")
    day = date.fromisoformat(found["on"]) if found["on"] else on + timedelta(days=int(found["days"] or 0))
    return parse_iso(f"{day}T{int(found['hour']):02}{found['rest']}", zone)
