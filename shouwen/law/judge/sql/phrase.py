"""`phrase` beside SQL: words are no matter for statements, so the speech facts are read back and judged in Python."""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from typing import TYPE_CHECKING

from shouwen.law.facts.fact import Fact
from shouwen.law.judge.plain.history import histories
from shouwen.law.judge.plain.phrase import phrase_verdicts
from shouwen.law.judge.rules import PhraseRow, Rules
from shouwen.law.judge.rules.phrase import ENDED, SAID
from shouwen.law.judge.sql.out import OUT, out
from shouwen.law.judge.sql.parameters import keep, numbered

if TYPE_CHECKING:
    import duckdb

_HEAD = ("t", "kind", "subject", "id", "staff", "unit", "customer")
_SAME = ("verdict", "subject", "staff", "unit", "customer", "points", "money", "evidence", "missing", "words")


def phrase_statement(connection: duckdb.DuckDBPyConnection, rules: Rules) -> str:
    """Judge what was said; the statement that reads the verdicts."""
    import pyarrow as pa

    numbers = {rule.rule: number for number, rule in numbered(rules, rules.of(PhraseRow))}
    found = [
        {
            **{name: getattr(verdict, name) for name in _SAME},
            "rule_no": numbers[verdict.rule],
            "name": verdict.key.removeprefix(f"{verdict.rule}|{verdict.subject}|"),
            "t": verdict.at,
        }
        for verdict in phrase_verdicts(histories(_spoken(connection, rules), rules.picks), rules)
    ]
    types = {"rule_no": pa.int32(), "evidence": pa.list_(pa.string())}
    types |= dict.fromkeys(("t", "points", "money"), pa.int64())
    names = ("rule_no", "name", "t", *_SAME)
    schema = pa.schema([(name, types.get(name, pa.string())) for name in names])
    keep(connection, "phrase_found", pa.Table.from_pylist(found, schema))
    columns = {name: f"f.{name}" for name in OUT if name in names}
    return f"SELECT {out(**columns, group_key='f.subject')} FROM phrase_found f"


def _spoken(connection: duckdb.DuckDBPyConnection, rules: Rules) -> list[Fact]:
    """The speech facts as they stand in the table, with the data the phrase rules read."""
    fields = sorted(frozenset[str]().union(*(row.own_fields for row in rules.of(PhraseRow))))
    columns = ", ".join([*_HEAD, *(f'"d_{name}"' for name in fields)])
    rows = connection.execute(
        f"SELECT {columns} FROM facts WHERE kind IN ('{SAID}', '{ENDED}') ORDER BY t, id"
    ).fetchall()
    return [
        Fact(kind, at, subject, id, None, staff, unit, customer, dict(zip(fields, data, strict=True)))
        for at, kind, subject, id, staff, unit, customer, *data in rows
    ]
