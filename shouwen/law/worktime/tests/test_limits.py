"""Limits read, written back and said in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.law.worktime.limits import HOUR, MINUTE, SECOND, Limit, LimitError, Unit, parse_limit
from shouwen.law.worktime.words import count_words, duration_words, limit_words
from shouwen.words import Words


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("10s", 10 * SECOND, "clock"),
        ("45min", 45 * MINUTE, "clock"),
        ("1h30min", 90 * MINUTE, "clock"),
        ("2h5s", 2 * HOUR + 5 * SECOND, "clock"),
        ("3d", 3, "d"),
        ("7wd", 7, "wd"),
        ("1w", 1, "w"),
        ("1mo", 1, "mo"),
        ("1y", 1, "y"),
        ("same day", 0, "same day"),
        (" same  week ", 0, "same week"),
        ("same month", 0, "same month"),
    ],
)
def test_reads_what_charters_write(text: str, count: int, unit: Unit) -> None:
    limit = parse_limit(text)
    assert (limit.count, limit.unit) == (count, unit)
    assert str(limit) == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("", "write a duration as"),
        ("soon", "write a duration as"),
        ("45", "the unit is missing, such as 45min or 45wd"),
        ("5m", "minutes are 5min, months are 5mo"),
        ("1.5h", "90min for 1.5h"),
        ("7WD", "small letters"),
        ("30min1h", "write a duration as"),
        ("1h 30min", "write a duration as"),
        ("1d12h", "write a duration as"),
        ("-1h", "write a duration as"),
        ("٣d", "write a duration as"),
        ("same year", "only 'same day', 'same week' and 'same month'"),
        ("0min", "at least 1s"),
        ("0wd", "at least 1, at most 26000wd"),
        ("101y", "at least 1, at most 100y"),
    ],
)
def test_says_how_to_mend_what_it_cannot_read(text: str, cure: str) -> None:
    with pytest.raises(LimitError, match=cure):
        parse_limit(text)


def test_refuses_what_is_no_text() -> None:
    with pytest.raises(LimitError, match="not 45"):
        parse_limit(45)  # type: ignore[arg-type]


@pytest.mark.slow
@given(st.integers(1, 10**9))
def test_a_limit_made_of_seconds_writes_itself_so_that_it_reads_back(seconds: int) -> None:
    limit = Limit(seconds * SECOND, "clock")
    assert parse_limit(str(limit)) == limit


def test_two_ways_to_write_one_limit_are_equal_and_keep_their_text() -> None:
    assert parse_limit("90min") == parse_limit("1h30min")
    assert [str(parse_limit(text)) for text in ("90min", "1h30min")] == ["90min", "1h30min"]


def test_seconds_belong_to_clock_limits_only() -> None:
    assert parse_limit("45min").limit_s == 2700
    assert Limit(1_500_000, "clock").limit_s == 1.5
    assert parse_limit("7wd").limit_s is None


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("45min", "45 分钟", "45 minutes"),
        ("90min", "90 分钟", "90 minutes"),
        ("1h30min", "1 小时 30 分钟", "1 hour 30 minutes"),
        ("24h", "24 小时", "24 hours"),
        ("10s", "10 秒", "10 seconds"),
        ("1d", "1 天", "1 day"),
        ("7wd", "7 个工作日", "7 working days"),
        ("1w", "1 周", "1 week"),
        ("2mo", "2 个月", "2 months"),
        ("1y", "1 年", "1 year"),
        ("same day", "当日", "the same day"),
        ("same week", "当周", "the same week"),
        ("same month", "当月", "the same month"),
    ],
)
def test_says_limits_in_words(text: str, zh: str, en: str) -> None:
    assert limit_words(parse_limit(text)) == Words(zh, en)


def test_says_lengths_of_time_in_words() -> None:
    assert duration_words(0) == Words("0 秒", "0 seconds")
    assert duration_words(SECOND) == Words("1 秒", "1 second")
    assert duration_words(1_500_000) == Words("1.5 秒", "1.5 seconds")
    assert duration_words(27 * HOUR + 5 * MINUTE) == Words("27 小时 5 分钟", "27 hours 5 minutes")
    assert duration_words(27 * HOUR, days=True) == Words("1 天 3 小时", "1 day 3 hours")
    assert count_words(3, "wd") == Words("3 个工作日", "3 working days")
    with pytest.raises(ValueError, match="negative"):
        duration_words(-1)
