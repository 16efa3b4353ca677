"""Facts judged a second: DuckDB and the plain engine on one made log of the power company, beside a floor.

The floor is one window over the same file, `row_number()` within each subject in the order of facts: what the
machine needs to merely put the log in order. DuckDB reads the Parquet file and ends with a table of all
verdicts; the plain engine is given the first quarter of the facts in memory, reading them is a row of its own. On
that quarter both must find the same.
"""

from __future__ import annotations

import time
from collections import Counter
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.generate import YEAR_BEGINS_AT, write
from shouwen.law.charter import Charter, load
from shouwen.law.facts import Problems, read_facts
from shouwen.law.judge import judge
from shouwen.law.judge.compile import compile
from shouwen.law.judge.sql import judge_table
from shouwen.law.worktime.instants import DAY

FACTS, PLAIN = 1_000_000, 250_000
NOW = YEAR_BEGINS_AT + 366 * DAY
FLOOR = """
SELECT sum(n) FROM (SELECT row_number() OVER (PARTITION BY subject ORDER BY "at", id) AS n FROM read_parquet(?))
"""
Row = dict[str, str | int | float | None]


def run(facts: int = FACTS, plain: int = PLAIN) -> list[Row]:
    """The measurements. Errors: AssertionError when the engines do not agree on the log."""
    import pyarrow.parquet as pq

    charter = load("power-hall")
    rules = f"all verdicts of {len(compile(charter).named)} rules"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "facts.parquet"
        write(path, facts)
        floor = min(_floor(path) for _ in range(3)) / facts
        sql_s, table = min((_duckdb([path], charter) for _ in range(3)), key=lambda found: found[0])
        read_s, known = _timed(lambda: list(islice(read_facts([path], charter.zone, Problems()), plain)))
        plain_s, verdicts = _timed(lambda: judge(known, charter, NOW).verdicts)
        _, same = _duckdb(pq.read_table(path).slice(0, plain), charter)
    found = Counter((verdict.rule, verdict.verdict) for verdict in verdicts)
    assert _counted(same) == found, "the engines do not agree on the made log"
    return [
        _row("one window over the file", "DuckDB", facts, None, floor * facts, floor),
        _row(rules, "DuckDB, from Parquet", facts, table.num_rows, sql_s, floor),
        _row(rules, "plain Python, from memory", plain, len(verdicts), plain_s, floor),
        _row("reading the file as facts", "plain Python", plain, None, read_s, floor),
    ]


def _row(what: str, by: str, facts: int, verdicts: int | None, seconds: float, floor: float) -> Row:
    return {
        "what": what,
        "by": by,
        "facts": facts,
        "verdicts": verdicts,
        "seconds": seconds,
        "facts_per_second": facts / seconds,
        "times_the_floor": seconds / facts / floor,
    }


def _timed(ask: Any) -> tuple[float, Any]:
    begun = time.perf_counter()
    answer = ask()
    return time.perf_counter() - begun, answer


def _floor(path: Path) -> float:
    import duckdb

    with duckdb.connect() as connection:
        return _timed(lambda: connection.execute(FLOOR, [str(path)]).fetchall())[0]


def _duckdb(log: Any, charter: Charter) -> tuple[float, Any]:
    return _timed(lambda: judge_table(log, charter, NOW))


def _counted(table: Any) -> Counter[tuple[str, str]]:
    counts = table.group_by(["rule", "verdict"]).aggregate([("key", "count")]).to_pylist()
    return Counter({(each["rule"], each["verdict"]): each["key_count"] for each in counts})
