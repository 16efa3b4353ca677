"""Numbers of matters: prefix, day, running number, drawn in the transaction that uses them."""

from __future__ import annotations

from datetime import date

from django.db import connection

_DRAW = """
INSERT INTO matters_counter AS counter (prefix, day, last) VALUES (%s, %s, 1)
ON CONFLICT (prefix, day) DO UPDATE SET last = counter.last + 1 RETURNING last"""


def draw(prefix: str, day: date) -> str:
    """`BX20260302-0007`. Two who draw at once wait for each other; a rollback gives the number back."""
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, [prefix, day])
        return f"{prefix}{day:%Y%m%d}-{cursor.fetchone()[0]:04d}"
