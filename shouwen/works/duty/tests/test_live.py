"""What is judged live: found, mended by late facts, followed in the ledger, and never found twice."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from shouwen.works.duty import live
from shouwen.works.duty.models import Verdict, Watch
from shouwen.works.journal.models import Touched
from shouwen.works.ledger.models import Entry

pytestmark = pytest.mark.django_db


def words() -> dict[str, str]:
    return dict(Verdict.objects.filter(superseded_at=None).values_list("rule", "verdict"))


def test_a_job_done_too_late_is_found_and_charged(record) -> None:
    record("job.opened", -90, "j1", unit="crew-1", area="near")
    done = record("job.done", -10, "j1", unit="crew-1", staff="s1")
    live.catch_up()
    finding = Verdict.objects.get(rule="1#limit", superseded_at=None)
    assert (finding.verdict, finding.late_s, finding.clause) == ("breached", 20, "1")
    assert finding.evidence[1] == done.id
    entry = Entry.objects.get(clause="1")
    assert (entry.points, entry.bearer, entry.unit, entry.finding_id) == (-500, "unit", "crew-1", finding.id)


def test_a_late_fact_withdraws_the_finding_and_takes_the_entry_back(record) -> None:
    record("job.opened", -90, "j1", unit="crew-1", area="near")
    live.catch_up()
    assert words()["1#limit"] == "overdue"
    record("job.done", -40, "j1", unit="crew-1", staff="s1")
    live.catch_up()
    assert words()["1#limit"] == "kept"
    assert [(e.turn, e.points) for e in Entry.objects.filter(clause="1").order_by("turn")] == [
        (1, -500),
        (2, 500),
    ]
    assert Verdict.objects.filter(rule="1#limit").count() == 2


def test_an_overdue_that_turns_into_a_breach_is_charged_once(record) -> None:
    record("job.opened", -90, "j1", unit="crew-1", area="near")
    live.catch_up()
    record("job.done", -1, "j1", unit="crew-1", staff="s1")
    live.catch_up()
    assert words()["1#limit"] == "breached"
    assert Entry.objects.filter(clause="1").count() == 1


def test_judging_again_changes_nothing(record) -> None:
    record("job.opened", -90, "j1", unit="crew-1", area="near")
    live.catch_up()
    before = list(Verdict.objects.values_list("id", "superseded_at"))
    from shouwen.works.journal import actions

    actions.touch(["subject:j1"])
    live.catch_up()
    assert list(Verdict.objects.values_list("id", "superseded_at")) == before


def test_what_will_change_by_the_clock_is_waited_for(record, now) -> None:
    record("job.opened", -30, "j1", unit="crew-1", area="near")
    live.catch_up()
    assert words()["1#limit"] == "open"
    assert Watch.objects.get(scope="subject:j1").next_at == now + timedelta(
        seconds=20
    )  # the warning, ten before


def test_the_time_that_passes_makes_a_breach_without_any_fact(record, monkeypatch, now) -> None:
    record("job.opened", -30, "j1", unit="crew-1", area="near")
    live.catch_up()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(seconds=31))
    live.catch_up()
    assert words()["1#limit"] == "overdue" and Entry.objects.get(clause="1").points == -500


def test_verdicts_of_one_stage_reach_the_next(record, now) -> None:
    for number in range(3):
        record("job.opened", -200, f"j{number}", unit="crew-1", area="near")
        record("job.done", -1, f"j{number}", unit="crew-1", staff="s1")
    live.catch_up()
    found = Verdict.objects.get(rule="6#threshold", superseded_at=None)
    assert (found.verdict, found.unit, found.part) == ("breached", "crew-1", 3)


@pytest.mark.usefixtures("restless")
def test_a_rank_and_its_prize_change_when_a_finding_changes(record, now) -> None:
    """The day is over and ranked when the score behind it changes: what was paid is taken back and paid anew."""
    day = now.astimezone(ZoneInfo("Asia/Shanghai")).replace(hour=0, minute=0, second=0, microsecond=0)
    noon = (day - timedelta(hours=12) - now).total_seconds()
    for number in range(2):
        record("staff.late", noon + number, f"l{number}", staff="s1", id=f"l{number}")
    record("staff.rude", noon, "r1", staff="s2")
    live.catch_up()
    assert ranked() == {"s1": "praised", "s2": "breached"}
    for number in range(2):  # two rudenesses that only come to light now
        record("staff.rude", noon + number, f"r{number + 2}", staff="s1")
    live.catch_up()
    assert ranked() == {"s1": "breached", "s2": "praised"}
    prizes = (
        Entry.objects.filter(clause="10", staff="s1").order_by("turn").values_list("turn", "money", "points")
    )
    assert list(prizes) == [(1, 50000, 0), (2, -50000, 0), (3, 0, -300)]
    assert Entry.objects.get(clause="10", staff="s1", turn=2).why_zh == "认定已变更，冲回原记录。"


def ranked() -> dict[str, str]:
    found = Verdict.objects.filter(rule="10#rank", superseded_at=None).exclude(verdict="open")
    return dict(found.values_list("staff", "verdict"))


@pytest.mark.usefixtures("restless")
def test_an_indicator_that_runs_is_not_stored_anew_with_every_fact(record) -> None:
    for number in range(3):
        record("job.opened", -5 - number, f"j{number}", unit="crew-1", area="near")
        live.catch_up()
    rows = Verdict.objects.filter(rule="7#target.3")
    assert [(row.verdict, row.part, row.superseded_at) for row in rows] == [("open", None, None)]


def test_what_fails_alone_is_written_down_and_the_others_go_on(record, monkeypatch) -> None:
    record("staff.rude", -5, "bad", staff="s1")
    record("staff.rude", -5, "good", staff="s2")
    judge = live.judge_subjects

    def judge_or_fail(facts, *rest):
        if any(fact.subject == "bad" for fact in facts):
            raise ArithmeticError("cannot count")
        return judge(facts, *rest)

    monkeypatch.setattr(live, "judge_subjects", judge_or_fail)
    live.judge_touched()
    failing = Watch.objects.get(scope="subject:bad")
    assert (failing.tries, failing.error) == (1, "ArithmeticError: cannot count")
    assert failing.next_at > failing.failing_since
    assert Verdict.objects.get(rule="4#score").subject == "good" and not Touched.objects.exists()
    monkeypatch.setattr(live, "judge_subjects", judge)
    record("staff.rude", -4, "bad", staff="s1")
    live.judge_touched()
    assert not Watch.objects.filter(scope="subject:bad", tries__gt=0).exists()
    assert Verdict.objects.filter(rule="4#score", subject="bad").count() == 2


@pytest.mark.parametrize("statement", ["UPDATE {} SET points = 0", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.parametrize(
    ("table", "words"), [("duty_verdict", "superseded, never changed"), ("ledger_entry", "written once")]
)
def test_the_database_refuses_to_change_what_was_found(record, statement, table, words) -> None:
    record("job.opened", -90, "j1", unit="crew-1", area="near")
    live.catch_up()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match=words), transaction.atomic():
            cursor.execute(statement.format(table))


def test_a_subject_that_failed_touches_its_groups_when_it_is_judged_at_last(record, monkeypatch) -> None:
    def fail(*_):
        raise ArithmeticError("cannot count")

    judge = live.judge_subjects
    monkeypatch.setattr(live, "judge_subjects", fail)
    record("staff.late", -5, "bad", staff="s1")
    live.catch_up()
    monkeypatch.setattr(live, "judge_subjects", judge)
    record("staff.rude", -4, "bad", staff="s1")
    live.catch_up()
    assert Verdict.objects.get(rule="5#score").money == -1000


def test_a_backlog_does_not_make_the_counter_wait(record, charter, now) -> None:
    from shouwen.law.facts.fact import Fact
    from shouwen.works.journal import actions
    from shouwen.works.journal.instants import to_us

    old = [Fact("staff.rude", to_us(now) - 10**9 - n, f"old{n}", staff="s1") for n in range(20)]
    actions.record_many(old, by="import")
    record("staff.rude", -1, "fresh", staff="s2")
    live.judge_touched(limit=5)
    assert Verdict.objects.filter(subject="fresh").exists()
    assert set(Touched.objects.values_list("later", flat=True)) == {True}
