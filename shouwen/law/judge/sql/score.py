"""`score` in SQL: what is scored by itself, and what is counted."""

# ruff: noqa: S608  (what is put into the text of a statement comes from checked charters, quoted)

from __future__ import annotations

from collections.abc import Callable, Sequence

from shouwen.law.judge.rules import Rule, ScoreRule
from shouwen.law.judge.sql import calendars as days
from shouwen.law.judge.sql import expressions as sql
from shouwen.law.judge.sql.out import out
from shouwen.law.judge.sql.steps import Steps

Numbered = Sequence[tuple[int, ScoreRule]]


def score_statement(rules: Numbered, counted: bool) -> str:
    """The one statement that scores facts and breaches: those of rules that count if `counted`, else the others."""
    steps = Steps()
    steps.add(
        "set_off",
        f"""
SELECT f.*, g.rule_no, g.per, g.every, g.once, g.in_row
FROM facts f
JOIN setting_off k ON k.sort = '{"kth" if counted else "score"}' AND k.kind = f.kind
    AND f.t >= k.from_at AND f.t < k.until_at
JOIN group_rule g ON g.rule_no = k.rule_no
QUALIFY NOT g.only_last OR row_number() OVER (PARTITION BY g.rule_no, f.subject ORDER BY f.i DESC) = 1
""",
    )
    steps.add("asked", f"SELECT *, {_applies(rules)} AS applies, {_counts(rules)} AS in_ladder FROM set_off")
    steps.add(
        "events",
        _EVENTS if counted else "SELECT *, id AS name, [id] AS evidence, FALSE AS of_breach FROM asked",
    )
    bearer, key = (
        _each(rules, lambda rule: sql.column(rule.to)),
        _each(rules, lambda rule: sql.column(rule.of)),
    )
    steps.add("named", f"SELECT *, {bearer} AS bearer, {key} AS counted_for FROM events")
    _count(steps) if counted else steps.add(
        "counted", "SELECT *, NULL AS k, NULL AS n, NULL AS period FROM named"
    )
    to, of = _each(rules, lambda rule: sql.text(rule.to)), _each(rules, lambda rule: sql.text(rule.of))
    steps.add(
        "readable",
        f"""
SELECT *,
    CASE WHEN applies <> '' THEN applies WHEN counted_for IS NULL THEN {of} WHEN bearer IS NULL THEN {to}
    ELSE {sql.by_rule(rules, _unreadable, "NULL")} END AS missing
FROM counted
""",
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


_EVENTS = """
SELECT *, id AS name, [id] AS evidence, FALSE AS of_breach FROM asked WHERE applies IS NOT NULL OR in_ladder
UNION ALL BY NAME
SELECT f.subject, f.staff, f.unit, f.customer, f.t, concat(b.rule, '|', f.group_key, '|', f.name) AS name, f.evidence,
    g.rule_no, g.per, g.every, g.once, g.in_row, '' AS applies, TRUE AS in_ladder, TRUE AS of_breach
FROM stage_1 f
JOIN rule b ON b.rule_no = f.rule_no
JOIN counted_clause c ON c.clause = b.clause
JOIN rule r ON r.rule_no = c.rule_no AND f.t >= r.from_at AND f.t < r.until_at
JOIN group_rule g ON g.rule_no = r.rule_no AND g.sort = 'kth'
WHERE f.verdict IN ('breached', 'overdue')
"""


def _count(steps: Steps) -> None:
    """k and n of every event; the later ones of a period in which only the first counts are left out."""
    steps.add(
        "dated",
        f"""
SELECT e.*, k.period AS counted_in, o.period AS once_in, n.ordinal AS place,
    coalesce(k.period, n.period, o.period) AS period, in_ladder AND counted_for IS NOT NULL AS counts
FROM named e
{days.utc_day("u", "0", "e.t")}
LEFT JOIN period k ON k.every = e.every AND k.day = {days.day_begin("u", "e.t")}
LEFT JOIN period o ON o.every = e.once AND o.day = {days.day_begin("u", "e.t")}
LEFT JOIN period n ON n.every = e.in_row AND n.day = {days.day_begin("u", "e.t")}
""",
    )
    steps.add(
        "firsts",
        """
SELECT * FROM dated
QUALIFY once IS NULL OR NOT counts
    OR row_number() OVER (PARTITION BY rule_no, counted_for, once_in, counts ORDER BY t, name) = 1
""",
    )
    steps.add(
        "places",
        """
SELECT *, place - dense_rank() OVER (PARTITION BY rule_no, counted_for, counts ORDER BY place) AS island
FROM firsts
""",
    )
    steps.add(
        "counted",
        """
SELECT *,
    CASE WHEN every IS NOT NULL AND counts THEN
        row_number() OVER (PARTITION BY rule_no, counted_for, counted_in, counts ORDER BY t, name)
    END AS k,
    CASE WHEN counts THEN
        place - min(place) OVER (PARTITION BY rule_no, counted_for, counts, island) + 1
    END AS n
FROM places
QUALIFY applies IS NOT NULL
""",
    )


def _each(rules: Numbered, expression: Callable[[ScoreRule], str]) -> str:
    """One expression for all rules, if they agree, else one for each."""
    found = {expression(rule) for _, rule in rules}
    if len(found) == 1:
        return found.pop()
    cases = " ".join(f"WHEN {number} THEN {expression(rule)}" for number, rule in rules)
    return f"CASE rule_no {cases} END"


def _applies(rules: Numbered) -> str:
    """The answers; a rule of a ladder also sees facts that only count, and does not apply to them."""

    def asked(rule: Rule) -> str | None:
        said = sql.answer(rule) if rule.where or rule.excluded else None
        if not (isinstance(rule, ScoreRule) and rule.ladder):
            return said
        own = f"kind IN {sql.listed(rule.kinds)} AND t >= {rule.from_at} AND t < {rule.until_at}"
        return f"CASE WHEN {own} THEN {said or sql.text('')} END"

    return sql.by_rule(rules, asked, "''")


def _counts(rules: Numbered) -> str:
    """Whether a fact counts in the ladder of a rule."""

    def asked(rule: Rule) -> str | None:
        assert isinstance(rule, ScoreRule)
        return sql.any_holds(rule.ladder) if rule.ladder else None

    return sql.by_rule(rules, asked, f"coalesce({_applies(rules)} = '', FALSE)")


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
    group_key="CASE WHEN of_breach THEN coalesce(counted_for, '') ELSE subject END",
    name="name",
    subject="subject",
    staff="CASE WHEN per = 'staff' THEN bearer ELSE staff END",
    unit="CASE WHEN per = 'unit' THEN bearer ELSE unit END",
    customer="customer",
    period="period",
    t="t",
    points="points",
    money="money",
    part="CASE WHEN applies = '' AND counted_for IS NOT NULL THEN coalesce(k, n) END",
    evidence="evidence",
    missing="missing",
)
_OUT = f"SELECT {_SCORED} FROM scored WHERE applies IS NOT NULL"
