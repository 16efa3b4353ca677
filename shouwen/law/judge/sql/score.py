"""`score` in SQL, without and with kth."""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from collections.abc import Sequence

from shouwen.law.judge.rules import Rule, ScoreRule
from shouwen.law.judge.sql import calendars as days
from shouwen.law.judge.sql import expressions as sql
from shouwen.law.judge.sql.out import out
from shouwen.law.judge.sql.steps import Steps


def score_statement(rules: Sequence[tuple[int, ScoreRule]], counted: bool) -> str:
    """The one statement that scores facts: those of rules with kth if `counted`, else the others."""
    steps = Steps()
    steps.add(
        "set_off",
        f"""
SELECT f.*, g.rule_no, g.per, g.every, CASE g.per WHEN 'staff' THEN f.staff ELSE f.unit END AS bearer
FROM facts f
JOIN setting_off k ON k.sort = '{"kth" if counted else "score"}' AND k.kind = f.kind
    AND f.t >= k.from_at AND f.t < k.until_at
JOIN group_rule g ON g.rule_no = k.rule_no
""",
    )
    steps.add("asked", f"SELECT *, {sql.answers(rules)} AS applies FROM set_off")
    steps.add(
        "dated",
        f"""
SELECT a.*, p.period,
    CASE WHEN applies = '' AND bearer IS NULL THEN per ELSE applies END AS answer
FROM asked a
{days.utc_day("u", "0", "a.t")}
LEFT JOIN period p ON p.every = a.every AND p.day = {days.day_begin("u", "a.t")}
WHERE a.applies IS NOT NULL
""",
    )
    steps.add(
        "counted",
        """
SELECT d.*, CASE WHEN every IS NULL THEN 1 ELSE
    sum(CASE WHEN answer = '' THEN 1 ELSE 0 END) OVER (
        PARTITION BY rule_no, bearer, period ORDER BY t, id ROWS UNBOUNDED PRECEDING
    ) END AS k
FROM dated d
""",
    )
    steps.add(
        "readable",
        f"SELECT c.*, CASE WHEN answer <> '' THEN answer ELSE {sql.by_rule(rules, _unreadable, 'NULL')} END AS missing "
        "FROM counted c",
    )
    steps.add(
        "scored",
        f"""
SELECT r.*,
    CASE WHEN missing IS NULL THEN {sql.by_rule(rules, _points, "0")} ELSE 0 END AS points,
    CASE WHEN missing IS NULL THEN {sql.by_rule(rules, _money, "0")} ELSE 0 END AS money
FROM readable r
""",
    )
    return steps.statement(_OUT)


def _unreadable(rule: Rule) -> str | None:
    """The first field of a formula that holds no integer."""
    assert isinstance(rule, ScoreRule)
    asked = (
        f"WHEN {sql.column(name)} IS NULL OR NOT regexp_full_match({sql.column(name)}, '{sql.WHOLE}') "
        f"THEN {sql.text(name)}"
        for name in rule.names
    )
    return f"CASE {' '.join(asked)} END" if rule.names else None


def _points(rule: Rule) -> str | None:
    assert isinstance(rule, ScoreRule)
    return sql.formula(rule.points) if rule.points else None


def _money(rule: Rule) -> str | None:
    assert isinstance(rule, ScoreRule)
    return sql.formula(rule.money) if rule.money else None


_SCORED = out(
    rule_no="rule_no",
    verdict="CASE WHEN missing IS NOT NULL THEN 'undecided' WHEN points < 0 OR money < 0 THEN 'breached' "
    "WHEN points > 0 OR money > 0 THEN 'praised' ELSE 'kept' END",
    group_key="subject",
    name="id",
    subject="subject",
    staff="staff",
    unit="unit",
    customer="customer",
    period="period",
    t="t",
    points="points",
    money="money",
    part="CASE WHEN every IS NOT NULL AND answer = '' THEN k END",
    evidence="[id]",
    missing="missing",
)
_OUT = f"SELECT {_SCORED} FROM scored"
