"""A log made ready for the SQL engine, without ever holding its facts in memory.

Parquet files that are in order are judged as they lie. Everything else is read row by row, so that each fault is
found and named, and is written down in a Parquet file of the engine's own shape.
"""

# ruff: noqa: S608  (names in the statements are constants of ours, paths are bound as parameters)

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from shouwen.law.charter import Charter
from shouwen.law.facts import Fact, Problems
from shouwen.law.facts.row import COLUMNS, EARLIEST, ITEM, LATEST
from shouwen.law.judge.compile import compile
from shouwen.law.judge.sql.facts import table_of

BATCH = 100_000
_CODES = ("subject", "id", "staff", "unit", "customer")
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT")
_UNFIT = r"^[\s\x{85}\p{Z}]|[\s\x{85}\p{Z}]$|[\x00-\x1f\x7f]|^$"
_PLAIN = ("VARCHAR", "BOOLEAN", *_WHOLE)


@dataclass(frozen=True, slots=True)
class Log:
    """Parquet files the SQL engine reads, how many facts of each kind they hold, and the last instant in them."""

    files: Sequence[Path]
    kinds: Counter[str]
    last_at: int


def written(facts: Iterable[Fact], charter: Charter, folder: Path) -> Log:
    """Facts, a batch at a time, as a file in `folder`."""
    import pyarrow.parquet as pq

    rules = compile(charter)
    path, kinds, last_at = folder / "facts.parquet", Counter[str](), 0
    rest = iter(facts)
    with pq.ParquetWriter(path, table_of([], rules).schema, compression="zstd") as writer:
        while batch := list(islice(rest, BATCH)):
            kinds.update(fact.kind for fact in batch)
            last_at = max(last_at, *(fact.at for fact in batch), 0)
            writer.write_table(table_of(batch, rules))
    return Log([path], kinds, last_at)


def as_they_lie(paths: Sequence[Path], charter: Charter, problems: Problems) -> Log | None:
    """Parquet files with nothing wrong in them, counted in `problems`; None if they have to be read row by row.

    In order are: an id for every fact and no id twice, codes and kinds as they should be, times that are instants,
    and in the columns that rules read only texts, whole numbers, true and false.
    """
    import duckdb

    fields = compile(charter).data_fields
    if not all(_is_parquet(path) for path in paths) or set(fields) & {*COLUMNS, "data"}:
        return None
    names = [str(path) for path in paths]
    with duckdb.connect() as connection:
        try:
            head = connection.execute(
                "DESCRIBE SELECT * FROM read_parquet(?, union_by_name = true)", [names]
            ).fetchall()
            types = {name: str(kind) for name, kind, *_ in head}
            if not _readable(types, fields):
                return None
            kinds = dict(connection.execute(_counts(types), [names]).fetchall())
            ((rows, ids, wrong, last_at),) = connection.execute(_faults(types), [names]).fetchall()
        except duckdb.Error:
            return None
    if wrong or ids != rows:
        return None
    problems.rows += rows
    problems.facts += rows
    return Log(paths, Counter(kinds), last_at or 0)


def _is_parquet(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(4) == b"PAR1"
    except OSError:
        return False


def _readable(types: dict[str, str], fields: Sequence[str]) -> bool:
    if not {"kind", "at", "subject", "id"} <= types.keys() or "data" in types or "t" in types:
        return False
    if any(
        name.startswith((ITEM, "d_")) or "[" in kind or "(" in kind or kind == "BLOB"
        for name, kind in types.items()
    ):
        return False
    instants = all(
        types.get(name, "BIGINT") in ("BIGINT", "TIMESTAMP WITH TIME ZONE") for name in ("at", "recorded_at")
    )
    texts = all(types.get(name, "VARCHAR") == "VARCHAR" for name in ("kind", *_CODES))
    return instants and texts and all(types.get(name, "VARCHAR") in _PLAIN for name in fields)


def _counts(types: dict[str, str]) -> str:
    return "SELECT kind, count(*) FROM read_parquet(?, union_by_name = true) GROUP BY kind"


def _faults(types: dict[str, str]) -> str:
    """Rows, different ids, rows with a fault, and the last instant."""

    def instant(name: str) -> str:
        return f'epoch_us("{name}")' if types[name] != "BIGINT" else f'"{name}"'

    given = [name for name in _CODES if name in types]
    faults = ["kind IS NULL", "NOT regexp_full_match(kind, '[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*')"]
    faults += [f'"{name}" IS NULL' for name in ("at", "subject", "id")]
    faults += [f"regexp_matches(\"{name}\", '{_UNFIT}')" for name in given]
    faults += [
        f"coalesce({instant(name)} NOT BETWEEN {EARLIEST} AND {LATEST - 1}, FALSE)"
        for name in ("at", "recorded_at")
        if name in types
    ]
    return (
        f"SELECT count(*), count(DISTINCT id), count(*) FILTER (WHERE {' OR '.join(f'coalesce({each}, FALSE)' for each in faults)}), "
        f"max({instant('at')}) FROM read_parquet(?, union_by_name = true)"
    )
