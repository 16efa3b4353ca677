"""`limit` in SQL. Cases on a clock that never stands are reckoned by an addition; only the others meet the day tables."""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from collections.abc import Sequence

from shouwen.law.judge.rules import LimitRule
from shouwen.law.judge.sql import calendars as days
from shouwen.law.judge.sql import expressions as sql
from shouwen.law.judge.sql.calendars import DayTables
from shouwen.law.judge.sql.lists import at_once, first_from, hit, join_beside, lists_of
from shouwen.law.judge.sql.out import out, priced
from shouwen.law.judge.sql.steps import Steps
from shouwen.law.worktime.sql import CLOCK_BUCKET


def limit_statement(rules: Sequence[tuple[int, LimitRule]], tables: DayTables, crowds: bool, now: int) -> str:
    """The one statement that judges all limits."""
    steps = Steps()
    _openings(steps, rules)
    _pairs(steps, crowds)
    _pauses(steps, any(rule.stops for _, rule in rules), crowds, now)
    _due(steps, tables)
    _measured(steps, tables)
    _verdicts(steps, now)
    return steps.statement(_OUT)


def _openings(steps: Steps, rules: Sequence[tuple[int, LimitRule]]) -> None:
    fields = sorted({step.by for _, rule in rules for step in (*rule.steps, *rule.praise_steps) if step.by})
    fields += sorted({rule.due for _, rule in rules if rule.due} - set(fields))

    def value_of(field: str) -> str:
        cases = "".join(f" WHEN {sql.text(name)} THEN {sql.column(name)}" for name in fields)
        return f"CASE {field}{cases} END" if fields else "CAST(NULL AS VARCHAR)"

    steps.add(
        "set_off",
        """
SELECT f.*, o.rule_no, o.step_no, o.field, o.promised, o.praise_step, o.praise_field
FROM facts f
JOIN opening o ON o.kind = f.kind AND f.t >= o.from_at AND f.t < o.until_at
""",
    )
    steps.add(
        "asked",
        f"""
SELECT i, t, id, subject, staff, unit, customer, rule_no, step_no, field, promised, praise_step,
    {sql.answers(rules)} AS answer,
    {value_of("field")} AS class_value,
    {value_of("praise_field")} AS praise_class
FROM set_off
""",
    )
    steps.add(
        "opened",
        """
SELECT a.*, c.limit_no, b.limit_no AS praise_no, q.due AS promised_due,
    coalesce(nullif(a.answer, ''), CASE WHEN c.limit_no IS NULL AND q.due IS NULL THEN a.field END) AS missing
FROM asked a
LEFT JOIN class_limit c ON c.step_no = a.step_no AND c.class_value = coalesce(a.class_value, '')
LEFT JOIN class_limit b ON b.step_no = a.praise_step AND b.class_value = coalesce(a.praise_class, '')
LEFT JOIN promise q ON q.class_value = CASE WHEN a.promised THEN a.class_value END
WHERE a.answer IS NOT NULL
""",
    )


def _pairs(steps: Steps, crowds: bool) -> None:
    """`closed`: every case with the place, instant and id of the fact that closed or ended it."""
    lists_of(
        steps,
        "SELECT to_set FROM limit_rule UNION SELECT ends_set FROM limit_rule UNION SELECT end_set FROM stop",
        """
SELECT r.to_set AS set_no, o.subject, o.i FROM opened o JOIN limit_rule r ON r.rule_no = o.rule_no
UNION ALL SELECT r.ends_set, o.subject, o.i FROM opened o JOIN limit_rule r ON r.rule_no = o.rule_no
UNION ALL SELECT s.end_set, f.subject, f.i
FROM stop s JOIN kind_set k ON k.set_no = s.begin_set JOIN of_kind f ON f.kind = k.kind
""",
        crowds,
    )
    steps.add(
        "paired",
        f"""
SELECT o.*, r.calendar, r.round_the_clock, r.answers_from, r.warn_no, r.shorter, r.simple,
    {hit(first_from("c.xs", "o.i"), crowds, "cc.first_i")} AS closing,
    {hit(first_from("e.xs", "o.i"), crowds, "ee.first_i")} AS ending
FROM opened o
JOIN limit_rule r ON r.rule_no = o.rule_no
LEFT JOIN lists c ON c.set_no = r.to_set AND c.subject = o.subject
LEFT JOIN lists e ON e.set_no = r.ends_set AND e.subject = o.subject
{join_beside("cc", "r.to_set", "o.i", crowds)}
{join_beside("ee", "r.ends_set", "o.i", crowds)}
WHERE o.missing IS NULL
""",
    )
    steps.add(
        "chosen",
        f"""
SELECT p.*, closing IS NOT NULL AND (ending IS NULL OR ending >= {at_once("closing")}) AS answered,
    CASE WHEN closing IS NULL OR ending < {at_once("closing")} THEN ending ELSE closing END AS last_i
FROM paired p
""",
    )
    steps.add(
        "closed",
        """
SELECT c.*, z.t AS last_t, z.id AS last_id, z.staff AS last_staff, z.unit AS last_unit, z.customer AS last_customer
FROM chosen c
LEFT JOIN facts z ON z.i = c.last_i
""",
    )


def _pauses(steps: Steps, any_stops: bool, crowds: bool, now: int) -> None:
    """`pause`: the stretches in which the clock of a case stood, apart and in order; `stood`: what they mean for it."""
    if not any_stops:
        steps.add("pause", "SELECT 0 AS rule_no, 0 AS i, 0 AS p_begin, 0 AS p_end WHERE FALSE")
        steps.add("standing", "SELECT 0 AS rule_no, 0 AS i WHERE FALSE")
        return
    steps.add(
        "stopped",
        f"""
SELECT s.rule_no, f.subject, f.t, s.at_most, {hit(first_from("e.xs", "f.i"), crowds, "ee.first_i")} AS end_i
FROM stop s
JOIN kind_set k ON k.set_no = s.begin_set
JOIN of_kind f ON f.kind = k.kind
LEFT JOIN lists e ON e.set_no = s.end_set AND e.subject = f.subject
{join_beside("ee", "s.end_set", "f.i", crowds)}
""",
    )
    steps.add(
        "stops_of_case",
        f"""
SELECT c.rule_no, c.i, c.t AS opened_t, coalesce(c.last_t, {now}) AS until_t, c.last_t IS NULL AS standing,
    s.t AS stop_t, z.t AS end_t, s.at_most
FROM closed c
JOIN stopped s ON s.rule_no = c.rule_no AND s.subject = c.subject
LEFT JOIN facts z ON z.i = s.end_i
""",
    )
    steps.add(
        "cut",
        """
SELECT rule_no, i, greatest(stop_t, opened_t) AS p_begin,
    least(coalesce(end_t, until_t), until_t, coalesce(stop_t + at_most, until_t)) AS p_end
FROM stops_of_case
""",
    )
    steps.add(
        "islands",
        """
SELECT rule_no, i, p_begin, p_end,
    CASE WHEN p_begin <= max(p_end) OVER (
        PARTITION BY rule_no, i ORDER BY p_begin, p_end ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) THEN 0 ELSE 1 END AS fresh
FROM cut
WHERE p_end > p_begin
""",
    )
    steps.add(
        "islands_numbered",
        """
SELECT rule_no, i, p_begin, p_end,
    sum(fresh) OVER (PARTITION BY rule_no, i ORDER BY p_begin, p_end ROWS UNBOUNDED PRECEDING) AS island
FROM islands
""",
    )
    steps.add(
        "pause",
        """
SELECT rule_no, i, min(p_begin) AS p_begin, max(p_end) AS p_end
FROM islands_numbered
GROUP BY rule_no, i, island
""",
    )
    steps.add(
        "standing",
        """
SELECT DISTINCT rule_no, i
FROM stops_of_case
WHERE standing AND stop_t <= until_t AND (end_t IS NULL OR end_t > until_t)
    AND (at_most IS NULL OR stop_t + at_most > until_t)
""",
    )


def _due(steps: Steps, tables: DayTables) -> None:
    """`due_of`: when the limit, and the shorter limit of praise, of every case that is not simple ends."""
    steps.add("reckoned", "SELECT * FROM closed WHERE NOT simple")
    steps.add(
        "limits_asked",
        """
SELECT 'limit' AS role, rule_no, i, t, calendar, limit_no FROM reckoned WHERE limit_no IS NOT NULL
UNION ALL
SELECT 'praise' AS role, rule_no, i, t, calendar, praise_no FROM reckoned WHERE praise_no IS NOT NULL
""",
    )
    steps.add(
        "placed",
        f"""
SELECT a.*, l.gauge, l.amount, {tables.clock("u", "a.t")} AS clock_t, {days.day_begin("u", "a.t")} AS day_t
FROM limits_asked a
JOIN time_limit l ON l.limit_no = a.limit_no
{days.utc_day("u", "a.calendar", "a.t")}
""",
    )
    steps.add(
        "ticking",
        f"""
SELECT p.role, p.rule_no, p.i, p.t, p.calendar, p.gauge, d.unknown_before,
    CASE p.gauge
        WHEN 'wall' THEN p.t + p.amount
        WHEN 'clock' THEN p.clock_t + p.amount
        WHEN 'wd' THEN d.workdays + p.amount
        WHEN 'd' THEN p.day_t + p.amount
        WHEN 'w' THEN p.day_t + 7 * p.amount
        WHEN 'same day' THEN p.day_t
        WHEN 'same week' THEN p.day_t + 6 - (p.day_t + 3) % 7
        WHEN 'same month' THEN m.first + m.days - 1
        ELSE m.first + least(d.month_day, m.days - 1)
    END AS ticks
FROM placed p
{days.local_day("d", "p.calendar", "p.day_t")}
LEFT JOIN month_table m
    ON m.n = d.month + CASE p.gauge WHEN 'mo' THEN p.amount WHEN 'y' THEN 12 * p.amount ELSE 0 END
""",
    )
    _moved(steps, tables)
    steps.add("due_of", days.ended(tables, "resumed", "s.ticks", "s.resumed"))


def _moved(steps: Steps, tables: DayTables) -> None:
    """`resumed`: ticks after the pauses that count, and when the clock last began to run.

    A pause counts if it begins before the limit would end with all earlier ones counted, and they all count.
    """
    steps.add(
        "pause_placed",
        f"""
SELECT g.*, p.p_begin, p.p_end, {tables.clock("a", "p.p_begin")} AS clock_a, {tables.clock("b", "p.p_end")} AS clock_b,
    {days.day_begin("a", "p.p_begin")} AS day_a, {days.day_end("b", "p.p_end")} AS day_b
FROM ticking g
JOIN pause p ON p.rule_no = g.rule_no AND p.i = g.i
{days.utc_day("a", "g.calendar", "p.p_begin")}
{days.utc_day("b", "g.calendar", "p.p_end")}
""",
    )
    steps.add(
        "pause_long",
        f"""
SELECT p.*,
    CASE
        WHEN gauge = 'wall' THEN p_end - p_begin
        WHEN gauge = 'clock' THEN clock_b - clock_a
        WHEN gauge = 'wd' THEN b.workdays - a.workdays
        ELSE day_b - day_a
    END AS long
FROM pause_placed p
{days.local_day("a", "p.calendar", "p.day_a")}
{days.local_day("b", "p.calendar", "p.day_b")}
""",
    )
    earlier = (
        "(PARTITION BY role, rule_no, i ORDER BY p_begin ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    )
    steps.add(
        "pause_after",
        f"""
SELECT p.role, p.rule_no, p.i, p.calendar, p.gauge, p.p_begin, p.p_end, p.long,
    p.ticks + coalesce(sum(p.long) OVER {earlier}, 0) AS ticks,
    coalesce(max(p.p_end) OVER {earlier}, p.t) AS resumed
FROM pause_long p
""",
    )
    steps.add("pause_due", days.ended(tables, "pause_after", "CAST(s.ticks AS BIGINT)", "s.resumed"))
    steps.add(
        "pause_counts",
        """
SELECT role, rule_no, i, p_end, long,
    min(CASE WHEN p_begin < due THEN 1 ELSE 0 END) OVER (
        PARTITION BY role, rule_no, i ORDER BY p_begin ROWS UNBOUNDED PRECEDING
    ) AS counts
FROM pause_due
""",
    )
    steps.add(
        "pause_sum",
        """
SELECT role, rule_no, i, CAST(sum(long) AS BIGINT) AS long, max(p_end) AS p_end
FROM pause_counts
WHERE counts = 1
GROUP BY role, rule_no, i
""",
    )
    steps.add(
        "resumed",
        """
SELECT g.role, g.rule_no, g.i, g.t, g.calendar, g.gauge, g.unknown_before,
    g.ticks + coalesce(p.long, 0) AS ticks, coalesce(p.p_end, g.t) AS resumed
FROM ticking g
LEFT JOIN pause_sum p ON p.role = g.role AND p.rule_no = g.rule_no AND p.i = g.i
""",
    )


def _measured(steps: Steps, tables: DayTables) -> None:
    """`measured`: due, provisional, elapsed, warning and praise of every case."""
    steps.add(
        "stood",
        f"""
SELECT c.rule_no, c.i,
    CAST(sum(CASE WHEN c.round_the_clock THEN p.p_end - p.p_begin
        ELSE {tables.clock("b", "p.p_end")} - {tables.clock("a", "p.p_begin")} END) AS BIGINT) AS us
FROM reckoned c
JOIN pause p ON p.rule_no = c.rule_no AND p.i = c.i
{days.utc_day("a", "c.calendar", "p.p_begin")}
{days.utc_day("b", "c.calendar", "p.p_end")}
GROUP BY c.rule_no, c.i
""",
    )
    steps.add(
        "dated",
        f"""
SELECT c.*, coalesce(c.promised_due, d.due) AS due, b.due AS praise_due, w.gauge AS warn_gauge, w.amount AS warn_amount,
    CASE
        WHEN d.gauge = 'wd' THEN d.last_unknown_through > d.unknown_before
        WHEN d.gauge = 'clock' THEN e.unknown_through > d.unknown_before
        WHEN d.gauge = 'wall' OR d.gauge IS NULL THEN FALSE
        ELSE d.last_unknown_through > d.last_unknown_before
    END AS provisional,
    CASE WHEN c.last_t IS NULL THEN NULL
        WHEN c.round_the_clock THEN c.last_t - c.t
        ELSE greatest({tables.clock("z", "c.last_t")} - {tables.clock("a", "c.t")}, 0)
    END - coalesce(s.us, 0) AS elapsed_us
FROM reckoned c
LEFT JOIN due_of d ON d.role = 'limit' AND d.rule_no = c.rule_no AND d.i = c.i
LEFT JOIN due_of b ON b.role = 'praise' AND b.rule_no = c.rule_no AND b.i = c.i
LEFT JOIN stood s ON s.rule_no = c.rule_no AND s.i = c.i
LEFT JOIN time_limit w ON w.limit_no = c.warn_no
{days.utc_day("a", "c.calendar", "c.t")}
{days.utc_day("z", "c.calendar", "c.last_t")}
{days.utc_day("u", "c.calendar", "d.due")}
{days.local_day("e", "c.calendar", days.day_end("u", "d.due"))}
""",
    )
    steps.add(
        "warn_placed",
        f"""
SELECT d.*, {tables.clock("u", "d.due")} - d.warn_amount AS warn_clock, {days.day_end("u", "d.due")} AS due_day
FROM dated d
{days.utc_day("u", "d.calendar", "d.due")}
""",
    )
    steps.add(
        "warned",
        f"""
SELECT d.*,
    CASE
        WHEN d.warn_gauge IS NULL THEN NULL
        WHEN d.warn_gauge = 'wall' THEN d.due - d.warn_amount
        WHEN d.warn_gauge = 'clock' THEN {tables.way_back("k", "d.warn_clock", ">=")}
        ELSE x.close
    END AS warn_at
FROM warn_placed d
{days.local_day("e", "d.calendar", "d.due_day")}
LEFT JOIN clock_table k ON k.calendar = d.calendar
    AND k.n = CASE WHEN d.warn_gauge = 'clock' THEN d.warn_clock // {CLOCK_BUCKET} END
LEFT JOIN workday_table w ON w.calendar = d.calendar
    AND w.n = CASE WHEN d.warn_gauge = 'wd' THEN e.workdays - d.warn_amount END
LEFT JOIN month_table m ON m.n = CASE d.warn_gauge
    WHEN 'mo' THEN e.month - d.warn_amount WHEN 'y' THEN e.month - 12 * d.warn_amount END
LEFT JOIN day_table x ON x.calendar = d.calendar AND x.n = CASE d.warn_gauge
    WHEN 'wd' THEN w.day
    WHEN 'd' THEN d.due_day - d.warn_amount
    WHEN 'w' THEN d.due_day - 7 * d.warn_amount
    WHEN 'mo' THEN m.first + least(e.month_day, m.days - 1)
    WHEN 'y' THEN m.first + least(e.month_day, m.days - 1)
    END
""",
    )
    simple = ", ".join(f"c.{name}" for name in _KEPT)
    steps.add(
        "measured",
        f"""
SELECT {simple}, coalesce(c.promised_due, c.t + l.amount) AS due, c.t + b.amount AS praise_due,
    coalesce(c.promised_due, c.t + l.amount) - w.amount AS warn_at, c.last_t - c.t AS elapsed_us, FALSE AS provisional
FROM closed c
LEFT JOIN time_limit l ON l.limit_no = c.limit_no
LEFT JOIN time_limit b ON b.limit_no = c.praise_no
LEFT JOIN time_limit w ON w.limit_no = c.warn_no
WHERE c.simple
UNION ALL
SELECT {", ".join(_KEPT)}, due, praise_due, warn_at, elapsed_us, provisional FROM warned
""",
    )


_KEPT = (
    *(
        "rule_no",
        "i",
        "t",
        "id",
        "subject",
        "staff",
        "unit",
        "customer",
        "limit_no",
        "shorter",
        "answers_from",
    ),
    *("answered", "last_t", "last_id", "last_staff", "last_unit", "last_customer"),
)


def _verdicts(steps: Steps, now: int) -> None:
    """`judged`: the word, and whose verdict it is. What is due for every begun stretch waits for the end of it."""
    times = """CASE WHEN r.breach_per IS NULL THEN 1 WHEN m.last_t IS NULL THEN 0
        ELSE (m.last_t - m.due + r.breach_per - 1) // r.breach_per END"""
    steps.add(
        "unit_then",
        """
SELECT subject, arg_max(unit, i) AS unit
FROM facts
WHERE unit IS NOT NULL AND subject IN (SELECT subject FROM measured WHERE NOT answered AND NOT answers_from)
GROUP BY subject
""",
    )
    steps.add(
        "judged",
        f"""
SELECT m.*, r.praise_points, r.praise_money, r.breach_points * {times} AS breach_points,
    r.breach_money * {times} AS breach_money,
    CASE
        WHEN m.last_t IS NULL AND {now} > m.due THEN 'overdue'
        WHEN m.last_t IS NULL THEN 'open'
        WHEN m.last_t > m.due THEN 'breached'
        WHEN r.praised OR (m.shorter AND m.last_t <= m.praise_due) THEN 'praised'
        ELSE 'kept'
    END AS verdict,
    coalesce(m.last_t, {now}) - m.due AS late,
    CASE WHEN m.answers_from THEN m.staff WHEN m.answered THEN m.last_staff END AS whose_staff,
    CASE WHEN m.answers_from THEN m.unit WHEN m.answered THEN m.last_unit ELSE y.unit END AS whose_unit,
    coalesce(m.customer, CASE WHEN m.answered THEN m.last_customer END) AS whose_customer,
    n.i IS NOT NULL AS standing
FROM measured m
JOIN rule r ON r.rule_no = m.rule_no
LEFT JOIN unit_then y ON y.subject = m.subject
LEFT JOIN standing n ON n.rule_no = m.rule_no AND n.i = m.i
WHERE m.answered OR m.last_t IS NULL OR m.last_t > m.due
""",
    )


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
    due="r.due",
    warn_at="CASE WHEN r.warn_at < r.t THEN r.t ELSE r.warn_at END",
    closed_at="r.last_t",
    limit_no="r.limit_no",
    elapsed_us="r.elapsed_us",
    late_us="CASE WHEN r.verdict IN ('breached', 'overdue') THEN r.late END",
    points=priced("r.verdict", "points"),
    money=priced("r.verdict", "money"),
    evidence="CASE WHEN r.last_id IS NULL THEN [r.id] ELSE [r.id, r.last_id] END",
    provisional="r.provisional",
    paused="r.standing AND r.verdict = 'open'",
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
    missing="missing",
)
_OUT = f"""
SELECT {_DECIDED} FROM judged r
UNION ALL
SELECT {_UNDECIDED} FROM opened WHERE missing IS NOT NULL
"""
