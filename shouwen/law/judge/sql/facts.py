"""The one `facts` relation the statements read: integers for instants, canonical text for everything that is compared.

i         the place of the fact, by which rows are told apart
t         microseconds since 1970-01-01 UTC (`at` is a reserved word)
kind, subject, id, staff, unit, customer, and d_<field> for each item of data a rule reads
of_kind is the same with a row more, under the name of the pick, for each fact that is picked.

open_<calendar>  whether it was open at t, for each calendar that conditions ask
"""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shouwen.law.facts.fact import Fact, canonical, read
from shouwen.law.judge.rules import Rules
from shouwen.law.judge.sql.expressions import holds, open_column, text
from shouwen.law.judge.sql.lists import TIES
from shouwen.law.judge.sql.parameters import keep

if TYPE_CHECKING:
    import duckdb

Relation = Any
"""A pyarrow.Table, or paths of Parquet files, with the columns of a fact file."""

_INTEGERS = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"}


def table_of(facts: Iterable[Fact], rules: Rules) -> Any:
    """Facts as a pyarrow.Table in the shape of the log."""
    import pyarrow as pa

    known = list(facts)
    columns = {
        "t": pa.array([fact.at for fact in known], pa.int64()),
        "kind": pa.array([fact.kind for fact in known], pa.string()),
        "subject": pa.array([fact.subject for fact in known], pa.string()),
        "id": pa.array([fact.id for fact in known], pa.string()),
    }
    for name in ("staff", "unit", "customer"):
        columns[name] = pa.array([canonical(getattr(fact, name)) for fact in known], pa.string())
    for name in rules.data_fields:
        columns[f"d_{name}"] = pa.array([read(fact, name) for fact in known], pa.string())
    return pa.table(columns)


def register(connection: duckdb.DuckDBPyConnection, log: Relation, rules: Rules, now: int) -> int:
    """Make the table `facts`: what had happened by `now`, each id once. The most facts a subject has."""
    source = _source(connection, log)
    types = {name: str(kind) for name, kind, *_ in connection.execute(f"DESCRIBE {source}").fetchall()}
    names = [
        "t",
        "kind",
        "subject",
        "id",
        "staff",
        "unit",
        "customer",
        *(f"d_{f}" for f in rules.data_fields),
    ]
    columns = ", ".join(f'{_about(name, rules, types)} AS "{name}"' for name in names)
    connection.execute(f"CREATE TEMP VIEW log AS SELECT {columns} FROM {source}")
    ((unordered, twice),) = connection.execute(_CHECK).fetchall()
    once = "QUALIFY row_number() OVER (PARTITION BY id ORDER BY t, {}) = 1".format(
        ", ".join(f"coalesce(\"{name}\", '')" for name in names if name not in ("t", "id"))
    )
    ordered = f"SELECT * FROM log WHERE t <= {now} {once if twice else ''}"
    if unordered or twice:
        ordered += " ORDER BY t, id"
    connection.execute(_FACTS.format(ordered=_opened(connection, ordered, rules)))
    _pick(connection, rules)
    ((most,),) = connection.execute(
        "SELECT max(n) FROM (SELECT count(*) AS n FROM facts GROUP BY subject)"
    ).fetchall()
    return most or 0


def _pick(connection: duckdb.DuckDBPyConnection, rules: Rules) -> None:
    """Make `of_kind`; without picks it is `facts`."""
    if not rules.picks:
        connection.execute("CREATE TEMP VIEW of_kind AS SELECT * FROM facts")
        return
    import pyarrow as pa

    numbers = list(range(len(rules.picks)))
    rows = {
        "pick_no": numbers,
        "base": [pick.kind for pick in rules.picks],
        "name": list(map(str, rules.picks)),
    }
    keep(connection, "pick", pa.table(rows))
    asked = " ".join(f"WHEN {number} THEN {holds(pick.where)}" for number, pick in enumerate(rules.picks))
    connection.execute(f"""
CREATE TEMP TABLE picked AS
SELECT f.* REPLACE (p.name AS kind)
FROM facts f
JOIN pick p ON p.base = f.kind
WHERE CASE p.pick_no {asked} END
""")
    connection.execute("CREATE TEMP VIEW of_kind AS SELECT * FROM facts UNION ALL SELECT * FROM picked")


def _opened(connection: duckdb.DuckDBPyConnection, ordered: str, rules: Rules) -> str:
    """The facts with a column for each calendar that conditions ask, in the same order."""
    ((low, high),) = connection.execute("SELECT min(t), max(t) FROM log").fetchall()
    if not rules.hours or low is None:
        shut = "".join(f", FALSE AS {open_column(name)}" for name in rules.hours)
        return f"SELECT *{shut} FROM ({ordered})"
    columns, joins = "", ""
    for number, (name, calendar) in enumerate(rules.hours.items()):
        import pyarrow as pa

        begin, end = calendar.spans(low, high)
        keep(connection, f"hours_{number}", pa.table({"begin_at": begin, "end_at": end}))
        columns += f", coalesce(h{number}.end_at > f.t, FALSE) AS {open_column(name)}"
        joins += f" ASOF LEFT JOIN hours_{number} h{number} ON f.t >= h{number}.begin_at"
    return f"SELECT f.*{columns} FROM ({ordered}) f{joins} ORDER BY f.t, f.id"


_CHECK = """
SELECT bool_or(before_t > t OR (before_t = t AND before_id > id)), count(*) > count(DISTINCT id)
FROM (SELECT t, id, lag(t) OVER () AS before_t, lag(id) OVER () AS before_id FROM log)
"""
_FACTS = f"""
CREATE TEMP TABLE facts AS
SELECT max(begun) OVER (ROWS UNBOUNDED PRECEDING) * {TIES} + n - max(begun) OVER (ROWS UNBOUNDED PRECEDING) AS i,
    * EXCLUDE (n, begun)
FROM (
    SELECT *, CASE WHEN t IS DISTINCT FROM lag(t) OVER () THEN n END AS begun
    FROM (SELECT row_number() OVER () AS n, * FROM ({{ordered}}))
)
"""


def _source(connection: duckdb.DuckDBPyConnection, log: Relation) -> str:
    if isinstance(log, str | Path):
        log = [log]
    if not isinstance(log, Sequence):
        connection.register("given_facts", log)
        return "given_facts"
    paths = ", ".join("'" + str(path).replace("'", "''") + "'" for path in log)
    connection.execute(
        f"CREATE TEMP VIEW given_facts AS SELECT * FROM read_parquet([{paths}], union_by_name = true)"
    )
    return "given_facts"


def _about(name: str, rules: Rules, types: dict[str, str]) -> str:
    """A column as rules read it: whom facts of some kinds are about stands in a field of theirs."""
    own = _column(name, types)
    cases = "".join(
        f" WHEN {text(kind)} THEN {_column(f'd_{about[name]}', types)}"
        for kind, about in rules.about.items()
        if name in about
    )
    return f"CASE {_column('kind', types)}{cases} ELSE {own} END" if cases else own


def _column(name: str, types: dict[str, str]) -> str:
    """How a column of the log is read; what the log does not have is not given.

    Errors: ValueError for a log without `kind`, `at`, `subject` or `id`, or with times that are text.
    """
    if name == "t":
        return _instant(types)
    given = name if name in types else name.removeprefix("d_")
    if given not in types:
        if name in ("kind", "subject", "id"):
            raise ValueError(f"the facts have no column {name!r}; read them with shouwen.law.facts first")
        return "CAST(NULL AS VARCHAR)"
    return _canonical(f'"{given}"', types[given])


def _instant(types: dict[str, str]) -> str:
    name = "t" if "t" in types else "at"
    kind = types.get(name, "")
    if kind in _INTEGERS:
        return f'"{name}"'
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f'epoch_us("{name}")'
    raise ValueError(
        f"the facts need a column 'at' of integers (microseconds UTC) or timestamps with a zone, not {kind or 'none'}; "
        "read them with shouwen.law.facts first"
    )


def _canonical(value: str, kind: str) -> str:
    """The text that `canonical` gives: true and false, integers without a point, nothing for an empty text."""
    if kind in ("FLOAT", "DOUBLE"):
        whole = f"{value} = trunc({value}) AND abs({value}) < 1e18"
        number = f"CASE WHEN {whole} THEN CAST(CAST({value} AS BIGINT) AS VARCHAR) ELSE CAST({value} AS VARCHAR) END"
        return f"CASE WHEN isnan({value}) THEN NULL ELSE {number} END"
    if kind in ("TIMESTAMP WITH TIME ZONE", "TIMESTAMP", "DATE", "TIME") or kind.startswith(
        ("STRUCT", "MAP")
    ):
        raise ValueError(f"column {value} of the facts is {kind}, not text, number or true/false")
    return f"nullif(CAST({value} AS VARCHAR), '')"
