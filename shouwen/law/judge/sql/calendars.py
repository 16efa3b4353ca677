"""Working time in SQL: the day tables of worktime joined by equality, and the formulas its module gives."""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shouwen.law.judge.sql.parameters import keep
from shouwen.law.worktime.calendar import Calendar
from shouwen.law.worktime.instants import DAY
from shouwen.law.worktime.sql import CLOCK_BUCKET, Columns, sql_tables

if TYPE_CHECKING:
    import duckdb

CLOCKS = "('wall', 'clock')"
"""Gauges that measure time; all others count days."""


class DayTables:
    """The tables day, clock, workday and month on a connection, and the formulas over their columns."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, calendars: Sequence[Calendar], low: int, high: int
    ) -> None:
        import pyarrow as pa

        tables = sql_tables(calendars, low, high)
        for name, columns in tables._asdict().items():
            keep(connection, f"{name}_table", pa.table(dict(columns)))
        self._spans = _numbered(tables.day, "begin_")
        self._cuts = _numbered(tables.clock, "cut_")

    def clock(self, day: str, t: str) -> str:
        """Open microseconds up to `t`; `day` is the row of its UTC day."""
        pieces = (
            f" + least(greatest({t} - {day}.begin_{i}, 0), {day}.end_{i} - {day}.begin_{i})"
            for i in self._spans
        )
        return f"({day}.opened" + "".join(pieces) + ")"

    def way_back(self, row: str, w: str, passed: str = ">") -> str:
        """The instant at which the clock shows `w`; `row` is the clock row of it, `passed` > for due, >= for before."""
        jumps = (
            f" + CASE WHEN {w} {passed} {row}.cut_{i} THEN {row}.jump_{i} ELSE 0 END" for i in self._cuts
        )
        return f"({w} + {row}.shift" + "".join(jumps) + ")"


def _numbered(columns: Columns, prefix: str) -> list[int]:
    return sorted(int(name.removeprefix(prefix)) for name in columns if name.startswith(prefix))


def utc_day(alias: str, calendar: str, t: str) -> str:
    """Join the row of the UTC day of an instant."""
    return f"LEFT JOIN day_table {alias} ON {alias}.calendar = {calendar} AND {alias}.n = {t} // {DAY}"


def local_day(alias: str, calendar: str, n: str) -> str:
    """Join the row of a local day."""
    return f"LEFT JOIN day_table {alias} ON {alias}.calendar = {calendar} AND {alias}.n = {n}"


def day_begin(day: str, t: str) -> str:
    """The local day in which `t` begins something."""
    midnights = (f"CASE WHEN {t} >= {day}.midnight_{i} THEN 1 ELSE 0 END" for i in (1, 2))
    return f"({day}.eve + {' + '.join(midnights)})"


def day_end(day: str, t: str) -> str:
    """The local day that `t` ends: 24:00 still belongs to it."""
    midnights = (f"CASE WHEN {t} > {day}.midnight_{i} THEN 1 ELSE 0 END" for i in (1, 2))
    return f"({day}.eve + {' + '.join(midnights)})"


def ended(tables: DayTables, source: str, ticks: str, resumed: str) -> str:
    """Every row of `source` (calendar, gauge) with `due`, when the limit of so many ticks ends, and its day row `x`.

    `resumed` is when the clock last began to run: a day limit whose office had closed by then ends at 24:00,
    and one in working days does not end before the day on which it runs again, a Sunday say.
    """
    return f"""
SELECT s.*,
    CASE
        WHEN s.gauge = 'wall' THEN {ticks}
        WHEN s.gauge = 'clock' THEN {tables.way_back("c", ticks)}
        WHEN x.close >= {resumed} THEN x.close
        ELSE x.next_midnight
    END AS due,
    x.unknown_before AS last_unknown_before,
    x.unknown_through AS last_unknown_through
FROM {source} s
LEFT JOIN clock_table c ON c.calendar = s.calendar
    AND c.n = CASE WHEN s.gauge = 'clock' THEN ({ticks} - 1) // {CLOCK_BUCKET} END
LEFT JOIN workday_table w ON w.calendar = s.calendar AND w.n = CASE WHEN s.gauge = 'wd' THEN {ticks} END
{utc_day("r", "s.calendar", f"CASE WHEN s.gauge = 'wd' THEN {resumed} END")}
LEFT JOIN day_table x ON x.calendar = s.calendar
    AND x.n = CASE WHEN s.gauge = 'wd' THEN greatest(w.day, {day_end("r", resumed)}) WHEN s.gauge NOT IN {CLOCKS} THEN {ticks} END
"""
