"""Verdicts for other programs: JSON Lines and Parquet, one record each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.records import COLUMNS, points_number, record
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.words import why

BATCH = 50_000
_INSTANTS = ("at", "due", "closed_at", "warn_at")


def write_jsonl(verdicts: Iterable[Verdict], charter: Charter, out: IO[str]) -> None:
    """One verdict a line, with every column of a record."""
    for verdict in verdicts:
        out.write(json.dumps(record(verdict, charter), ensure_ascii=False) + "\n")


def write_parquet(verdicts: Iterable[Verdict], charter: Charter, path: Path) -> None:
    """The same records with types: instants in UTC, lists, `why` as a structure of zh and en."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema()
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in _batches(verdicts):
            rows = [_typed(verdict, charter) for verdict in batch]
            writer.write_table(pa.Table.from_pylist(rows, schema))


def _batches(verdicts: Iterable[Verdict]) -> Iterator[list[Verdict]]:
    rest = iter(verdicts)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _schema() -> Any:
    import pyarrow as pa

    text, number, whole = pa.string(), pa.float64(), pa.int64()
    types: dict[str, Any] = dict.fromkeys(_INSTANTS, pa.timestamp("us", "UTC"))
    types |= dict.fromkeys(("limit_s", "elapsed_s", "late_s", "points"), number)
    types |= dict.fromkeys(("part", "whole", "money"), whole)
    types |= dict.fromkeys(("provisional", "paused"), pa.bool_())
    types |= dict.fromkeys(("cites", "evidence"), pa.list_(text))
    types["why"] = pa.struct([("zh", text), ("en", text)])
    return pa.schema([(name, types.get(name, text)) for name in COLUMNS])


def _typed(verdict: Verdict, charter: Charter) -> dict[str, Any]:
    said = why(verdict, charter)
    row = {name: getattr(verdict, name, None) for name in COLUMNS}
    lists = {"cites": list(verdict.cites), "evidence": list(verdict.evidence)}
    return row | lists | {
        "limit": verdict.limit_text,
        "points": points_number(verdict.points),
        "why": {"zh": said.zh, "en": said.en},
    }  # fmt: skip
