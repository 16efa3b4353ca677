"""Facts out to a file that reads back as the same facts."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from shouwen.law.facts.fact import Fact, canonical
from shouwen.law.facts.row import COLUMNS, column_of
from shouwen.law.worktime.instants import format_iso


def write_facts(facts: Iterable[Fact], path: Path, zone: str) -> None:
    """Facts as JSON Lines, CSV or Parquet, as the name says; `.gz` behind it compresses the first two.

    CSV and Parquet have one column for each item of data. CSV has no types: values become canonical text.
    """
    name = path.name.lower().removesuffix(".gz")
    if name.endswith((".parquet", ".pq")):
        from shouwen.law.facts.parquet import write_parquet

        write_parquet(list(facts), path)
    elif name.endswith(".csv"):
        _write_csv(list(facts), path, zone)
    else:
        with _text(path) as out:
            for fact in facts:
                out.write(json.dumps(as_record(fact, zone), ensure_ascii=False) + "\n")


def as_record(fact: Fact, zone: str) -> dict[str, Any]:
    """A fact as one JSON object; what is not given is left out."""
    record = {name: getattr(fact, name) for name in COLUMNS}
    record["at"] = format_iso(fact.at, zone)
    if fact.recorded_at is not None:
        record["recorded_at"] = format_iso(fact.recorded_at, zone)
    return {
        name: value for name, value in {**record, "data": dict(fact.data)}.items() if value not in (None, {})
    }


def data_names(facts: Sequence[Fact]) -> list[str]:
    """Every name of data that occurs, in the order of first use."""
    return list(dict.fromkeys(name for fact in facts for name in fact.data))


def _write_csv(facts: Sequence[Fact], path: Path, zone: str) -> None:
    names = data_names(facts)
    with _text(path) as out:
        writer = csv.writer(out)
        writer.writerow([*COLUMNS, *map(column_of, names)])
        for fact in facts:
            record = as_record(fact, zone)
            fixed = [record.get(name, "") for name in COLUMNS]
            writer.writerow([*fixed, *(canonical(fact.data.get(name)) or "" for name in names)])


@contextmanager
def _text(path: Path) -> Iterator[IO[str]]:
    """The file for writing UTF-8; equal content gives equal bytes, compressed too."""
    with path.open("wb") as raw:
        if not path.name.lower().endswith(".gz"):
            with io.TextIOWrapper(raw, "utf-8", newline="") as out:
                yield out
            return
        with (
            gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed,
            io.TextIOWrapper(packed, "utf-8", newline="") as out,
        ):
            yield out
