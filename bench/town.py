"""A house full of matters for the bench: some lived through the front door, the rest their likenesses of other months.

Texts, histories and verdicts are those of the demo's stories. What is copied is copied by the database with its
own number, days, facts and verdicts, so every page shows a whole matter; only how it came there is quicker.
"""

from __future__ import annotations

from random import Random

SEED = 5
CUSTOMERS = 400
SHIFT_DAYS = 70

COPIES = """
CREATE TEMPORARY TABLE copies AS
SELECT m.id, m.number, k, make_interval(days => %(days)s * k) AS shift,
       substring(m.number from '^[A-Z]+')
         || to_char(to_date(substring(m.number from '\\d{8}'), 'YYYYMMDD') - %(days)s * k, 'YYYYMMDD')
         || substring(m.number from '-\\d+$') AS twin
FROM matters_matter m, generate_series(1, %(times)s) k
LIMIT %(most)s"""
MATTERS = """
INSERT INTO matters_matter (number, flow, state, revision, summary, content, channel, customer_id, unit_id, holder_id,
    taken_in_by_id, taken_in_unit_id, opened_at, changed_at, closed_at, carry, next_due_at, confidential, handed_on)
SELECT c.twin, flow, state, revision, summary, content, channel, customer_id, unit_id, holder_id, taken_in_by_id,
    taken_in_unit_id, opened_at - shift, changed_at - shift, closed_at - shift, carry, next_due_at - shift, confidential, handed_on
FROM copies c JOIN matters_matter m USING (id) ORDER BY c.k DESC, m.id"""
HAYSTACKS = """
INSERT INTO matters_haystack (matter_id, words, bigrams)
SELECT n.id, h.words, h.bigrams FROM copies c
JOIN matters_matter n ON n.number = c.twin JOIN matters_haystack h ON h.matter_id = c.id"""
FACTS = """
INSERT INTO journal_fact (id, kind, at, recorded_at, subject, staff, unit, customer, data, by)
SELECT md5(f.id || c.k), f.kind, f.at - shift, f.recorded_at, c.twin, f.staff, f.unit, f.customer, f.data, f.by
FROM copies c JOIN journal_fact f ON f.subject = c.number"""
VERDICTS = """
INSERT INTO duty_verdict (scope, key, verdict, clause, rule, charter, version, cites, subject, staff, unit, customer, period,
    at, due_at, warn_at, closed_at, limit_text, limit_s, elapsed_s, late_s, points, money, part, whole, evidence, missing,
    words, provisional, paused)
SELECT 'subject:' || c.twin, v.rule || '|' || c.twin || '|' || v.id || '|' || c.k, v.verdict, v.clause, v.rule, v.charter, v.version,
    v.cites, c.twin, v.staff, v.unit, v.customer, v.period, v.at - shift, v.due_at - shift, v.warn_at - shift,
    v.closed_at - shift, v.limit_text, v.limit_s, v.elapsed_s, v.late_s, v.points, v.money, v.part, v.whole,
    ARRAY(SELECT md5(e || c.k) FROM unnest(v.evidence) e), v.missing, v.words, v.provisional, v.paused
FROM copies c JOIN duty_verdict v ON v.subject = c.number AND v.superseded_at IS NULL"""


def settle(matters: int) -> None:
    """The demo company with so many matters, each taken in and walked along by its people, and judged."""
    from django.db import transaction
    from django.utils import timezone

    from shouwen.project.demo import filling
    from shouwen.project.demo.month import month
    from shouwen.works.duty import live

    rng, now = Random(SEED), timezone.localtime()
    with transaction.atomic():
        units, staff, callers = filling.found(rng, now, CUSTOMERS)
        tales = [tale for tale in month(rng, callers, now, SHIFT_DAYS) if tale.flow != "standby"]
        for tale in tales[-matters:]:
            filling.tell(tale, staff, units)
    while live.judge_touched() or live.judge_due():
        pass
    tidy()


def grow(matters: int) -> None:
    """Likenesses of what is there, of earlier months, until there are so many."""
    from django.db import connection, transaction

    from shouwen.works.matters.models import Matter

    there = Matter.objects.count()
    wanted = matters - there
    if wanted <= 0:
        return
    values = {"days": SHIFT_DAYS + 1, "times": -(-wanted // there), "most": wanted}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COPIES, values)
        cursor.execute("CREATE INDEX ON copies (number)")
        cursor.execute("ANALYZE copies")
        for statement in (MATTERS, HAYSTACKS, FACTS, VERDICTS):
            cursor.execute(statement)
        cursor.execute("DROP TABLE copies")
    tidy()


def tidy() -> None:
    """What autovacuum does in the night."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
