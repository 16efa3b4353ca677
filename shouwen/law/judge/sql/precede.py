"""`precede` in SQL."""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from collections.abc import Sequence

from shouwen.law.judge.rules import PrecedeRule
from shouwen.law.judge.sql import expressions as sql
from shouwen.law.judge.sql.lists import TIES, at_once, first_from, hit, join_beside, last_until, lists_of
from shouwen.law.judge.sql.out import out, priced
from shouwen.law.judge.sql.steps import Steps

_SETS = ("what_set", "until_set", "ends_set")


def precede_statement(rules: Sequence[tuple[int, PrecedeRule]], crowds: bool) -> str:
    """The one statement that judges what must have happened before or after."""
    steps = Steps()
    steps.add(
        "set_off",
        """
SELECT f.*, p.rule_no, p.what_set, p.until_set, p.ends_set, p.earlier, p.of_trigger
FROM facts f
JOIN setting_off k ON k.sort = 'precede' AND k.kind = f.kind AND f.t >= k.from_at AND f.t < k.until_at
JOIN precede_rule p ON p.rule_no = k.rule_no
""",
    )
    steps.add(
        "asked",
        f"""
SELECT i, t, id, subject, staff, unit, customer, rule_no, what_set, until_set, ends_set, earlier, of_trigger,
    {sql.answers(rules)} AS answer
FROM set_off
""",
    )
    lists_of(
        steps,
        " UNION ".join(f"SELECT {each} FROM precede_rule" for each in _SETS),
        " UNION ALL ".join(f"SELECT {each} AS set_no, subject, i FROM asked" for each in _SETS),
        crowds,
    )
    steps.add(
        "paired",
        f"""
SELECT a.*,
    CASE
        WHEN a.earlier THEN {hit(last_until("w.xs", "a.i"), crowds, "ww.last_i")}
        ELSE {hit(first_from("w.xs", "a.i"), crowds, "ww.first_i")}
    END AS what,
    {hit(first_from("u.xs", "a.i"), crowds, "uu.first_i")} AS late,
    {hit(first_from("e.xs", "a.i"), crowds, "ee.first_i")} AS ended
FROM asked a
LEFT JOIN lists w ON w.set_no = a.what_set AND w.subject = a.subject
LEFT JOIN lists u ON u.set_no = a.until_set AND u.subject = a.subject
LEFT JOIN lists e ON e.set_no = a.ends_set AND e.subject = a.subject
{join_beside("ww", "a.what_set", "a.i", crowds)}
{join_beside("uu", "a.until_set", "a.i", crowds)}
{join_beside("ee", "a.ends_set", "a.i", crowds)}
WHERE a.answer = ''
""",
    )
    steps.add(
        "decided",
        f"""
SELECT p.*, what IS NOT NULL AND (late IS NULL OR late >= {at_once("what")}) AS good,
    CASE WHEN what IS NULL OR late < {at_once("what")} THEN late ELSE what END AS last_i
FROM paired p
WHERE ended IS NULL OR what < {at_once("ended")} + {TIES} OR late < {at_once("ended")}
""",
    )
    steps.add(
        "unit_then",
        """
SELECT subject, arg_max(unit, i) AS unit
FROM facts
WHERE unit IS NOT NULL AND subject IN (SELECT subject FROM decided WHERE NOT of_trigger AND last_i IS NULL)
GROUP BY subject
""",
    )
    steps.add(
        "judged",
        """
SELECT d.*, r.breach_points, r.breach_money, r.praise_points, r.praise_money, z.id AS last_id,
    CASE
        WHEN d.good AND r.praised THEN 'praised'
        WHEN d.good THEN 'kept'
        WHEN d.earlier OR d.last_i IS NOT NULL THEN 'breached'
        ELSE 'open'
    END AS verdict,
    CASE WHEN d.of_trigger THEN d.staff ELSE z.staff END AS whose_staff,
    CASE WHEN d.of_trigger THEN d.unit WHEN d.last_i IS NOT NULL THEN z.unit ELSE y.unit END AS whose_unit,
    CASE WHEN d.earlier THEN d.customer ELSE coalesce(d.customer, z.customer) END AS whose_customer,
    CASE WHEN NOT d.earlier THEN z.t END AS closed_at
FROM decided d
JOIN rule r ON r.rule_no = d.rule_no
LEFT JOIN facts z ON z.i = d.last_i
LEFT JOIN unit_then y ON y.subject = d.subject
""",
    )
    return steps.statement(_OUT)


_DECIDED = out(
    rule_no="r.rule_no",
    verdict="r.verdict",
    group_key="r.subject",
    name="r.id",
    subject="r.subject",
    staff="r.whose_staff",
    unit="r.whose_unit",
    customer="r.whose_customer",
    t="r.t",
    closed_at="r.closed_at",
    elapsed_us="r.closed_at - r.t",
    points=priced("r.verdict", "points"),
    money=priced("r.verdict", "money"),
    evidence="CASE WHEN r.last_id IS NULL THEN [r.id] ELSE [r.id, r.last_id] END",
)
_UNDECIDED = out(
    rule_no="rule_no",
    verdict="'undecided'",
    group_key="subject",
    name="id",
    subject="subject",
    staff="staff",
    unit="unit",
    customer="customer",
    t="t",
    evidence="[id]",
    missing="answer",
)
_OUT = f"""
SELECT {_DECIDED} FROM judged r
UNION ALL
SELECT {_UNDECIDED} FROM asked WHERE answer <> ''
"""
