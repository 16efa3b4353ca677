"""`target` in SQL: sums of weights, as the plain engine explains them."""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from collections.abc import Sequence

from shouwen.law.judge.group import ALL
from shouwen.law.judge.plain.target import number
from shouwen.law.judge.rules import Rule, TargetRule
from shouwen.law.judge.sql import calendars as days
from shouwen.law.judge.sql import expressions as sql
from shouwen.law.judge.sql.out import out, priced
from shouwen.law.judge.sql.steps import Steps

_KEY = f"CASE g.per WHEN 'staff' THEN f.staff WHEN 'unit' THEN f.unit ELSE '{ALL}' END"


def target_statement(rules: Sequence[tuple[int, TargetRule]], now: int) -> str:
    """The one statement that compares indicators with their targets."""
    steps = Steps()
    values = sql.by_rule(rules, _value, "'1'")
    steps.add(
        "set_off",
        f"""
SELECT f.*, g.rule_no, {_KEY} AS group_key
FROM facts f
JOIN setting_off k ON k.sort = 'target' AND k.kind = f.kind
JOIN group_rule g ON g.rule_no = k.rule_no
""",
    )
    steps.add(
        "asked",
        f"SELECT *, {sql.answers(rules)} AS belongs, {values} AS value FROM set_off",
    )
    steps.add(
        "valued",
        """
SELECT rule_no, group_key, t, id, belongs = '' AS certain,
    CASE WHEN value[1] = '?' THEN NULL ELSE CAST(value AS HUGEINT) END AS value,
    coalesce(nullif(belongs, ''), CASE WHEN value[1] = '?' THEN value[2:] END) AS missing
FROM asked
WHERE belongs IS NOT NULL AND value IS NOT NULL
UNION ALL
SELECT g.rule_no, """
        + _KEY
        + """ AS group_key, f.t, concat(b.rule, '|', f.group_key, '|', f.name) AS id, TRUE AS certain,
    CASE WHEN f.verdict IN ('kept', 'praised') THEN 1 ELSE 0 END AS value, NULL AS missing
FROM stage_1 f
JOIN rule b ON b.rule_no = f.rule_no
JOIN counted_clause c ON c.clause = b.clause
JOIN group_rule g ON g.rule_no = c.rule_no AND g.sort = 'target'
WHERE f.verdict IN ('kept', 'praised', 'breached', 'overdue')
""",
    )
    steps.add(
        "weighed",
        """
SELECT v.*, g.measure, g.every, g.direction * (coalesce(v.value, 0) * g.bound_under - x.bound) AS low,
    g.direction * (coalesce(v.value, 1) * g.bound_under - x.bound) AS high,
    g.measure = 'mean' AND v.value IS NULL AS unreadable
FROM valued v
JOIN group_rule g ON g.rule_no = v.rule_no
JOIN (
    SELECT rule_no, CASE WHEN measure = 'count' THEN 0 ELSE bound_over * scale END AS bound FROM group_rule
) x ON x.rule_no = v.rule_no
WHERE v.group_key IS NOT NULL
""",
    )
    steps.add(
        "bounded",
        """
SELECT w.*,
    CASE WHEN unreadable THEN 0 WHEN certain THEN least(low, high) ELSE least(low, high, 0) END AS worst,
    CASE WHEN unreadable THEN 0 WHEN certain THEN greatest(low, high) ELSE greatest(low, high, 0) END AS best
FROM weighed w
""",
    )
    steps.add(
        "summed",
        f"""
SELECT b.rule_no, b.group_key, p.period, p.from_at, p.until_at,
    sum(b.worst) AS worst, sum(b.best) AS best, bool_or(b.unreadable) AS unreadable,
    coalesce(sum(b.value) FILTER (b.missing IS NULL), 0) AS part, count(*) FILTER (b.missing IS NULL) AS whole,
    arg_min(b.missing, struct_pack(t := b.t, id := b.id)) FILTER (b.missing IS NOT NULL) AS missing
FROM bounded b
{days.utc_day("u", "0", "b.t")}
JOIN period p ON p.every = b.every AND p.day = {days.day_begin("u", "b.t")}
GROUP BY b.rule_no, b.group_key, p.period, p.from_at, p.until_at
""",
    )
    _members(steps, now)
    steps.add(
        "asked_of",
        """
SELECT * FROM summed
UNION ALL BY NAME
SELECT rule_no, group_key, period, from_at, until_at, 0 AS worst, 0 AS best, FALSE AS unreadable, 0 AS part, 0 AS whole
FROM member ANTI JOIN summed USING (rule_no, group_key, period)
""",
    )
    steps.add(
        "compared",
        """
SELECT s.*, g.per, g.measure, g.sample, r.breach_points, r.breach_money, r.praise_points, r.praise_money,
    s.worst - CASE WHEN g.measure = 'count' THEN g.direction * g.bound_over ELSE 0 END AS at_worst,
    s.best - CASE WHEN g.measure = 'count' THEN g.direction * g.bound_over ELSE 0 END AS at_best
FROM asked_of s
JOIN group_rule g ON g.rule_no = s.rule_no
JOIN rule r ON r.rule_no = s.rule_no AND r.from_at <= s.from_at AND s.until_at <= r.until_at
""",
    )
    steps.add(
        "judged",
        f"""
SELECT c.*,
    CASE
        WHEN {now} < until_at THEN 'open'
        WHEN unreadable OR (at_worst < 0 AND at_best >= 0) THEN 'undecided'
        WHEN measure <> 'count' AND whole < sample THEN 'undecided'
        WHEN at_worst >= 0 THEN 'met'
        ELSE 'fell-short'
    END AS verdict,
    CASE
        WHEN unreadable OR (at_worst < 0 AND at_best >= 0) THEN missing
        ELSE 'sample'
    END AS lacking
FROM compared c
""",
    )
    return steps.statement(_OUT)


def _members(steps: Steps, now: int) -> None:
    """Who is asked even where nothing happened: in every whole period of the membership."""
    for name, which in (("begun", "begin_set"), ("ended", "end_set")):
        steps.add(
            name,
            f"""
SELECT g.rule_no, {_KEY} AS group_key, list_sort(list(f.t)) AS ts
FROM group_rule g
JOIN kind_set k ON k.set_no = g.{which}
JOIN of_kind f ON f.kind = k.kind
WHERE g.sort = 'target' AND {_KEY} IS NOT NULL
GROUP BY g.rule_no, {_KEY}
""",
        )
    steps.add(
        "member",
        f"""
SELECT b.rule_no, b.group_key, p.period, p.from_at, p.until_at
FROM begun b
JOIN group_rule g ON g.rule_no = b.rule_no
JOIN rule r ON r.rule_no = b.rule_no
JOIN (SELECT DISTINCT every, period, from_at, until_at FROM period) p ON p.every = g.every
LEFT JOIN ended e ON e.rule_no = b.rule_no AND e.group_key = b.group_key
WHERE p.from_at >= greatest(b.ts[1], r.from_at) AND p.until_at <= r.until_at AND p.from_at <= {now}
    AND len(list_filter(coalesce(e.ts, []), lambda x:
        x >= list_filter(b.ts, lambda y: y <= p.from_at)[-1] AND x < p.until_at)) = 0
""",
    )


def _value(rule: Rule) -> str | None:
    """What a fact adds, as text: an integer, or ? and the field that is missing."""
    assert isinstance(rule, TargetRule)
    if rule.measure == "share":
        return sql.inner_answer(rule.inner)
    if rule.measure == "mean":
        return mean_value(rule.field or "", rule.decimals)
    return None


def mean_value(field: str, decimals: int) -> str:
    """A number as a whole number of its last decimal, as text; else ? and the field."""
    value = sql.column(field)
    whole = f"CAST(CAST({value} AS DECIMAL(18, 6)) * {10**decimals} AS BIGINT)"
    return (
        f"CASE WHEN regexp_full_match({value}, {sql.text(number(decimals))}) THEN CAST({whole} AS VARCHAR) "
        f"ELSE {sql.text('?' + field)} END"
    )


_JUDGED = out(
    rule_no="r.rule_no",
    verdict="r.verdict",
    group_key="r.group_key",
    name="r.period",
    staff="CASE WHEN r.per = 'staff' THEN r.group_key END",
    unit="CASE WHEN r.per = 'unit' THEN r.group_key END",
    period="r.period",
    t="r.from_at",
    due="r.until_at",
    points=priced("r.verdict", "points"),
    money=priced("r.verdict", "money"),
    part="r.part",
    whole="CASE WHEN r.measure <> 'count' THEN r.whole END",
    missing="CASE WHEN r.verdict = 'undecided' THEN r.lacking END",
)
_OUT = f"SELECT {_JUDGED} FROM judged r"
