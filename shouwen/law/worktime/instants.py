"""Instants inside the law floor are int microseconds since 1970-01-01 UTC; here is the way in and out."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY = 86_400_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_ON = date(1970, 1, 1).toordinal()
_MICRO = timedelta(microseconds=1)
_TOO_FINE = re.compile(r"[.,][0-9]{7}")


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """The IANA zone of that name; ValueError with an example when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is no time zone; write an IANA name such as Asia/Shanghai") from error


def parse_iso(text: str, zone: str) -> int:
    """The instant of an ISO 8601 text; without an offset local time of `zone`, a bare date its midnight.

    A local time that a change of the clocks repeats means its first occurrence. ValueError names the text
    when it is not an instant or has more than six decimals of a second.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError(f"{text!r} is not an ISO 8601 time such as 2026-03-04T08:30:00+08:00") from error
    if _TOO_FINE.search(text):
        raise ValueError(f"{text!r} is finer than a microsecond; give at most six decimals")
    return from_datetime(moment if moment.tzinfo else moment.replace(tzinfo=zone_of(zone)))


def from_datetime(moment: datetime) -> int:
    """The instant of an aware datetime."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return (moment - EPOCH) // _MICRO


def to_datetime(us: int, zone: str) -> datetime:
    """The instant as an aware datetime in `zone`; ValueError outside the years 1 to 9999."""
    try:
        return (EPOCH + int(us) * _MICRO).astimezone(zone_of(zone))
    except OverflowError as error:
        raise ValueError(f"{us} µs lies outside the years 1 to 9999") from error


def format_iso(us: int, zone: str) -> str:
    """ISO 8601 in `zone` with its offset: seconds always, a fraction only if there is one."""
    return to_datetime(us, zone).isoformat()


def local_day(us: int, zone: str) -> int:
    """The local day an instant lies in, as days since 1970-01-01."""
    return day_number(to_datetime(us, zone).date())


def day_number(on: date) -> int:
    """Days since 1970-01-01."""
    return on.toordinal() - _EPOCH_ON


def day_date(number: int) -> date:
    """The date of a day number."""
    return date.fromordinal(int(number) + _EPOCH_ON)


def day_start(number: int, zone: str) -> int:
    """The first instant of a local day."""
    return from_datetime(datetime.combine(day_date(number), datetime.min.time(), zone_of(zone)))
