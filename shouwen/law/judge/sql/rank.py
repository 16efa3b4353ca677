"""`rank` in SQL, as the plain engine explains it."""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from collections.abc import Sequence

from shouwen.law.judge.group import ALL
from shouwen.law.judge.rules import EXCLUDED, RankRule, Rule
from shouwen.law.judge.sql import calendars as days
from shouwen.law.judge.sql import expressions as sql
from shouwen.law.judge.sql.out import out, priced
from shouwen.law.judge.sql.steps import Steps
from shouwen.law.judge.sql.target import mean_value

_GROUP = f"CASE WHEN g.within THEN f.unit ELSE '{ALL}' END"
_MEMBER = "CASE g.per WHEN 'staff' THEN f.staff ELSE f.unit END"


def rank_statement(rules: Sequence[tuple[int, RankRule]], now: int) -> str:
    """The one statement that compares members; it reads the views stage_1 and stage_2."""
    steps = Steps()
    steps.add(
        "set_off",
        f"""
SELECT f.*, g.rule_no, {_GROUP} AS group_key, {_MEMBER} AS member
FROM facts f
JOIN setting_off k ON k.sort = 'rank' AND k.kind = f.kind
JOIN group_rule g ON g.rule_no = k.rule_no
""",
    )
    belongs, value, barred = (sql.by_rule(rules, each, "NULL") for each in (_belongs, _value, _barred))
    steps.add("asked", f"SELECT *, {belongs} AS belongs, {value} AS value, {barred} AS barred FROM set_off")
    steps.add("events", _EVENTS)
    steps.add("figures", _FIGURES)
    _members(steps, now)
    steps.add(
        "everybody",
        """
SELECT * FROM figures
UNION ALL BY NAME
SELECT *, 0 AS part, 0 AS whole, FALSE AS barred FROM member ANTI JOIN figures USING (rule_no, group_key, member, period)
""",
    )
    steps.add(
        "known",
        """
SELECT e.*, arg_min(CASE WHEN NOT barred THEN missing END, member) FILTER (NOT barred AND missing IS NOT NULL)
    OVER (PARTITION BY rule_no, group_key, period) AS unknown
FROM everybody e
""",
    )
    steps.add(
        "ranked",
        "SELECT k.* FROM known k JOIN group_rule g ON g.rule_no = k.rule_no "
        "WHERE NOT barred AND unknown IS NULL AND whole >= g.sample",
    )
    steps.add("placed", _PLACED)
    steps.add(
        "judged",
        f"""
SELECT k.*, g.per, g.within, r.breach_points, r.breach_money, r.praise_points, r.praise_money,
    CASE WHEN {now} < k.until_at THEN NULL WHEN k.barred THEN '{EXCLUDED}' WHEN k.unknown IS NOT NULL THEN k.unknown
        WHEN p.place IS NULL THEN 'sample' END AS lacking,
    CASE WHEN {now} < k.until_at THEN 'open' WHEN p.place IS NULL THEN 'undecided'
        WHEN p.is_best = p.is_worst THEN 'kept' WHEN p.is_best THEN 'praised' ELSE 'breached' END AS verdict,
    CASE WHEN {now} >= k.until_at THEN coalesce(p.ranked, k.whole) END AS compared,
    CASE WHEN {now} >= k.until_at THEN p.place END AS place
FROM known k
JOIN group_rule g ON g.rule_no = k.rule_no
JOIN rule r ON r.rule_no = k.rule_no
LEFT JOIN placed p ON p.rule_no = k.rule_no AND p.group_key = k.group_key AND p.period = k.period AND p.member = k.member
""",
    )
    return steps.statement(_OUT)


_EVENTS = f"""
SELECT rule_no, group_key, member, t, id,
    CASE WHEN belongs = '' AND value[1] <> '?' THEN CAST(value AS HUGEINT) END AS value,
    coalesce(nullif(belongs, ''), CASE WHEN belongs IS NOT NULL AND value[1] = '?' THEN value[2:] END) AS missing,
    coalesce(barred = '1', FALSE) AS barred, CASE WHEN barred[1] = '?' THEN barred[2:] END AS doubt
FROM asked
WHERE belongs IS NOT NULL OR barred <> '0'
UNION ALL
SELECT g.rule_no, {_GROUP} AS group_key, {_MEMBER} AS member, f.t, concat(b.rule, '|', f.group_key, '|', f.name) AS id,
    CASE WHEN f.verdict <> 'undecided' THEN f.points END AS value,
    CASE WHEN f.verdict = 'undecided' THEN f.missing END AS missing, FALSE AS barred, NULL AS doubt
FROM (SELECT * FROM stage_1 UNION ALL SELECT * FROM stage_2) f
JOIN rule b ON b.rule_no = f.rule_no
JOIN counted_clause c ON c.clause = b.clause
JOIN group_rule g ON g.rule_no = c.rule_no AND g.sort = 'rank'
WHERE f.verdict <> 'open' AND (f.verdict <> 'undecided' OR f.missing <> 'sample')
    AND (g.per = 'unit' OR NOT CASE WHEN f.verdict IN ('praised', 'met') THEN b.praise_unit ELSE b.breach_unit END)
"""
_FIGURES = f"""
SELECT e.rule_no, e.group_key, e.member, p.period, p.from_at, p.until_at,
    coalesce(sum(e.value), 0) AS part, count(e.value) AS whole, bool_or(e.barred) AS barred,
    coalesce(
        arg_min(e.missing, struct_pack(t := e.t, id := e.id)) FILTER (e.missing IS NOT NULL),
        arg_min(e.doubt, struct_pack(t := e.t, id := e.id)) FILTER (e.doubt IS NOT NULL)
    ) AS missing
FROM events e
JOIN group_rule g ON g.rule_no = e.rule_no
JOIN rule r ON r.rule_no = e.rule_no
{days.utc_day("u", "0", "e.t")}
JOIN period p ON p.every = g.every AND p.day = {days.day_begin("u", "e.t")}
    AND r.from_at <= p.from_at AND p.until_at <= r.until_at
WHERE e.group_key IS NOT NULL AND e.member IS NOT NULL
GROUP BY e.rule_no, e.group_key, e.member, p.period, p.from_at, p.until_at
"""
_BEATS = """g.direction * (CASE WHEN g.measure IN ('share', 'mean') THEN {one}.part * {other}.whole - {other}.part * {one}.whole
    ELSE {one}.part - {other}.part END) > 0"""
_PLACED = f"""
SELECT rule_no, group_key, period, member, above + 1 AS place, ranked,
    above < best AND below > 0 AS is_best, below < worst AND above > 0 AS is_worst
FROM (
    SELECT a.rule_no, a.group_key, a.period, a.member, any_value(g.best) AS best, any_value(g.worst) AS worst,
        count(*) AS ranked,
        count(*) FILTER ({_BEATS.format(one="b", other="a")}) AS above,
        count(*) FILTER ({_BEATS.format(one="a", other="b")}) AS below
    FROM ranked a
    JOIN ranked b ON b.rule_no = a.rule_no AND b.group_key = a.group_key AND b.period = a.period
    JOIN group_rule g ON g.rule_no = a.rule_no
    GROUP BY a.rule_no, a.group_key, a.period, a.member
)
"""


def _members(steps: Steps, now: int) -> None:
    """Who is ranked even where nothing is counted: in every whole period of the membership."""
    for name, which in (("begun", "begin_set"), ("ended", "end_set")):
        steps.add(
            name,
            f"""
SELECT g.rule_no, {_GROUP} AS group_key, {_MEMBER} AS member, list_sort(list(f.t)) AS ts
FROM group_rule g
JOIN kind_set k ON k.set_no = g.{which}
JOIN of_kind f ON f.kind = k.kind
WHERE g.sort = 'rank' AND {_GROUP} IS NOT NULL AND {_MEMBER} IS NOT NULL
GROUP BY g.rule_no, {_GROUP}, {_MEMBER}
""",
        )
    steps.add(
        "member",
        f"""
SELECT b.rule_no, b.group_key, b.member, p.period, p.from_at, p.until_at
FROM begun b
JOIN group_rule g ON g.rule_no = b.rule_no
JOIN rule r ON r.rule_no = b.rule_no
JOIN (SELECT DISTINCT every, period, from_at, until_at FROM period) p ON p.every = g.every
LEFT JOIN ended e ON e.rule_no = b.rule_no AND e.group_key = b.group_key AND e.member = b.member
WHERE p.from_at >= greatest(b.ts[1], r.from_at) AND p.until_at <= r.until_at AND p.from_at <= {now}
    AND len(list_filter(coalesce(e.ts, []), lambda x:
        x >= list_filter(b.ts, lambda y: y <= p.from_at)[-1] AND x < p.until_at)) = 0
""",
    )


def _belongs(rule: Rule) -> str | None:
    """Whether a fact is counted; NULL also for one that only excludes."""
    said = sql.answer(rule) if rule.where or rule.excluded else sql.text("")
    return f"CASE WHEN kind IN {sql.listed(rule.kinds)} THEN {said} END" if rule.kinds else None


def _value(rule: Rule) -> str | None:
    """What a fact adds, as text: an integer, or ? and the field that is missing."""
    assert isinstance(rule, RankRule)
    if rule.measure == "share":
        return sql.inner_answer(rule.inner)
    return mean_value(rule.field or "", rule.decimals) if rule.measure == "mean" else "'1'"


def _barred(rule: Rule) -> str | None:
    """Whether a fact leaves its member out: '1', '0', or ? and the field that is missing."""
    assert isinstance(rule, RankRule)
    if not rule.barred:
        return None
    return f"CASE WHEN kind IN {sql.listed(rule.barred)} THEN {sql.inner_answer(rule.barred_where)} END"


_RANKED = out(
    rule_no="r.rule_no",
    verdict="r.verdict",
    group_key="CASE WHEN r.within THEN concat(r.group_key, '|', r.member) ELSE r.member END",
    name="r.period",
    staff="CASE WHEN r.per = 'staff' THEN r.member END",
    unit="CASE WHEN r.per = 'unit' THEN r.member WHEN r.within THEN r.group_key END",
    period="r.period",
    t="r.from_at",
    due="r.until_at",
    points=priced("r.verdict", "points"),
    money=priced("r.verdict", "money"),
    part="r.place",
    whole="r.compared",
    missing="r.lacking",
)
_OUT = f"SELECT {_RANKED} FROM judged r"
