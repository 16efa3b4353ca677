"""Facts into DuckDB, rules beside them, one statement for each kind of rule, verdicts out."""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from shouwen.law.charter.charter import Charter
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.compile import compile
from shouwen.law.judge.periods import day_before, open_days, ordinal, period_at
from shouwen.law.judge.rules import (
    CadenceRule,
    CheckRule,
    EvenRule,
    LimitRule,
    PhraseRow,
    PrecedeRule,
    QueueRule,
    RankRule,
    Rules,
    ScoreRule,
    TargetRule,
    ThresholdRule,
)
from shouwen.law.judge.sql import facts as log
from shouwen.law.judge.sql import lists
from shouwen.law.judge.sql.cadence import cadence_statement
from shouwen.law.judge.sql.calendars import DayTables
from shouwen.law.judge.sql.check import check_statement
from shouwen.law.judge.sql.even import even_statement
from shouwen.law.judge.sql.limit import limit_statement
from shouwen.law.judge.sql.out import OUT
from shouwen.law.judge.sql.parameters import Parameters, limits_of, numbered, places_of
from shouwen.law.judge.sql.phrase import phrase_statement
from shouwen.law.judge.sql.precede import precede_statement
from shouwen.law.judge.sql.queue import queue_statement
from shouwen.law.judge.sql.rank import rank_statement
from shouwen.law.judge.sql.score import score_statement
from shouwen.law.judge.sql.target import target_statement
from shouwen.law.judge.sql.threshold import threshold_statement
from shouwen.law.judge.sql.windows import add_windows
from shouwen.law.judge.verdict import Draft, Judgement, Verdict, sealed
from shouwen.law.worktime.instants import DAY, day_start, local_day
from shouwen.law.worktime.limits import Limit

if TYPE_CHECKING:
    import duckdb

VIEW = "verdict"
_SECONDS = ("limit", "elapsed", "late")


def judge(facts: Iterable[Fact], charter: Charter, now: int) -> Judgement:
    """What `shouwen.law.judge.judge` says, said by SQL."""
    table = judge_table(log.table_of(facts, compile(charter)), charter, now)
    return Judgement.of(verdicts_of(table, charter))


def judge_table(relation: log.Relation, charter: Charter, now: int) -> Any:
    """All verdicts as a pyarrow.Table with the columns of `Verdict` but for `cites`, `charter` and `version`.

    `relation` is a pyarrow.Table of facts, or paths of Parquet files of them: `at` integers (microseconds UTC)
    or timestamps with a zone, every id given. Lengths are seconds as floating point numbers.
    Errors: ValueError for a relation that cannot be read so.
    """
    import duckdb

    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        run(connection, relation, charter, now)
        return connection.table(VIEW).to_arrow_table()


def run(connection: duckdb.DuckDBPyConnection, relation: log.Relation, charter: Charter, now: int) -> None:
    """Judge on a fresh connection; the verdicts are the view `verdict` on it."""
    rules = compile(charter)
    crowds = log.register(connection, relation, rules, now) > lists.CROWD
    connection.execute("SET preserve_insertion_order = false")  # facts are numbered; verdicts have no order
    parameters = Parameters(rules, charter)
    tables = _calendars(connection, parameters, now)
    parameters.register(connection)
    for stage, statements in (
        ("stage_1", _first(connection, rules, tables, crowds, now)),
        ("stage_2", _second(rules, now)),
        ("stage_3", _third(rules, now)),
    ):
        names = []
        for name, statement in statements:
            connection.execute(f"CREATE TEMP TABLE {name}_verdict AS {statement}")
            names.append(f"SELECT * FROM {name}_verdict")
        connection.execute(f"CREATE TEMP VIEW {stage} AS {' UNION ALL '.join(names) or _nothing()}")
    connection.execute(f"CREATE TEMP VIEW {VIEW} AS {_VERDICT}")


def _first(
    connection: duckdb.DuckDBPyConnection, rules: Rules, tables: DayTables, crowds: bool, now: int
) -> Iterator[tuple[str, str]]:
    """The statements of stage 1; a kind without rules has none."""
    if limits := rules.of(LimitRule):
        yield "limit", limit_statement(numbered(rules, limits), tables, crowds, now)
    if precedes := rules.of(PrecedeRule):
        yield "precede", precede_statement(numbered(rules, precedes), crowds)
    if checks := rules.of(CheckRule):
        yield "check", check_statement(numbered(rules, checks))
    if rules.of(PhraseRow):
        yield "phrase", phrase_statement(connection, rules)
    if plain := [rule for rule in rules.of(ScoreRule) if rule.stage == 1]:
        yield "score", score_statement(numbered(rules, plain), counted=False)


def _second(rules: Rules, now: int) -> Iterator[tuple[str, str]]:
    """The statements of stage 2, which may read the view `stage_1`."""
    if cadences := rules.of(CadenceRule):
        yield "cadence", cadence_statement(numbered(rules, cadences), now)
    if counted := [rule for rule in rules.of(ScoreRule) if rule.stage == 2]:
        yield "kth", score_statement(numbered(rules, counted), counted=True)
    if queues := rules.of(QueueRule):
        yield "queue", queue_statement(numbered(rules, queues))
    if evens := rules.of(EvenRule):
        yield "even", even_statement(numbered(rules, evens))
    if thresholds := rules.of(ThresholdRule):
        yield "threshold", threshold_statement(numbered(rules, thresholds))
    if targets := rules.of(TargetRule):
        yield "target", target_statement(numbered(rules, targets), now)


def _third(rules: Rules, now: int) -> Iterator[tuple[str, str]]:
    """The statement of stage 3, which may read the views of both stages before it."""
    if ranks := rules.of(RankRule):
        yield "rank", rank_statement(numbered(rules, ranks), now)


def _nothing() -> str:
    return (
        "SELECT "
        + ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in OUT.items())
        + " WHERE FALSE"
    )


def _calendars(connection: duckdb.DuckDBPyConnection, parameters: Parameters, now: int) -> DayTables:
    """The day tables over every instant that may be asked about, the periods, and the promises of the facts."""
    ((low, high),) = connection.execute("SELECT min(t), max(t) FROM facts").fetchall()
    low, high = (now, now) if low is None else (low, high)
    rules = parameters.rules
    promises = _promises(connection, parameters)
    first, last = min([low, *promises]), max([now, *promises])
    for rule in rules.of(LimitRule):
        calendar = parameters.charter.calendars[rule.calendar]
        for limit in limits_of(rule):
            last = max(last, int(calendar.due(now + DAY, limit).at) + _longer(rule, limit))
        if rule.warn:
            first = min(first, int(calendar.before(first, rule.warn)))
    _periods(parameters, low, max(high, now))
    add_windows(connection, parameters, low, now)
    return DayTables(connection, parameters.calendars, first, last)


def _longer(rule: LimitRule, limit: Limit) -> int:
    """How much longer than from now on a limit may run that began earlier and stood still: months differ in length,
    and little may be left of this one."""
    return 31 * DAY if rule.stops and limit.unit not in ("clock", "d", "w", "wd") else 0


def _promises(connection: duckdb.DuckDBPyConnection, parameters: Parameters) -> list[int]:
    """Due instants that facts themselves name, read once for each different text."""
    found: dict[str, int] = {}
    for rule in parameters.rules.of(LimitRule):
        if rule.due:
            kinds = ", ".join("?" for _ in rule.kinds)
            texts = connection.execute(
                f'SELECT DISTINCT "d_{rule.due}" FROM facts WHERE kind IN ({kinds})', list(rule.kinds)
            ).fetchall()
            for (text,) in texts:
                promised = rule.promise(text, parameters.rules.zone)
                if promised is not None:
                    found[text] = promised
    parameters.rows["promise"] = list(found.items())
    return list(found.values())


def _periods(parameters: Parameters, low: int, high: int) -> None:
    """For each local day the periods it lies in, as far as some rule asks for them."""
    rules, zone = parameters.rules, parameters.rules.zone
    asked = {every for rule in rules.rows for every in rule.periods}
    _places(parameters, low, high)
    for day in range(local_day(low, zone), local_day(high, zone) + 1):
        for every in asked:
            span = period_at(day_start(day, zone), every, zone)
            number = ordinal(span.from_at, every, zone)
            parameters.rows["period"].append((every, day, span.name, span.from_at, span.until_at, number))


def _places(parameters: Parameters, low: int, high: int) -> None:
    """For each local day the midnight so many months before it; and the open days that may stand in a row."""
    zone, thresholds = parameters.rules.zone, parameters.rules.of(ThresholdRule)
    for months in {rule.months for rule in thresholds if rule.months}:
        for day in range(local_day(low, zone), local_day(high, zone) + 1):
            back = day_before(day, months, zone)
            parameters.rows["months_back"].append((months, day, day_start(day, zone), back))
    for name in {rule.days for rule in thresholds if rule.days}:
        for day, number in open_days(parameters.charter.calendars[name], low, high).items():
            span = period_at(day_start(day, zone), "day", zone)
            row = (places_of(name), day, span.name, span.from_at, span.until_at, number)
            parameters.rows["period"].append(row)


_VERDICT = """
SELECT concat(r.rule, '|', v.group_key, '|', v.name) AS key, v.verdict, r.clause, r.rule, v.subject, v.staff, v.unit,
    v.customer, v.period, v.t AS "at", v.due, v.warn_at, v.closed_at, l.limit_text, l.limit_us / 1000000 AS limit_s,
    v.elapsed_us / 1000000 AS elapsed_s, v.late_us / 1000000 AS late_s, v.points, v.money, v.part, v.whole,
    v.evidence, v.missing, v.words, v.provisional, v.paused
FROM (SELECT * FROM stage_1 UNION ALL SELECT * FROM stage_2 UNION ALL SELECT * FROM stage_3) v
JOIN rule r ON r.rule_no = v.rule_no
LEFT JOIN time_limit l ON l.limit_no = v.limit_no
"""


def verdicts_of(table: Any, charter: Charter) -> list[Verdict]:
    """The rows of `judge_table` as verdicts."""
    rules = compile(charter)
    named = rules.named
    columns = {name: table.column(name).to_pylist() for name in table.column_names}
    for length in _SECONDS:
        columns[f"{length}_s"] = [
            int(value) if value is not None and value.is_integer() else value
            for value in columns[f"{length}_s"]
        ]
    columns["evidence"] = [tuple(ids or ()) for ids in columns["evidence"]]
    names = list(columns)
    return sealed(
        Draft(
            charter=rules.charter,
            version=rules.version,
            cites=named[row[3]].cites,
            **dict(zip(names, row, strict=True)),
        )
        for row in zip(*columns.values(), strict=True)
    )
