"""What the judge makes of the records: sheets, boards, training and keepers, from the act to the verdict and back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from shouwen.works.duty import live
from shouwen.works.duty.models import Verdict
from shouwen.works.journal import actions as journal
from shouwen.works.people.actions import post_to
from shouwen.works.people.tests.cast import Cast
from shouwen.works.people.turns import record_turns
from shouwen.works.records.actions import keepers as acts
from shouwen.works.records.actions.boards import post_notice
from shouwen.works.records.actions.sheets import mend_item
from shouwen.works.records.actions.training import assess, coach, pass_training
from shouwen.works.records.queries import boards, keepers, sheets, training
from shouwen.works.records.tests.test_boards import board, states
from shouwen.works.records.tests.test_sheets import filed
from shouwen.works.refusal import Refused

__all__ = ["board"]


def test_the_judge_waits_for_what_is_missing_and_rests_when_it_hangs(board: Cast) -> None:
    live.judge_touched()
    (labour,) = [each for each in boards.wanted(board.unit("hall")) if each.notice.item == "prices.labour"]
    assert labour.due_at is not None and labour.due_at - labour.boards[0].opened_at == timedelta(days=1)
    post_notice(unit=board.unit("hall"), item="prices.labour", zh="每小时 50 元", by=board.boss)
    live.judge_touched()
    due = {each.notice.item: each.due_at for each in boards.wanted(board.unit("hall"))}
    assert due["prices.labour"] is None and due["prices.goods"] is not None


def test_what_has_hung_too_long_is_old(board: Cast) -> None:
    hall = board.unit("hall")
    post_notice(
        unit=hall, item="hours", zh="8:00–18:00", by=board.boss, at=timezone.now() - timedelta(days=91)
    )
    live.judge_touched()
    assert states(board)["hours"] == "old"
    post_notice(unit=hall, item="hours", zh="8:00–17:00", by=board.boss)
    live.judge_touched()
    assert states(board)["hours"] == "hangs"


def test_a_notice_of_a_case_answers_the_case(board: Cast) -> None:
    with transaction.atomic():
        journal.record(kind="outage.planned", subject="OUT-1", by="boss", unit="hall")
    live.judge_touched()
    assert states(board)["closure"] == "missing"
    post_notice(unit=board.unit("hall"), item="closure", about="OUT-1", zh="明日停业", by=board.boss)
    live.judge_touched()
    (closure,) = [each for each in boards.wanted(board.unit("hall")) if each.notice.item == "closure"]
    assert (closure.about, closure.state, closure.due_at) == ("OUT-1", "hangs", None)


def test_a_failed_item_is_a_finding_about_the_person_until_it_is_mended_and_after(shop: Cast) -> None:
    filing = filed(shop)
    live.judge_touched()
    rows = Verdict.objects.filter(subject=f"{filing.number}/badge", superseded_at=None)
    assert {(row.verdict, row.staff) for row in rows} == {("breached", "owner"), ("open", "owner")}
    (waiting,) = sheets.to_mend(shop.owner)
    assert waiting.due_at == filing.filed_at + timedelta(days=1)
    mend_item(filing=filing, item="badge", note="已补戴", by=shop.owner)
    live.judge_touched()
    assert set(rows.all().values_list("verdict", flat=True)) == {"breached", "kept"}
    assert sheets.to_mend(shop.owner) == []


def test_a_low_mark_waits_for_coaching(shop: Cast) -> None:
    assess(person=shop.owner, quality="patience", mark="2", note="打断客户", by=shop.boss)
    live.judge_touched()
    (low,) = training.profile(shop.owner).to_coach
    assert low.quality.name == "patience" and low.at is not None
    assert low.coach_due_at == low.at + timedelta(days=14)
    coach(person=shop.owner, quality="patience", note="演练倾听", by=shop.boss)
    live.judge_touched()
    assert training.profile(shop.owner).to_coach == []


def test_who_takes_the_post_untrained_is_found(shop: Cast) -> None:
    for name, mark in (("hotline", "90"), ("hotline_two", "70")):
        pass_training(person=getattr(shop, name), module="basics", mark=mark, by=shop.chief)
        post_to(staff=getattr(shop, name), unit=shop.unit("hall"), post="clerk")
    live.judge_touched()
    found = Verdict.objects.filter(clause="3.1", superseded_at=None, verdict__in=["kept", "breached"])
    assert set(found.values_list("staff", "verdict")) == {("hotline", "kept"), ("hotline_two", "breached")}


def test_one_keeper_at_a_time_and_the_clock_runs_without_one(shop: Cast) -> None:
    record_turns()
    hall = shop.unit("hall")
    for name in ("owner", "teammate"):
        acts.name_keeper(unit=hall, thing="keys", person=getattr(shop, name), by=shop.boss)
    assert keepers.of_unit(hall)["keys"].person == "teammate"
    acts.release_keeper(unit=hall, thing="keys", by=shop.boss)
    live.judge_touched()
    standing = Verdict.objects.filter(clause="4.1", superseded_at=None, verdict="open", subject="unit:hall")
    assert standing.count() == 1 and keepers.of_unit(hall) == {}
    with pytest.raises(Refused, match="not-kept"):
        acts.release_keeper(unit=hall, thing="keys", by=shop.boss)
