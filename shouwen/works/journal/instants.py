"""The two shapes of an instant: microseconds UTC inside the law, aware datetimes in the works."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_us(instant: datetime) -> int:
    """Microseconds since 1970-01-01 UTC; a datetime without zone is an error of the caller."""
    return (instant - _EPOCH) // _MICROSECOND


def to_datetime(us: int) -> datetime:
    """The aware UTC datetime of an instant of the law, exact to the microsecond."""
    return _EPOCH + timedelta(microseconds=us)
