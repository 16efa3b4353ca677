"""Facts in Parquet: read in batches, written with one typed column for each item of data."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from shouwen.law.facts.fact import Fact, Value, canonical
from shouwen.law.facts.problems import Unreadable
from shouwen.law.facts.row import COLUMNS, Micros, column_of
from shouwen.law.facts.text import Source
from shouwen.words import Words

BATCH = 16_384
INSTANTS = ("at", "recorded_at")


def open_parquet(source: Source) -> Any:
    """The pyarrow.parquet.ParquetFile. Errors: Unreadable when it is damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(source.path)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise damaged(source, error) from error


def damaged(source: Source, error: Exception) -> Unreadable:
    """What to say of a Parquet file whose inside cannot be read."""
    why = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
    return Unreadable(
        Words(
            f"{source.name}：Parquet 文件已损坏（{why}）；请重新导出。",
            f"{source.name}: the Parquet file is damaged ({why}); export it again.",
        )
    )


def parquet_rows(source: Source) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows, numbered from 1. Times with a zone and whole numbers are instants, times without one text."""
    import pyarrow as pa

    file = open_parquet(source)
    line = 0
    try:
        for batch in file.iter_batches(batch_size=BATCH):
            if source.tick:
                source.tick(line / max(file.metadata.num_rows, 1))
            columns = [_values(name, batch.column(name)) for name in batch.schema.names]
            for values in zip(*columns, strict=True):
                line += 1
                source.problems.rows += 1
                yield line, dict(zip(batch.schema.names, values, strict=True))
    except (pa.ArrowException, OSError) as error:
        raise damaged(source, error) from error
    finally:
        file.close()


def _values(name: str, column: Any) -> list[Any]:
    """The values of a column as a row of text would have them; NaN is how other programs write a gap."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_timestamp(kind):
        moments = column.cast(pa.timestamp("us", kind.tz), safe=False)
        if kind.tz is not None and name in INSTANTS:
            return _micros(moments.cast(pa.int64()))
        return [value and value.isoformat() for value in moments.to_pylist()]
    if name in INSTANTS and pa.types.is_integer(kind):
        return _micros(column)
    values = column.to_pylist()
    if pa.types.is_floating(kind):
        return [None if value is None or math.isnan(value) else value for value in values]
    if pa.types.is_date(kind) or pa.types.is_time(kind):
        return [value and value.isoformat() for value in values]
    if pa.types.is_decimal(kind):
        return [_number(value) for value in values]
    return [value and dict(value) for value in values] if pa.types.is_map(kind) else list(values)


def _number(value: Any) -> int | float | None:
    return None if value is None else float(value) if value % 1 else int(value)


def _micros(column: Any) -> list[Micros | None]:
    return [None if value is None else Micros(value) for value in column.to_pylist()]


def write_parquet(facts: Sequence[Fact], path: Path) -> None:
    """Facts with instants in UTC; an item of data that has values of several types becomes canonical text."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns: dict[str, Any] = {}
    for name in COLUMNS:
        kind = pa.timestamp("us", "UTC") if name in INSTANTS else pa.string()
        columns[name] = pa.array([getattr(fact, name) for fact in facts], kind)
    for name in dict.fromkeys(name for fact in facts for name in fact.data):
        columns[column_of(name)] = _column([fact.data.get(name) for fact in facts])
    pq.write_table(pa.table(columns), path, compression="zstd")


def _column(values: list[Value]) -> Any:
    import pyarrow as pa

    types = {type(value) for value in values if value is not None}
    if len(types) > 1 or (
        types == {int} and any(abs(value) >= 1 << 63 for value in values if isinstance(value, int))
    ):
        return pa.array([canonical(value) for value in values], pa.string())
    return pa.array(
        values,
        {bool: pa.bool_(), int: pa.int64(), float: pa.float64()}.get(next(iter(types), str), pa.string()),
    )
