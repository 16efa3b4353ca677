"""`cadence` in SQL."""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from collections.abc import Sequence

from shouwen.law.judge.group import ALL
from shouwen.law.judge.rules import CadenceRule
from shouwen.law.judge.sql import calendars as days
from shouwen.law.judge.sql import expressions as sql
from shouwen.law.judge.sql.out import out, priced
from shouwen.law.judge.sql.steps import Steps

KEY = (
    "CASE g.per WHEN 'all' THEN 'all' WHEN 'staff' THEN f.staff WHEN 'unit' THEN f.unit "
    "WHEN 'customer' THEN f.customer ELSE f.subject END"
)


def cadence_statement(rules: Sequence[tuple[int, CadenceRule]], now: int) -> str:
    """The one statement that counts what has to happen in every period."""
    steps = Steps()
    for name, which in (("begun", "begin_set"), ("ended", "end_set")):
        steps.add(
            name,
            f"""
SELECT g.rule_no, {KEY} AS group_key,
    list_sort(list(struct_pack(t := f.t, id := f.id, unit := f.unit, customer := f.customer))) AS xs
FROM group_rule g
JOIN kind_set k ON k.set_no = g.{which}
JOIN of_kind f ON f.kind = k.kind
WHERE {KEY} IS NOT NULL
GROUP BY g.rule_no, {KEY}
""",
        )
    steps.add(
        "member",
        """
SELECT b.rule_no, b.group_key, w.* EXCLUDE (rule_no, group_key),
    list_filter(b.xs, lambda x: x.t <= w.from_at)[-1] AS start
FROM begun b
JOIN asked_window w ON w.rule_no = b.rule_no
WHERE w.from_at >= b.xs[1].t AND (w.group_key IS NULL OR w.group_key = b.group_key)
""",
    )
    steps.add(
        "due_here",
        f"""
SELECT m.*
FROM member m
LEFT JOIN ended e ON e.rule_no = m.rule_no AND e.group_key = m.group_key
WHERE e.xs IS NULL OR len(list_filter(e.xs, lambda x: x.t >= m.start.t AND x.t < m.until_at)) = 0
UNION ALL
SELECT w.rule_no, '{ALL}' AS group_key, w.* EXCLUDE (rule_no, group_key), NULL AS start
FROM asked_window w
JOIN group_rule g ON g.rule_no = w.rule_no AND g.begin_set IS NULL
""",
    )
    steps.add(
        "set_off",
        f"""
SELECT f.*, g.rule_no, g.every, {KEY} AS group_key
FROM facts f
JOIN setting_off k ON k.sort = 'cadence' AND k.kind = f.kind
JOIN group_rule g ON g.rule_no = k.rule_no
WHERE {KEY} IS NOT NULL
""",
    )
    steps.add("asked", f"SELECT *, {sql.answers(rules)} AS answer FROM set_off")
    steps.add(
        "tally",
        f"""
SELECT d.rule_no, d.group_key, d.period,
    list_sort(list(struct_pack(t := a.t, id := a.id)) FILTER (a.answer = '')) AS sure,
    count(*) FILTER (a.answer <> '') AS unsure,
    arg_min(a.answer, struct_pack(t := a.t, id := a.id)) FILTER (a.answer <> '') AS missing
FROM asked a
{days.utc_day("u", "0", "a.t")}
JOIN period p ON p.every = a.every AND p.day = {days.day_begin("u", "a.t")}
JOIN due_here d ON d.rule_no = a.rule_no AND d.group_key = a.group_key AND d.period = p.period
WHERE a.answer IS NOT NULL AND a.t >= d.counts_from AND a.t < d.counts_until
GROUP BY d.rule_no, d.group_key, d.period
""",
    )
    steps.add(
        "counted",
        """
SELECT d.*, g.per, g.wanted, coalesce(y.sure, []) AS sure, coalesce(len(y.sure), 0) AS done,
    coalesce(y.unsure, 0) AS unsure, y.missing
FROM due_here d
JOIN group_rule g ON g.rule_no = d.rule_no
LEFT JOIN tally y ON y.rule_no = d.rule_no AND y.group_key = d.group_key AND y.period = d.period
""",
    )
    steps.add(
        "judged",
        f"""
SELECT c.*, r.breach_points, r.breach_money, r.praise_points, r.praise_money,
    CASE
        WHEN c.unknown IS NOT NULL THEN 'undecided'
        WHEN c.done >= c.wanted AND r.praised THEN 'praised'
        WHEN c.done >= c.wanted THEN 'kept'
        WHEN {now} < c.counts_until THEN 'open'
        WHEN c.done + c.unsure >= c.wanted THEN 'undecided'
        ELSE 'breached'
    END AS verdict
FROM counted c
JOIN rule r ON r.rule_no = c.rule_no
""",
    )
    return steps.statement(_OUT)


_JUDGED = out(
    rule_no="r.rule_no",
    verdict="r.verdict",
    group_key="r.group_key",
    name="r.period",
    subject="CASE WHEN r.per = 'subject' THEN r.group_key END",
    staff="CASE WHEN r.per = 'staff' THEN r.group_key END",
    unit="CASE WHEN r.per = 'unit' THEN r.group_key ELSE r.start.unit END",
    customer="CASE r.per WHEN 'customer' THEN r.group_key WHEN 'subject' THEN r.start.customer END",
    period="r.period",
    t="r.from_at",
    due="r.counts_until",
    closed_at="r.sure[r.wanted].t",
    points=priced("r.verdict", "points"),
    money=priced("r.verdict", "money"),
    part="r.done",
    whole="r.wanted",
    evidence="list_concat(list_filter([r.start.id, r.published], lambda x: x IS NOT NULL), "
    "list_transform(r.sure[1:r.wanted], lambda x: x.id))",
    missing="coalesce(r.unknown, CASE WHEN r.verdict = 'undecided' THEN r.missing END)",
    provisional="r.provisional",
)
_OUT = f"SELECT {_JUDGED} FROM judged r"
