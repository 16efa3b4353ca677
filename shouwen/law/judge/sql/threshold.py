"""`threshold` in SQL."""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from collections.abc import Sequence

from shouwen.law.judge.group import ALL
from shouwen.law.judge.rules import ThresholdRule
from shouwen.law.judge.sql import calendars as days
from shouwen.law.judge.sql import expressions as sql
from shouwen.law.judge.sql.cadence import KEY
from shouwen.law.judge.sql.out import out
from shouwen.law.judge.sql.steps import Steps


def threshold_statement(rules: Sequence[tuple[int, ThresholdRule]]) -> str:
    """The one statement that finds the fact or breach with which a count is reached."""
    steps = Steps()
    steps.add(
        "set_off",
        f"""
SELECT f.*, g.rule_no, g.per, g.every, {KEY} AS group_key
FROM facts f
JOIN setting_off k ON k.sort = 'threshold' AND k.kind = f.kind AND f.t >= k.from_at AND f.t < k.until_at
JOIN group_rule g ON g.rule_no = k.rule_no
""",
    )
    steps.add("asked", f"SELECT *, {sql.answers(rules)} AS answer FROM set_off")
    steps.add(
        "events",
        f"""
SELECT rule_no, every, group_key, t, id AS name, id AS fact, unit, customer, answer FROM asked WHERE answer IS NOT NULL
UNION ALL
SELECT g.rule_no, g.every, {KEY} AS group_key, f.t, concat(b.rule, '|', f.group_key, '|', f.name) AS name,
    f.evidence[1] AS fact, f.unit, f.customer, '' AS answer
FROM stage_1 f
JOIN rule b ON b.rule_no = f.rule_no
JOIN counted_clause c ON c.clause = b.clause
JOIN rule r ON r.rule_no = c.rule_no AND f.t >= r.from_at AND f.t < r.until_at
JOIN group_rule g ON g.rule_no = r.rule_no AND g.sort = 'threshold'
WHERE f.verdict IN ('breached', 'overdue')
""",
    )
    steps.add(
        "dated",
        f"""
SELECT e.*, coalesce(p.period, '{ALL}') AS period, o.period AS once_in, w.period AS row_in, w.ordinal AS place,
    CASE WHEN g.window_us IS NOT NULL THEN e.t - g.window_us ELSE m.back_at + e.t - m.from_at END AS since
FROM events e
JOIN group_rule g ON g.rule_no = e.rule_no
{days.utc_day("u", "0", "e.t")}
LEFT JOIN period p ON p.every = e.every AND p.day = {days.day_begin("u", "e.t")}
LEFT JOIN period o ON o.every = g.once AND o.day = {days.day_begin("u", "e.t")}
LEFT JOIN period w ON w.every = g.in_row AND w.day = {days.day_begin("u", "e.t")}
LEFT JOIN months_back m ON m.months = g.months AND m.day = {days.day_begin("u", "e.t")}
WHERE e.group_key IS NOT NULL AND (g.in_row IS NULL OR w.ordinal IS NOT NULL OR e.answer <> '')
""",
    )
    steps.add(
        "numbered",
        """
SELECT *, row_number() OVER (PARTITION BY rule_no, group_key, period ORDER BY t, name) AS n
FROM (
    SELECT * FROM dated WHERE answer = ''
    QUALIFY coalesce(once_in, row_in) IS NULL
        OR row_number() OVER (PARTITION BY rule_no, group_key, coalesce(once_in, row_in) ORDER BY t, name) = 1
)
""",
    )
    steps.add(
        "streaks",
        """
SELECT *, n - min(n) OVER (PARTITION BY rule_no, group_key, period, place - n) + 1 AS length
FROM numbered
""",
    )
    steps.add(
        "reached",
        """
SELECT e.*, e.n - g.wanted + 1 AS first_n
FROM streaks e
JOIN group_rule g ON g.rule_no = e.rule_no
LEFT JOIN numbered o ON o.rule_no = e.rule_no AND o.group_key = e.group_key AND o.period = e.period
    AND o.n = e.n - g.wanted + 1
LEFT JOIN numbered b ON b.rule_no = e.rule_no AND b.group_key = e.group_key AND b.period = e.period
    AND b.n = e.n - g.wanted
WHERE CASE
    WHEN e.place IS NOT NULL THEN e.length = g.wanted
    WHEN e.since IS NULL THEN e.n = g.wanted
    ELSE o.t > e.since AND (b.n IS NULL OR b.t <= e.since)
    END
""",
    )
    steps.add(
        "proven",
        """
SELECT e.rule_no, e.group_key, e.period, e.n, list_sort(list(struct_pack(n := o.n, fact := o.fact))) AS xs
FROM reached e
JOIN numbered o ON o.rule_no = e.rule_no AND o.group_key = e.group_key AND o.period = e.period
    AND o.n BETWEEN e.first_n AND e.n
GROUP BY e.rule_no, e.group_key, e.period, e.n
""",
    )
    steps.add(
        "found",
        """
SELECT e.rule_no, 'breached' AS verdict, e.group_key,
    CASE WHEN e.every IS NOT NULL THEN e.period WHEN e.row_in IS NOT NULL THEN e.row_in
        WHEN e.since IS NOT NULL THEN e.name ELSE 'ever' END AS name,
    e.every, e.period, e.t, e.unit, e.customer, g.per, r.breach_points AS points, r.breach_money AS money,
    g.wanted AS counted, list_transform(p.xs, lambda x: x.fact) AS evidence, NULL AS missing
FROM reached e
JOIN group_rule g ON g.rule_no = e.rule_no
JOIN rule r ON r.rule_no = e.rule_no
JOIN proven p ON p.rule_no = e.rule_no AND p.group_key = e.group_key AND p.period = e.period AND p.n = e.n
UNION ALL
SELECT d.rule_no, 'undecided' AS verdict, d.group_key, d.name,
    d.every, d.period, d.t, d.unit, d.customer, g.per, 0 AS points, 0 AS money,
    NULL AS counted, [d.fact] AS evidence, d.answer AS missing
FROM dated d
JOIN group_rule g ON g.rule_no = d.rule_no
WHERE d.answer <> ''
""",
    )
    return steps.statement(_OUT)


_FOUND = out(
    rule_no="rule_no",
    verdict="verdict",
    group_key="group_key",
    name="name",
    subject="CASE WHEN per = 'subject' THEN group_key END",
    staff="CASE WHEN per = 'staff' THEN group_key END",
    unit="CASE WHEN per = 'unit' THEN group_key ELSE unit END",
    customer="CASE per WHEN 'customer' THEN group_key WHEN 'subject' THEN customer END",
    period="CASE WHEN every IS NOT NULL THEN period END",
    t="t",
    points="points",
    money="money",
    part="counted",
    whole="counted",
    evidence="evidence",
    missing="missing",
)
_OUT = f"SELECT {_FOUND} FROM found"
