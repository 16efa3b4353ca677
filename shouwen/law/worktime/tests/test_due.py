"""Worked examples of due times, each with its neighbour on the other side of the boundary.

A `?` behind a due time: provisional. The hall opens Monday to Friday 08:30-12:00 and 13:30-17:30.
"""

from __future__ import annotations

import pytest

from shouwen.law.worktime.calendar import CalendarEnds, always
from shouwen.law.worktime.limits import LimitError, parse_limit
from shouwen.law.worktime.tests.offices import HALL, SHANGHAI, at, due, local, office

ALWAYS = always(SHANGHAI)


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        ("2026-03-02 08:30", "1h", "2026-03-02 09:30"),
        ("2026-03-02 06:00", "1h", "2026-03-02 09:30"),  # before opening: counted from 08:30
        ("2026-03-02 11:00", "1h", "2026-03-02 12:00"),  # used up at noon, not after lunch
        ("2026-03-02 11:00", "61min", "2026-03-02 13:31"),
        ("2026-03-02 12:00", "1min", "2026-03-02 13:31"),
        ("2026-03-02 12:30", "1s", "2026-03-02 13:30:01"),
        ("2026-03-06 17:00", "30min", "2026-03-06 17:30"),
        ("2026-03-06 17:00", "31min", "2026-03-09 08:31"),  # over the weekend
        ("2026-03-06 17:30", "1min", "2026-03-09 08:31"),
        ("2026-03-07 10:00", "1min", "2026-03-09 08:31"),
        ("2026-03-02 08:30", "37h30min", "2026-03-06 17:30"),  # a whole week of the hall
    ],
)
def test_clock_runs_on_open_time_only(start: str, limit: str, expected: str) -> None:
    assert due(start, limit) == expected


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        ("2026-03-02 09:00", "1d", "2026-03-03 17:30"),  # the day of the start does not count
        ("2026-03-02 00:00", "1d", "2026-03-03 17:30"),
        ("2026-03-01 23:59", "1d", "2026-03-02 17:30"),
        ("2026-03-04 09:00", "3d", "2026-03-08 00:00"),  # a Saturday: closed, so until 24:00
        ("2026-03-04 09:00", "1w", "2026-03-11 17:30"),
        ("2026-03-04 09:00", "1wd", "2026-03-05 17:30"),
        ("2026-03-06 09:00", "1wd", "2026-03-09 17:30"),
        ("2026-03-07 09:00", "1wd", "2026-03-09 17:30"),  # reported on a Saturday
        ("2026-03-04 09:00", "7wd", "2026-03-13 17:30"),
        ("2026-01-31 09:00", "1mo", "2026-02-28 17:30"),  # clipped; that Saturday is a swapped working day
        ("2026-03-31 09:00", "1mo", "2026-04-30 17:30"),  # a month without a 31st ends on its last day
        ("2026-03-30 09:00", "1mo", "2026-04-30 17:30"),
        ("2024-02-29 09:00", "1y", "2025-02-28 17:30"),
        ("2023-02-28 09:00", "1y", "2024-02-28 17:30"),
        ("2026-03-04 09:00", "same day", "2026-03-04 17:30"),
        ("2026-03-04 17:30", "same day", "2026-03-04 17:30"),
        ("2026-03-04 17:31", "same day", "2026-03-05 00:00"),  # after closing there is only the day itself
        ("2026-03-07 09:00", "same day", "2026-03-08 00:00"),
        ("2026-03-04 09:00", "same week", "2026-03-09 00:00"),  # ISO weeks end with Sunday
        ("2026-03-08 23:59", "same week", "2026-03-09 00:00"),
        ("2026-03-09 00:00", "same week", "2026-03-16 00:00"),
        ("2026-03-04 09:00", "same month", "2026-03-31 17:30"),
        ("2026-02-28 17:00", "same month", "2026-02-28 17:30"),
        ("2026-02-28 23:00", "same month", "2026-03-01 00:00"),
    ],
)
def test_days_end_with_the_last_day(start: str, limit: str, expected: str) -> None:
    assert due(start, limit) == expected


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        ("2024-02-02 16:30", "1h", "2024-02-02 17:30"),
        ("2024-02-02 16:30", "2h", "2024-02-04 09:30"),  # Sunday 4 February 2024 was a working day
        ("2024-02-02 09:00", "1wd", "2024-02-04 17:30"),
        ("2024-02-03 09:00", "1wd", "2024-02-04 17:30"),
        ("2024-02-09 16:30", "2h", "2024-02-18 09:30"),  # Spring Festival 10-17 February, Sunday 18 worked
        ("2024-02-09 09:00", "1wd", "2024-02-18 17:30"),
        ("2024-02-09 09:00", "3d", "2024-02-13 00:00"),  # calendar days run through the festival
        ("2026-02-13 16:30", "2h", "2026-02-14 09:30"),  # Saturday 14 February 2026 works
        ("2026-02-14 09:00", "1wd", "2026-02-24 17:30"),  # festival 15-23 February
        ("2026-02-27 09:00", "1wd", "2026-02-28 17:30"),  # Saturday 28 February works
        ("2026-09-18 09:00", "1wd", "2026-09-20 17:30"),  # Sunday 20 September works, Saturday 19 does not
        ("2026-09-30 09:00", "7wd", "2026-10-15 17:30"),  # National Day 1-7, Saturday 10 works
    ],
)
def test_holidays_and_swapped_working_days_of_china(start: str, limit: str, expected: str) -> None:
    assert due(start, limit) == expected


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        ("2026-12-23 09:00", "1wd", "2026-12-24 17:30"),
        ("2026-12-24 09:00", "1wd", "2026-12-25 17:30?"),  # next year's notice may swap this weekend
        ("2026-12-24 16:30", "1h", "2026-12-24 17:30"),
        ("2026-12-24 16:30", "2h", "2026-12-25 09:30?"),
        ("2026-12-20 09:00", "14d", "2027-01-04 00:00?"),
        ("2027-03-01 09:00", "1wd", "2027-03-02 17:30?"),
        ("2003-12-30 09:00", "1wd", "2003-12-31 17:30?"),  # before the first notice that is known
        ("2003-12-31 09:00", "3d", "2004-01-04 00:00"),  # only its last day matters, and that is known
        ("2003-12-31 09:00", "1wd", "2004-01-02 17:30?"),
        ("1985-03-01 09:00", "1h", "1985-03-01 10:00?"),
    ],
)
def test_days_not_announced_make_it_provisional(start: str, limit: str, expected: str) -> None:
    assert due(start, limit) == expected


def test_own_exception_settles_an_unannounced_day() -> None:
    settled = office(days={"2026-12-25": ["08:30-12:00"]})
    assert due("2026-12-24 09:00", "1wd", settled) == "2026-12-25 12:00"
    assert due("2026-12-25 09:00", "1wd", settled) == "2026-12-28 17:30?"


def test_own_exceptions_stand_above_holidays_and_week() -> None:
    busy = office(days={"2026-10-01": ["09:00-12:00"], "2026-03-04": "closed", "2026-03-07": "10:00-11:00"})
    assert due("2026-09-30 17:00", "1h", busy) == "2026-10-01 09:30"
    assert due("2026-09-30 09:00", "1wd", busy) == "2026-10-01 12:00"
    assert due("2026-03-03 17:00", "1h", busy) == "2026-03-05 09:00"
    assert due("2026-03-06 09:00", "1wd", busy) == "2026-03-07 11:00"


def test_swapped_working_day_follows_the_weekday_named() -> None:
    early = office({"mon": "09:00-17:00", "tue-fri": "08:00-12:00", "sat": "10:00-11:00"}, makeup="fri")
    assert due("2026-02-13 12:00", "1h", early) == "2026-02-14 09:00"  # a swapped Saturday, by Friday's hours
    assert due("2026-03-06 12:00", "1h", early) == "2026-03-07 11:00"  # a plain one by its own


def test_without_holidays_only_the_week_counts() -> None:
    plain = office(holidays="none")
    assert due("2026-09-30 09:00", "1wd", plain) == "2026-10-01 17:30"
    assert due("2040-01-02 09:00", "1wd", plain) == "2040-01-03 17:30"


class TestNightShift:
    night = office({"mon-fri": ["22:00-06:00"]}, holidays="none")

    @pytest.mark.parametrize(
        ("start", "limit", "expected"),
        [
            ("2026-03-02 22:00", "2h", "2026-03-03 00:00"),
            ("2026-03-02 22:00", "8h", "2026-03-03 06:00"),
            ("2026-03-02 22:00", "481min", "2026-03-03 22:01"),
            (
                "2026-03-06 23:00",
                "8h",
                "2026-03-09 23:00",
            ),  # Friday's shift runs into Saturday, then Monday's
            ("2026-03-02 23:00", "1wd", "2026-03-04 00:00"),  # a shift belongs to the day it begins on
            ("2026-03-07 03:00", "1wd", "2026-03-10 00:00"),  # Saturday 03:00: Friday's shift, but Saturday
        ],
    )
    def test_crosses_midnight(self, start: str, limit: str, expected: str) -> None:
        assert due(start, limit, self.night) == expected


class TestSeasons:
    heating = office(
        {"mon-fri": "09:00-17:00"},
        holidays="none",
        seasons=[{"name": "heating", "from": "11-15", "to": "03-15", "week": {"mon-sun": "00:00-24:00"}}],
    )

    @pytest.mark.parametrize(
        ("start", "limit", "expected"),
        [
            ("2026-11-13 16:30", "1h", "2026-11-15 00:30"),  # Friday; the season opens on Sunday the 15th
            ("2026-12-31 23:30", "1h", "2027-01-01 00:30"),  # runs over the end of the year
            ("2026-03-15 23:30", "1h", "2026-03-16 09:30"),  # its last day, then the week of the summer
            ("2026-03-14 10:00", "1wd", "2026-03-16 00:00"),  # a Sunday that counts in the season
            ("2026-03-15 10:00", "1wd", "2026-03-16 17:00"),
        ],
    )
    def test_replaces_the_week(self, start: str, limit: str, expected: str) -> None:
        assert due(start, limit, self.heating) == expected


class TestClocksThatChange:
    new_york = office({"mon-sun": "00:00-24:00"}, "America/New_York", holidays="none")
    early = office({"mon-sun": "02:15-04:00"}, "America/New_York", holidays="none")

    @pytest.mark.parametrize(
        ("start", "limit", "expected"),
        [
            ("2026-03-07 12:00", "24h", "2026-03-08 13:00"),  # an hour is missing that night
            ("2026-10-31 12:00", "24h", "2026-11-01 11:00"),  # one is there twice
            ("2026-03-07 12:00", "1d", "2026-03-09 00:00"),  # days are days
        ],
    )
    def test_hours_are_hours_and_days_are_days(self, start: str, limit: str, expected: str) -> None:
        assert due(start, limit, self.new_york) == expected

    def test_skipped_opening_time_means_the_moment_of_the_change(self) -> None:
        assert due("2026-03-08 00:00", "30min", self.early) == "2026-03-08 03:30"

    def test_repeated_opening_time_means_the_first(self) -> None:
        night = office({"mon-sun": "01:30-03:00"}, "America/New_York", holidays="none")
        opened = night.elapsed(at("2026-11-01", night.zone), at("2026-11-02", night.zone), "clock")
        assert int(opened) == 150 * 60_000_000

    def test_midnight_that_does_not_exist(self) -> None:
        havana = office({"mon-sun": "00:00-24:00"}, "America/Havana", holidays="none")
        assert due("2026-03-07 12:00", "1d", havana) == "2026-03-09 00:00"
        assert local(int(havana.due(at("2026-03-07", havana.zone), parse_limit("24h")).at), havana.zone) == (
            "2026-03-08 01:00"
        )


class TestAlways:
    @pytest.mark.parametrize(
        ("start", "limit", "expected"),
        [
            ("2026-10-01 23:30", "45min", "2026-10-02 00:15"),
            ("2026-10-01 23:30", "1d", "2026-10-03 00:00"),
            ("2026-10-01 23:30", "same day", "2026-10-02 00:00"),
            ("2199-12-31 23:30", "1h", "2200-01-01 00:30"),  # needs no table
        ],
    )
    def test_runs_day_and_night(self, start: str, limit: str, expected: str) -> None:
        assert due(start, limit, ALWAYS) == expected

    def test_has_no_working_days(self) -> None:
        with pytest.raises(LimitError, match="7wd counts working days, and 'always' has none"):
            ALWAYS.due(at("2026-03-02"), parse_limit("7wd"))


def paused(start: str, limit: str, *pauses: str) -> str:
    """A due time in March 2026; times are written `05 17:00`, a pause `05 17:00 > 06 09:00`."""
    pairs = [tuple(f"2026-03-{side}" for side in pause.split(" > ")) for pause in pauses]
    return due(f"2026-03-{start}", limit, pauses=pairs).removeprefix("2026-")


class TestPauses:
    @pytest.mark.parametrize(
        ("limit", "pauses", "expected"),
        [
            ("2h", ["02 10:00 > 02 10:30"], "03-02 11:30"),
            ("2h", ["02 11:00 > 02 11:30"], "03-02 11:00"),  # begins as the limit ends
            ("2h", ["02 10:59 > 02 11:30"], "03-02 11:31"),
            ("2h", ["02 08:00 > 02 09:30"], "03-02 11:30"),  # begun before the start
            ("3h", ["02 11:30 > 02 13:00"], "03-02 14:00"),  # only its open half hour
            ("8h", ["02 17:15 > 03 08:45"], "03-03 10:00"),  # a night
            ("2h", ["02 10:20 > 02 10:40", "02 10:00 > 02 10:30"], "03-02 11:40"),  # united
            ("2h", ["02 10:30 > 02 11:00", "02 11:29 > 02 11:45"], "03-02 11:46"),  # the second by the first
            ("2h", ["02 10:30 > 02 11:00", "02 11:30 > 02 11:45"], "03-02 11:30"),
            ("2h", ["02 10:00 > 02 10:00"], "03-02 11:00"),
        ],
    )
    def test_clock_moves_by_the_open_part(self, limit: str, pauses: list[str], expected: str) -> None:
        assert paused("02 09:00", limit, *pauses) == expected

    @pytest.mark.parametrize(
        ("limit", "pauses", "expected"),
        [
            ("3wd", ["03 09:00 > 03 17:00"], "03-05 17:30"),  # within a day: nothing
            ("3wd", ["03 17:00 > 04 09:00"], "03-06 17:30"),
            ("3wd", ["05 17:00 > 06 09:00"], "03-06 17:30"),  # begun on the last day, before its close
            ("3wd", ["05 17:30 > 06 09:00"], "03-05 17:30"),  # after its close
            ("3wd", ["06 17:00 > 08 09:00", "03 10:00 > 04 10:00"], "03-09 00:00"),  # runs again on a Sunday
            ("3wd", ["03 10:00 > 04 10:00", "04 09:00 > 05 10:00"], "03-09 17:30"),
            ("3d", ["03 17:00 > 04 00:00"], "03-05 17:30"),  # 24:00 is still the same day
            ("3d", ["05 17:00 > 06 18:00"], "03-07 00:00"),  # runs again after the office closed
            ("same day", ["02 10:00 > 04 12:00"], "03-04 17:30"),
            ("1mo", ["10 09:00 > 12 09:00"], "04-05 00:00"),
        ],
    )
    def test_days_move_by_the_days_run_into(self, limit: str, pauses: list[str], expected: str) -> None:
        assert paused("02 09:00", limit, *pauses) == expected


@pytest.mark.slow
def test_years_are_laid_out_as_they_are_asked_for() -> None:
    fresh = office()
    assert due("2150-03-02 09:00", "1h", fresh).startswith("2150-03-02 10:00")
    assert due("1950-03-02 09:00", "1h", fresh).startswith("1950-03-02 10:00")
    assert due("2039-12-30 09:00", "10wd", office(holidays="none")) == "2040-01-13 17:30"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "limit"), [("1899-12-31", "1h"), ("2199-12-30", "10wd"), ("2150-01-01", "60y")]
)
def test_beyond_the_known_years_is_an_error(start: str, limit: str) -> None:
    with pytest.raises(CalendarEnds, match="'hall' knows the years 1900 to 2199"):
        HALL.due(at(start), parse_limit(limit))
