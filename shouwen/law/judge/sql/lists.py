"""What happened to a subject as sorted lists, and the first of them at or after an instant.

Faster than an ASOF join or a window: a subject has few facts of a kind, and the lists are made once for all rules.
"""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from shouwen.law.judge.sql.steps import Steps


def lists_of(steps: Steps, sets: str, subjects: str) -> None:
    """`lists`: for each of these sets of kinds and subjects its facts as structs (t, id, i), in order."""
    steps.add(
        "lists",
        f"""
SELECT k.set_no, f.subject, list_sort(list(struct_pack(t := f.t, id := f.id, i := f.i))) AS xs
FROM facts f
JOIN kind_set k ON k.kind = f.kind
WHERE k.set_no IN ({sets}) AND f.subject IN ({subjects})
GROUP BY k.set_no, f.subject
""",
    )


def first_from(xs: str, start: str) -> str:
    """The first of a list at or after the fact `start` that is not that fact itself; NULL if there is none."""
    return f"list_filter({xs}, lambda x: x.t >= {start}.t AND x.i <> {start}.i)[1]"


def last_until(xs: str, end: str) -> str:
    """The last of a list at or before the fact `end` that is not that fact itself; NULL if there is none."""
    return f"list_filter({xs}, lambda x: x.t <= {end}.t AND x.i <> {end}.i)[-1]"
