"""What every statement of the engine answers, and how that becomes the columns of a verdict."""

from __future__ import annotations

from collections.abc import Mapping

OUT: Mapping[str, str] = {
    "rule_no": "INTEGER",
    "verdict": "VARCHAR",
    "group_key": "VARCHAR",
    "name": "VARCHAR",
    "subject": "VARCHAR",
    "staff": "VARCHAR",
    "unit": "VARCHAR",
    "customer": "VARCHAR",
    "period": "VARCHAR",
    "t": "BIGINT",
    "due": "BIGINT",
    "warn_at": "BIGINT",
    "closed_at": "BIGINT",
    "limit_no": "INTEGER",
    "elapsed_us": "BIGINT",
    "late_us": "BIGINT",
    "points": "BIGINT",
    "money": "BIGINT",
    "part": "BIGINT",
    "whole": "BIGINT",
    "evidence": "VARCHAR[]",
    "missing": "VARCHAR",
    "words": "VARCHAR",
    "provisional": "BOOLEAN",
    "paused": "BOOLEAN",
}
"""Columns and types. The key of a verdict is rule|group_key|name; lengths are microseconds."""

_MEANT = {"provisional": "FALSE", "paused": "FALSE", "points": "0", "money": "0"}


def out(**columns: str) -> str:
    """A select list of exactly the columns of OUT; what is not given is NULL, 0 or false."""
    unknown = columns.keys() - OUT.keys()
    assert not unknown, f"no such column: {unknown}"
    return ", ".join(
        f"CAST({columns.get(name, _MEANT.get(name, 'NULL'))} AS {kind}) AS {name}"
        for name, kind in OUT.items()
    )


def priced(word: str, which: str) -> str:
    """Points or money that go with a verdict word; `rule` has to be in reach as r."""
    return (
        f"CASE WHEN {word} IN ('breached', 'overdue', 'fell-short') THEN r.breach_{which} "
        f"WHEN {word} IN ('praised', 'met') THEN r.praise_{which} ELSE 0 END"
    )
