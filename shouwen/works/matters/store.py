"""The statements by which matters are written: one to take in, one to move. The clerk waits for both.

Plain SQL made once from the models; a queryset writes its statement anew each time, which takes longer than
the database takes to carry it out.
"""

# ruff: noqa: S608  (tables and columns are those of our models; values travel as parameters)

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

from shouwen.works.matters.models import Matter

M = TypeVar("M", bound=Model)
_FIELDS = [field for field in Matter._meta.concrete_fields if not field.primary_key]
_INSERT = f"""
WITH matter AS (
    INSERT INTO matters_matter ({", ".join(field.column for field in _FIELDS)})
    VALUES ({", ".join(["%s"] * len(_FIELDS))}) RETURNING id
), haystack AS (
    INSERT INTO matters_haystack (matter_id, words, bigrams) SELECT id, %s, %s FROM matter
)
SELECT id FROM matter"""


def insert(matter: Matter, words: str, bigrams: Sequence[int]) -> None:
    """A new matter with what it is found by; it gets its key."""
    values = [field.get_db_prep_save(getattr(matter, field.attname), connection) for field in _FIELDS]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [*values, words, list(bigrams)])
        (matter.pk,) = cursor.fetchone()
    matter._state.adding, matter._state.db = False, "default"


def move(matter: Matter, revision: int, changes: Mapping[str, Any]) -> bool:
    """Compare and set: the changes, if the row still has that revision; answers whether it had."""
    columns, values = [], []
    for name, value in changes.items():
        field = Matter._meta.get_field(name)
        columns.append(f"{field.column} = %s")
        plain = value.pk if isinstance(value, Model) else value
        values.append(field.get_db_prep_save(plain, connection))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE matters_matter SET {', '.join(columns)} WHERE id = %s AND revision = %s",
            [*values, matter.pk, revision],
        )
        return cursor.rowcount == 1


def by_code(model: type[M], column: str, codes: Iterable[str]) -> dict[str, M]:
    """The rows of a model whose code is among these, by code."""
    names, statement = _select(model, column)  # type: ignore[arg-type]
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(codes)])
        found = (model.from_db("default", names, row) for row in cursor.fetchall())
        return {getattr(row, column): row for row in found}


@cache
def _select(model: type[Model], column: str) -> tuple[list[str], str]:
    names = [field.attname for field in model._meta.concrete_fields]
    table = model._meta.db_table
    return names, f"SELECT {', '.join(names)} FROM {table} WHERE {column} = ANY(%s)"
