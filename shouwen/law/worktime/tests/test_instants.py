"""Instants in and out of ISO 8601."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.law.worktime.instants import (
    DAY,
    day_date,
    day_number,
    day_start,
    format_iso,
    from_datetime,
    local_day,
    parse_iso,
    to_datetime,
    zone_of,
)  # fmt: skip
from shouwen.law.worktime.zones import first_instants

SHANGHAI = "Asia/Shanghai"


@pytest.mark.parametrize(
    ("text", "us"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T08:00:00+08:00", 0),
        ("1970-01-01 08:00", 0),
        ("1970-01-01T08:00:00.000001", 1),
        ("1970-01-02", 16 * 3_600_000_000),
        (" 1969-12-31T23:59:59.5Z ", -500_000),
    ],
)
def test_reads_iso_in_the_zone_unless_it_has_an_offset(text: str, us: int) -> None:
    assert parse_iso(text, SHANGHAI) == us


@pytest.mark.parametrize("text", ["", "yesterday", "2026-02-30", "08:30", "2026-03-04T25:00"])
def test_refuses_what_is_no_instant(text: str) -> None:
    with pytest.raises(ValueError, match="is not an ISO 8601 time such as"):
        parse_iso(text, SHANGHAI)


def test_refuses_what_it_would_have_to_round() -> None:
    with pytest.raises(ValueError, match="finer than a microsecond"):
        parse_iso("2026-03-04T08:00:00.1234567Z", SHANGHAI)


@pytest.mark.slow
@given(st.integers(-(10**16), 10**17), st.sampled_from([SHANGHAI, "America/New_York", "UTC"]))
def test_what_is_written_reads_back(us: int, zone: str) -> None:
    assert parse_iso(format_iso(us, zone), zone) == us
    assert from_datetime(to_datetime(us, zone)) == us


def test_writes_offset_and_fraction_only_if_there_is_one() -> None:
    assert format_iso(0, SHANGHAI) == "1970-01-01T08:00:00+08:00"
    assert format_iso(1, SHANGHAI) == "1970-01-01T08:00:00.000001+08:00"


def test_local_days() -> None:
    first = day_number(date(2026, 3, 4))
    assert day_date(first) == date(2026, 3, 4)
    assert day_start(first, SHANGHAI) == parse_iso("2026-03-04", SHANGHAI)
    assert local_day(day_start(first, SHANGHAI), SHANGHAI) == first
    assert local_day(day_start(first, SHANGHAI) - 1, SHANGHAI) == first - 1


def test_says_what_is_wrong_with_a_zone_or_an_instant() -> None:
    with pytest.raises(ValueError, match="'Peking' is no time zone; write an IANA name"):
        zone_of("Peking")
    with pytest.raises(ValueError, match="outside the years"):
        format_iso(10**18, SHANGHAI)
    with pytest.raises(ValueError, match="no time zone"):
        from_datetime(datetime(2026, 1, 1))


@pytest.mark.slow
@pytest.mark.parametrize(
    "zone",
    [SHANGHAI, "America/New_York", "Europe/London", "America/Havana", "Africa/Casablanca", "Pacific/Apia"],
)
def test_local_clocks_agree_with_zoneinfo(zone: str) -> None:
    """Every hour from 1985 to 2030 whose local time stands on the clock once is where zoneinfo puts it."""
    instants = np.arange(parse_iso("1985-01-01", "UTC"), parse_iso("2030-01-01", "UTC"), 47 * DAY // 24)
    local = [datetime.fromtimestamp(int(us) // 10**6, UTC).astimezone(ZoneInfo(zone)) for us in instants]
    readings = np.array([from_datetime(moment.replace(tzinfo=UTC)) for moment in local])
    first = np.array([moment.fold == 0 for moment in local])
    assert np.array_equal(first_instants(readings, zone_of(zone))[first], instants[first])
