"""`check` in SQL."""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from collections.abc import Sequence

from shouwen.law.judge.rules import CheckRule, Rule
from shouwen.law.judge.sql import expressions as sql
from shouwen.law.judge.sql.out import out, priced
from shouwen.law.judge.sql.steps import Steps


def check_statement(rules: Sequence[tuple[int, CheckRule]]) -> str:
    """The one statement that asks facts what they have to fulfil."""
    steps = Steps()
    steps.add(
        "set_off",
        f"""
SELECT f.*, k.rule_no
FROM facts f
JOIN setting_off k ON k.sort = 'check' AND k.kind = f.kind AND f.t >= k.from_at AND f.t < k.until_at
QUALIFY NOT ({sql.by_rule(rules, _last, "FALSE")}) OR f.i = max(f.i) OVER (PARTITION BY k.rule_no, f.subject)
"""
        if any(rule.last for _, rule in rules)
        else """
SELECT f.*, k.rule_no
FROM facts f
JOIN setting_off k ON k.sort = 'check' AND k.kind = f.kind AND f.t >= k.from_at AND f.t < k.until_at
""",
    )
    steps.add("applied", f"SELECT *, {sql.answers(rules)} AS applies FROM set_off")
    steps.add(
        "asked",
        f"""
SELECT i, t, id, subject, staff, unit, customer, rule_no,
    CASE WHEN applies <> '' THEN concat('?', applies) ELSE {sql.by_rule(rules, _must, "'1'")} END AS answer
FROM applied
WHERE applies IS NOT NULL
""",
    )
    steps.add(
        "judged",
        """
SELECT a.*, r.breach_points, r.breach_money, r.praise_points, r.praise_money,
    CASE
        WHEN a.answer = '1' AND r.praised THEN 'praised'
        WHEN a.answer = '1' THEN 'kept'
        WHEN a.answer = '0' THEN 'breached'
        ELSE 'undecided'
    END AS verdict
FROM asked a
JOIN rule r ON r.rule_no = a.rule_no
""",
    )
    return steps.statement(_OUT)


def _last(rule: Rule) -> str | None:
    assert isinstance(rule, CheckRule)
    return "TRUE" if rule.last else None


def _must(rule: Rule) -> str:
    assert isinstance(rule, CheckRule)
    return sql.inner_answer(rule.must)


_CHECKED = out(
    rule_no="r.rule_no",
    verdict="r.verdict",
    group_key="r.subject",
    name="r.id",
    subject="r.subject",
    staff="r.staff",
    unit="r.unit",
    customer="r.customer",
    t="r.t",
    points=priced("r.verdict", "points"),
    money=priced("r.verdict", "money"),
    evidence="[r.id]",
    missing="CASE WHEN r.verdict = 'undecided' THEN r.answer[2:] END",
)
_OUT = f"SELECT {_CHECKED} FROM judged r"
