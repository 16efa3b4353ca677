"""`queue` in SQL."""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from collections.abc import Sequence

from shouwen.law.judge.rules.queue import QueueRule
from shouwen.law.judge.sql import calendars as days
from shouwen.law.judge.sql import expressions as sql
from shouwen.law.judge.sql.out import out, priced
from shouwen.law.judge.sql.steps import Steps


def queue_statement(rules: Sequence[tuple[int, QueueRule]]) -> str:
    """The one statement that finds who was overtaken, and who was left waiting."""
    steps = Steps()
    key = sql.by_rule(rules, lambda rule: sql.column(rule.per), "NULL")
    first = sql.by_rule(rules, lambda rule: sql.inner_answer(rule.first), "'0'")
    for name, which in (("came", "arrive_set"), ("went", "ends_set")):
        steps.add(
            f"{name}_here",
            f"""
SELECT f.*, q.rule_no, l.kind IS NOT NULL AS leaves
FROM facts f
JOIN kind_set k ON k.kind = f.kind
JOIN queue_rule q ON q.{which} = k.set_no
LEFT JOIN kind_set l ON l.set_no = q.leave_set AND l.kind = f.kind
""",
        )
        steps.add(f"{name}_asked", f"SELECT *, {key} AS group_key, {first} AS prior FROM {name}_here")
        steps.add(name, _dated(f"{name}_asked"))
    steps.add(
        "stay",
        """
SELECT c.rule_no, c.group_key, c.period, c.i, c.t, c.id, c.subject, c.prior,
    CASE WHEN c.prior = '0' THEN 1 ELSE 0 END AS best, CASE WHEN c.prior = '1' THEN 0 ELSE 1 END AS worst,
    min(w.t) AS until_t, min(w.t) FILTER (w.leaves) AS left_t
FROM came c
LEFT JOIN went w ON w.rule_no = c.rule_no AND w.group_key = c.group_key AND w.period = c.period
    AND w.subject = c.subject AND w.t >= c.t AND w.i <> c.i
GROUP BY c.rule_no, c.group_key, c.period, c.i, c.t, c.id, c.subject, c.prior
""",
    )
    steps.add(
        "set_off",
        """
SELECT f.*, q.rule_no, q.closes
FROM facts f
JOIN kind_set k ON k.kind = f.kind
JOIN queue_rule q ON q.serve_set = k.set_no
JOIN rule r ON r.rule_no = q.rule_no AND f.t >= r.from_at AND f.t < r.until_at
""",
    )
    steps.add("served_asked", f"SELECT *, {key} AS group_key, {sql.answers(rules)} AS answer FROM set_off")
    steps.add("served", _dated("served_asked") + " AND a.answer IS NOT NULL")
    steps.add(
        "own",
        """
SELECT s.rule_no, s.i, min(x.i) AS own_i
FROM served s
JOIN stay x ON x.rule_no = s.rule_no AND x.group_key = s.group_key AND x.period = s.period AND x.subject = s.subject
WHERE NOT s.closes AND x.t <= s.t AND (x.left_t IS NULL OR x.left_t >= s.t) AND x.i <> s.i
GROUP BY s.rule_no, s.i
""",
    )
    steps.add(
        "placed",
        """
SELECT s.*, x.id AS own_id, x.t AS own_t, x.prior AS own_prior,
    CASE WHEN x.i IS NULL THEN 2 ELSE x.best END AS own_best, CASE WHEN x.i IS NULL THEN 2 ELSE x.worst END AS own_worst
FROM served s
LEFT JOIN own o ON o.rule_no = s.rule_no AND o.i = s.i
LEFT JOIN stay x ON x.rule_no = s.rule_no AND x.i = o.own_i
WHERE s.answer = ''
""",
    )
    steps.add(
        "waiting",
        """
SELECT s.rule_no, s.i, x.i AS x_i, x.t, x.id, x.prior, x.worst,
    s.closes OR x.worst < s.own_best OR (x.worst = s.own_best AND x.t < s.own_t) AS sure,
    x.best < s.own_worst OR (x.best = s.own_worst AND x.t < s.own_t) AS perhaps
FROM placed s
JOIN stay x ON x.rule_no = s.rule_no AND x.group_key = s.group_key AND x.period = s.period
WHERE x.t < s.t AND (x.until_t IS NULL OR x.until_t > s.t) AND (s.closes OR x.subject <> s.subject)
QUALIFY row_number() OVER (PARTITION BY s.rule_no, s.i, x.subject ORDER BY x.i) = 1
""",
    )
    steps.add(
        "passed",
        """
SELECT w.rule_no, w.i, count(*) FILTER (w.sure) AS many, count(*) FILTER (w.perhaps AND NOT w.sure) AS maybe,
    arg_min(w.id, struct_pack(a := CASE WHEN q.closes THEN 0 ELSE w.worst END, t := w.t, id := w.id))
        FILTER (w.sure) AS first_id,
    arg_min(w.prior, w.x_i) FILTER (w.perhaps AND NOT w.sure) AS whose
FROM waiting w
JOIN queue_rule q ON q.rule_no = w.rule_no
GROUP BY w.rule_no, w.i
""",
    )
    steps.add(
        "judged",
        """
SELECT s.*, r.praised, r.breach_points, r.breach_money, r.praise_points, r.praise_money, coalesce(p.many, 0) AS many,
    CASE WHEN p.many > 0 THEN p.first_id END AS first_id,
    CASE WHEN s.own_prior[1] = '?' THEN s.own_prior[2:] ELSE p.whose[2:] END AS unknown,
    CASE
        WHEN p.many > 0 THEN 'breached'
        WHEN p.maybe > 0 THEN 'undecided'
        WHEN r.praised THEN 'praised'
        ELSE 'kept'
    END AS verdict
FROM placed s
JOIN rule r ON r.rule_no = s.rule_no
LEFT JOIN passed p ON p.rule_no = s.rule_no AND p.i = s.i
""",
    )
    return steps.statement(_OUT)


def _dated(source: str) -> str:
    """The rows of a step that name a queue, each with its day."""
    return f"""
SELECT a.*, p.period
FROM {source} a
{days.utc_day("u", "0", "a.t")}
JOIN period p ON p.every = 'day' AND p.day = {days.day_begin("u", "a.t")}
WHERE a.group_key IS NOT NULL"""


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
    part="CASE WHEN r.verdict <> 'undecided' THEN r.many END",
    evidence="list_filter([r.id, r.own_id, r.first_id], lambda x: x IS NOT NULL)",
    missing="CASE WHEN r.verdict = 'undecided' THEN r.unknown END",
)
_UNDECIDED = out(**_HEAD, verdict="'undecided'", evidence="[r.id]", missing="r.answer")
_OUT = f"""
SELECT {_JUDGED} FROM judged r
UNION ALL
SELECT {_UNDECIDED} FROM served r WHERE r.answer <> ''
"""
