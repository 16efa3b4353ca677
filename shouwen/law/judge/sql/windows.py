"""Which periods a cadence asks about, and when in them facts count: rows made before the statement runs.

Calendars and lots are asked in Python, once for a rule and period, or for a rule, key and period where a day is
drawn; the statement joins the rows.
"""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shouwen.law.charter.language.rules.cadence import DRAW
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.draws import window
from shouwen.law.judge.group import ALL
from shouwen.law.judge.periods import Span, periods_between
from shouwen.law.judge.rules import CadenceRule
from shouwen.law.judge.sql import expressions as sql
from shouwen.law.judge.sql.parameters import Parameters, numbered

if TYPE_CHECKING:
    import duckdb


def add_windows(connection: duckdb.DuckDBPyConnection, parameters: Parameters, low: int, now: int) -> None:
    """Fill `asked_window`; `low` is the first instant of the facts. A row without a key is for every key."""
    rules = parameters.rules.of(CadenceRule)
    published = _published(connection) if any(rule.drawn for rule in rules) else []
    rows = parameters.rows["asked_window"]
    for number, rule in numbered(parameters.rules, rules):
        keys = _keys(connection, rule) if rule.drawn else [None]
        for period in _periods(rule, low, now, parameters.rules.zone):
            for key in keys:
                asked = window(rule, key or ALL, period, parameters.charter, published)
                if asked is not None:
                    span = (period.name, period.from_at, period.until_at, asked.from_at, asked.until_at)
                    rows.append((number, key, *span, asked.missing, asked.published, asked.provisional))


def _periods(rule: CadenceRule, low: int, now: int, zone: str) -> Iterator[Span]:
    """The whole periods in which the rule is in force and somebody may stand under it."""
    since = max(low, rule.from_at) if rule.begin else rule.from_at
    for period in periods_between(since, min(now, rule.until_at), rule.every, zone):
        if period.until_at <= rule.until_at:
            yield period


def _published(connection: duckdb.DuckDBPyConnection) -> list[Fact]:
    rows = connection.execute(
        "SELECT t, subject, id, d_seed FROM facts WHERE kind = ? ORDER BY t, id", [DRAW]
    ).fetchall()
    return [Fact(DRAW, at, subject, id_, data={"seed": seed}) for at, subject, id_, seed in rows]


def _keys(connection: duckdb.DuckDBPyConnection, rule: CadenceRule) -> list[str | None]:
    if not rule.begin:
        return [ALL]
    rows = connection.execute(
        f"SELECT DISTINCT {rule.per} FROM of_kind WHERE kind IN {sql.listed(rule.begin)} AND {rule.per} IS NOT NULL"
    ).fetchall()
    return [key for (key,) in rows]
