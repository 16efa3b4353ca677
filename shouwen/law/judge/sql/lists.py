"""What happened to a subject as sorted lists of places, and the first or last of them beside a fact.

Faster than an ASOF join or a window: a subject has few facts of a kind, a place is one integer, and a list is made
once for all rules. A list is searched from its beginning, so subjects with very many facts of a kind (a crowd) are
left to a window function, which costs more a fact but does not grow with the square.
"""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from shouwen.law.judge.sql.steps import Steps

TIES = 1 << 32
"""A place is the number of its instant times this, plus the number of the fact within the instant."""
CROWD = 400


def at_once(i: str) -> str:
    """The place of the first fact of the same instant."""
    return f"({i} - {i} % {TIES})"


def lists_of(steps: Steps, sets: str, asks: str, crowds: bool) -> None:
    """`lists`: for each of these sets of kinds and each subject the places of its facts, in order.

    `beside`: the answers for crowds, if there are `crowds`, to `asks` (set_no, subject, i).
    """
    steps.add(
        "all_lists",
        f"""
SELECT k.set_no, f.subject, list_sort(list(f.i)) AS xs
FROM of_kind f
JOIN kind_set k ON k.kind = f.kind
WHERE k.set_no IN ({sets})
GROUP BY k.set_no, f.subject
""",
    )
    if not crowds:
        steps.add("lists", "SELECT * FROM all_lists")
        return
    steps.add("lists", f"SELECT * FROM all_lists WHERE len(xs) <= {CROWD}")
    steps.add("crowd", f"SELECT set_no, subject, unnest(xs) AS x FROM all_lists WHERE len(xs) > {CROWD}")
    _beside_crowd(steps, asks)


def hit(found: str, crowds: bool, beside: str) -> str:
    """What was found in a list, or else beside a crowd."""
    return f"coalesce({found}, {beside})" if crowds else found


def join_beside(alias: str, set_no: str, i: str, crowds: bool) -> str:
    """Join the answers for crowds, if there are any."""
    return f"LEFT JOIN beside {alias} ON {alias}.set_no = {set_no} AND {alias}.i = {i}" if crowds else ""


def first_from(xs: str, start: str) -> str:
    """The first place of a list at or after the instant of `start` that is not `start`; NULL if there is none."""
    return f"list_filter({xs}, lambda x: x >= {at_once(start)} AND x <> {start})[1]"


def last_until(xs: str, end: str) -> str:
    """The last place of a list at or before the instant of `end` that is not `end`; NULL if there is none."""
    return f"list_filter({xs}, lambda x: x < {at_once(end)} + {TIES} AND x <> {end})[-1]"


def _beside_crowd(steps: Steps, asks: str) -> None:
    """`beside` with set_no, i, first_i, last_i: first_from and last_until of `asks` about crowds.

    Every ask is asked four times, from its instant and from just behind itself and likewise back, so that the
    fact itself can be passed over.
    """
    steps.add("crowded", "SELECT DISTINCT set_no, subject FROM crowd")
    steps.add(
        "ask",
        f"""
SELECT DISTINCT a.set_no, a.subject, a.i
FROM ({asks}) a
JOIN crowded c ON c.set_no = a.set_no AND c.subject = a.subject
""",
    )
    edges = {"1": at_once("i"), "2": "i + 1", "3": f"{at_once('i')} + {TIES}", "4": "i"}
    asked = " UNION ALL ".join(
        f"SELECT set_no, subject, i, {edge} AS edge, {which} AS which, CAST(NULL AS BIGINT) AS x FROM ask"
        for which, edge in edges.items()
    )
    window = "PARTITION BY set_no, subject ORDER BY edge, which ROWS BETWEEN"
    steps.add(
        "line",
        f"""
SELECT set_no, i, which,
    min(x) OVER ({window} CURRENT ROW AND UNBOUNDED FOLLOWING) AS next_x,
    max(x) OVER ({window} UNBOUNDED PRECEDING AND CURRENT ROW) AS last_x
FROM (
    {asked}
    UNION ALL
    SELECT set_no, subject, NULL AS i, x AS edge, 9 AS which, x FROM crowd
)
""",
    )
    steps.add(
        "edges",
        """
SELECT set_no, i,
    max(CASE WHEN which = 1 THEN next_x END) AS first_i, max(CASE WHEN which = 2 THEN next_x END) AS second_i,
    max(CASE WHEN which = 3 THEN last_x END) AS last_i, max(CASE WHEN which = 4 THEN last_x END) AS before_i
FROM line
WHERE which < 9
GROUP BY set_no, i
""",
    )
    steps.add(
        "beside",
        """
SELECT set_no, i, CASE WHEN first_i = i THEN second_i ELSE first_i END AS first_i,
    CASE WHEN last_i = i THEN before_i ELSE last_i END AS last_i
FROM edges
""",
    )
