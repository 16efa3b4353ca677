"""Calendars as tables that an SQL engine joins by equality, without a date function or a range join.

All instants and lengths are microseconds. `//` floors. Each table but `month` has the column `calendar`, the
place of the calendar in the list given. Numbered columns (`begin_1`, `begin_2`, ...) go up to the most that any row
needs; rows that need fewer are filled up so that the formulas below hold unchanged.

**day**, one row for each `n`, read in two roles.

*As the UTC day `n = t // 86_400_000_000` of an instant `t`*: open time before it, and local days.

    clock(t)     = opened + sum over i of least(greatest(t - begin_i, 0), end_i - begin_i)
    day_begin(t) = eve + (t >= midnight_1) + (t >= midnight_2)      the local day of a start
    day_end(t)   = eve + (t >  midnight_1) + (t >  midnight_2)      the local day of an end: 24:00 closes its day

*As the local day `n`* (days since 1970-01-01):

    close, next_midnight               instants: the office's close (24:00 on a closed day), and 24:00
    workdays                           working days up to and with this one, counted from any origin
    unknown_before, unknown_through    days not announced before this one, and up to and with this one
    month, month_day                   months since 1970-01, and the day of the month from 0

**clock**, the way back from the clock, one row for each `n` (an hour of open time):

    due:    n = (w - 1) // 3_600_000_000,  at = w + shift + sum over i of jump_i where w >  cut_i
    before: n =  w      // 3_600_000_000,  at = w + shift + sum over i of jump_i where w >= cut_i

**workday**: `n` is a value of `workdays`; `day` is the local day on which it is reached.

**month**: `n` is months since 1970-01; `first` its first local day, `days` how many it has.

What the calendars compute, in these words (`s` start, `e` end, `c` count of the limit, `D` a day row):

    clock:     w = clock(s) + c; due = way back of w.        elapsed = clock(e) - clock(s)
    wd:        D = workday[workdays[day_begin(s)] + c].      elapsed = workdays[day_end(e)] - workdays[day_begin(s)]
    d, w:      D = day_begin(s) + c, or 7 c.                 elapsed = day_end(e) - day_begin(s), for w // 7
    mo, y:     m = month[month of day_begin(s) + c, or 12 c]; D = m.first + least(month_day, m.days - 1)
    same day:  D = day_begin(s)
    same week: D = day_begin(s) + 6 - (day_begin(s) + 3) % 7
    same month: m = month[month of day_begin(s)]; D = m.first + m.days - 1
    due of all days: close of D if close >= s, else next_midnight of D
    provisional: clock, wd: unknown_through[day_end(due)] > unknown_before[day_begin(s)]
                 others:    unknown_through[D] > unknown_before[D]
    elapsed is 0 where e <= s.

Pauses, first cut to begin at `s` or later, united and in order p1, p2, ...: with `ticks` either clock() or
days (day_begin for the start, day_end for the end of a pause, `workdays` of it for wd), a pause is
`ticks(end) - ticks(start)` long. It counts when its start lies before the due instant reckoned with all
earlier pauses counted (a running sum), *and all earlier ones count* (a running minimum). The ticks of the
limit grow by the lengths that count. With `r` the end of the last one that counts in place of `s`, the last
day is `greatest(D, day_end(r))` and `close >= s` becomes `close >= r`.
A zone that skipped a whole day (Samoa 2011) counts that day here, unlike `Calendar`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from shouwen.law.worktime.calendar import Calendar
from shouwen.law.worktime.instants import DAY
from shouwen.law.worktime.limits import HOUR
from shouwen.law.worktime.table import Table
from shouwen.law.worktime.zones import Ints

Columns = dict[str, Ints]
CLOCK_BUCKET = HOUR
_NEVER = np.iinfo(np.int64).max


class SqlTables(NamedTuple):
    """Columns by name of the four tables; see the module for what they mean."""

    day: Columns
    clock: Columns
    workday: Columns
    month: Columns


def sql_tables(calendars: Sequence[Calendar], low: int, high: int) -> SqlTables:
    """The tables for every instant from `low` to `high`; what lies outside finds no row.

    The answers must fit too: let `low` be the earliest instant asked about, less what may be looked back,
    and `high` the due instant of the longest limit started at the latest one. CalendarEnds outside 1900-2199.
    """
    tables = [calendar.table_over(low - 40 * DAY, high + 40 * DAY) for calendar in calendars]
    first, last = low // DAY - 1, high // DAY + 1
    return SqlTables(
        day=_stacked(tables, lambda table: _day(table, first, last)),
        clock=_stacked(tables, lambda table: _clock(table, first, last)),
        workday=_stacked(tables, lambda table: _workday(table, first, last)),
        month=_month(first, last),
    )


def _day(table: Table, first: int, last: int) -> Columns:
    n = np.arange(first, last + 1, dtype=np.int64)
    bucket = n * DAY
    local = n - table.first_day
    on = n.astype("M8[D]")
    month = on.astype("M8[M]")
    unknown = np.zeros(len(table.midnight), np.int64) if table.unknown is None else table.unknown
    eve = table.day_ending(bucket)
    midnights = np.minimum(table.midnight[eve[:, None] + [1, 2]], bucket[:, None] + DAY)
    return {
        "n": n,
        "opened": table.clock(bucket),
        **_pieces(table, bucket),
        "eve": eve + table.first_day,
        "midnight_1": midnights[:, 0],
        "midnight_2": midnights[:, 1],
        "close": table.close[local],
        "next_midnight": table.midnight[local + 1],
        "workdays": table.workdays[local],
        "unknown_before": unknown[local],
        "unknown_through": unknown[local + 1],
        "month": month.astype(np.int64),
        "month_day": (on - month.astype("M8[D]")).astype(np.int64),
    }


def _pieces(table: Table, bucket: Ints) -> Columns:
    """The open spans inside each UTC day, cut to it; empty ones at its end where there are fewer."""
    span = np.searchsorted(table.end, bucket, side="right")
    most = int((np.searchsorted(table.begin, bucket + DAY, side="left") - span).max())
    columns: Columns = {}
    for place in range(max(most, 1)):
        piece = np.minimum(span + place, len(table.begin) - 1)
        columns[f"begin_{place + 1}"] = begin = np.clip(table.begin[piece], bucket, bucket + DAY)
        columns[f"end_{place + 1}"] = np.clip(table.end[piece], begin, bucket + DAY)
    return columns


def _clock(table: Table, first: int, last: int) -> Columns:
    edges = table.clock(np.array([first * DAY, (last + 1) * DAY]))
    n = np.arange(edges[0] // CLOCK_BUCKET, edges[1] // CLOCK_BUCKET + 1)
    cuts, jumps = table.opened[1:-1], table.begin[1:] - table.end[:-1]
    passed = np.searchsorted(cuts, n * CLOCK_BUCKET, side="left")
    coming = np.searchsorted(cuts, (n + 1) * CLOCK_BUCKET, side="left")
    columns = {"n": n, "shift": table.begin[passed] - table.opened[passed]}
    for place in range(max(int((coming - passed).max()), 1)):
        here = passed + place < coming
        cut, jump = np.full(len(n), _NEVER), np.zeros(len(n), np.int64)
        cut[here], jump[here] = cuts[(passed + place)[here]], jumps[(passed + place)[here]]
        columns[f"cut_{place + 1}"], columns[f"jump_{place + 1}"] = cut, jump
    return columns


def _workday(table: Table, first: int, last: int) -> Columns:
    counts = table.workdays[np.array([first, last]) - table.first_day]
    n = np.arange(max(int(counts[0]), 1), int(counts[1]) + 1, dtype=np.int64)
    return {"n": n, "day": np.searchsorted(table.workdays, n, side="left") + table.first_day}


def _month(first: int, last: int) -> Columns:
    low, high = np.array([first, last]).astype("M8[D]").astype("M8[M]").astype(np.int64)
    n = np.arange(low, high + 2, dtype=np.int64)
    starts = np.append(n, n[-1] + 1).astype("M8[M]").astype("M8[D]").astype(np.int64)
    return {"n": n, "first": starts[:-1], "days": np.diff(starts)}


def _stacked(tables: Sequence[Table], columns_of: Callable[[Table], Columns]) -> Columns:
    """The rows of all calendars below each other."""
    parts = [columns_of(table) for table in tables]
    stacked = {"calendar": np.repeat(np.arange(len(parts)), [len(part["n"]) for part in parts])}
    for name in max(parts, key=len):
        stacked[name] = np.concatenate(
            [part[name] if name in part else _filler(part, name) for part in parts]
        )
    return stacked


def _filler(part: Columns, name: str) -> Ints:
    """What a numbered column holds for a calendar that needs fewer of them."""
    if name.startswith(("begin_", "end_")):
        return (part["n"] + 1) * DAY
    return np.full(len(part["n"]), _NEVER if name.startswith("cut_") else 0)
