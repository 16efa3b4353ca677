"""`assign` with `even` in SQL."""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from collections.abc import Sequence

from shouwen.law.judge.group import ALL
from shouwen.law.judge.rules.even import EvenRule
from shouwen.law.judge.sql import calendars as days
from shouwen.law.judge.sql import expressions as sql
from shouwen.law.judge.sql.out import out, priced
from shouwen.law.judge.sql.steps import Steps

_KEY = f"CASE g.per WHEN 'unit' THEN f.unit ELSE '{ALL}' END"


def even_statement(rules: Sequence[tuple[int, EvenRule]]) -> str:
    """The one statement that compares what somebody was given with what the others have."""
    steps = Steps()
    for name, which in (("begun", "begin_set"), ("ended", "end_set")):
        steps.add(
            name,
            f"""
SELECT g.rule_no, {_KEY} AS group_key, f.staff, f.i, f.t, f.id
FROM group_rule g
JOIN kind_set k ON k.set_no = g.{which}
JOIN of_kind f ON f.kind = k.kind
WHERE g.sort = 'even' AND {_KEY} IS NOT NULL AND f.staff IS NOT NULL
""",
        )
    steps.add(
        "set_off",
        f"""
SELECT f.*, g.rule_no, g.every, g.wanted, {_KEY} AS group_key
FROM facts f
JOIN setting_off k ON k.sort = 'even' AND k.kind = f.kind
JOIN group_rule g ON g.rule_no = k.rule_no
WHERE {_KEY} IS NOT NULL
""",
    )
    steps.add("asked", f"SELECT *, {sql.answers(rules)} AS answer FROM set_off")
    steps.add(
        "given",
        f"""
SELECT a.*, p.period
FROM asked a
{days.utc_day("u", "0", "a.t")}
JOIN period p ON p.every = a.every AND p.day = {days.day_begin("u", "a.t")}
WHERE a.answer IS NOT NULL
""",
    )
    steps.add(
        "judgeable",
        """
SELECT g.*, r.praised, r.breach_points, r.breach_money, r.praise_points, r.praise_money
FROM given g
JOIN rule r ON r.rule_no = g.rule_no
WHERE g.t >= r.from_at AND g.t < r.until_at
""",
    )
    steps.add("sure", "SELECT * FROM judgeable WHERE answer = '' AND staff IS NOT NULL")
    steps.add(
        "joined",
        """
SELECT s.rule_no, s.group_key, s.period, s.i, s.t, b.staff, max(b.t) AS since_t, max_by(b.id, b.i) AS since_id
FROM sure s
JOIN begun b ON b.rule_no = s.rule_no AND b.group_key = s.group_key
WHERE b.t <= s.t AND b.staff <> s.staff
GROUP BY s.rule_no, s.group_key, s.period, s.i, s.t, b.staff
""",
    )
    steps.add(
        "member",
        """
SELECT j.*
FROM joined j
WHERE NOT EXISTS (
    SELECT 1 FROM ended e
    WHERE e.rule_no = j.rule_no AND e.group_key = j.group_key AND e.staff = j.staff AND e.t >= j.since_t AND e.t <= j.t
)
""",
    )
    steps.add(
        "loaded",
        """
SELECT m.rule_no, m.i, m.staff, m.since_id, count(o.i) AS most, count(o.i) FILTER (o.answer = '') AS least
FROM member m
LEFT JOIN given o ON o.rule_no = m.rule_no AND o.group_key = m.group_key AND o.period = m.period
    AND o.staff = m.staff AND o.i <= m.i
GROUP BY m.rule_no, m.i, m.staff, m.since_id
""",
    )
    steps.add(
        "others",
        """
SELECT rule_no, i, min(most) AS most, min(least) AS least,
    arg_min(since_id, struct_pack(most := most, staff := staff)) AS since_id
FROM loaded
GROUP BY rule_no, i
""",
    )
    steps.add(
        "own",
        """
SELECT s.rule_no, s.i, count(*) FILTER (o.staff = s.staff) AS most,
    count(*) FILTER (o.staff = s.staff AND o.answer = '') AS least,
    arg_min(o.answer, o.i) FILTER (o.answer <> '') AS doubt
FROM sure s
JOIN given o ON o.rule_no = s.rule_no AND o.group_key = s.group_key AND o.period = s.period
    AND o.i <= s.i AND o.staff IS NOT NULL
GROUP BY s.rule_no, s.i
""",
    )
    steps.add(
        "judged",
        """
SELECT s.*, w.least AS own_least, w.doubt, o.most + s.wanted AS allowed, o.since_id,
    CASE
        WHEN w.least > o.most + s.wanted THEN 'breached'
        WHEN w.most > o.least + s.wanted THEN 'undecided'
        WHEN s.praised THEN 'praised'
        ELSE 'kept'
    END AS verdict
FROM sure s
JOIN own w ON w.rule_no = s.rule_no AND w.i = s.i
LEFT JOIN others o ON o.rule_no = s.rule_no AND o.i = s.i
""",
    )
    return steps.statement(_OUT)


_HEAD = {
    "rule_no": "r.rule_no",
    "group_key": "r.group_key",
    "name": "r.id",
    "subject": "r.subject",
    "staff": "r.staff",
    "unit": "r.unit",
    "customer": "r.customer",
    "period": "r.period",
    "t": "r.t",
}
_JUDGED = out(
    **_HEAD,
    verdict="r.verdict",
    points=priced("r.verdict", "points"),
    money=priced("r.verdict", "money"),
    part="r.own_least",
    whole="r.allowed",
    evidence="list_filter([r.id, r.since_id], lambda x: x IS NOT NULL)",
    missing="CASE WHEN r.verdict = 'undecided' THEN r.doubt END",
)
_UNDECIDED = out(
    **_HEAD, verdict="'undecided'", evidence="[r.id]", missing="coalesce(nullif(r.answer, ''), 'staff')"
)
_OUT = f"""
SELECT {_JUDGED} FROM judged r
UNION ALL
SELECT {_UNDECIDED} FROM judgeable r WHERE r.answer <> '' OR r.staff IS NULL
"""
