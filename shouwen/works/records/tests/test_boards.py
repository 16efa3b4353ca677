"""Boards: opened, hung, hung anew, taken down; what is missing, and who reads what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from shouwen.works.journal.models import Fact
from shouwen.works.people.tests.cast import Cast
from shouwen.works.records.actions.boards import open_board, post_notice, remove_notice
from shouwen.works.records.models import NoticeVersion
from shouwen.works.records.queries import boards
from shouwen.works.refusal import NotAllowed, Refused


def states(shop: Cast) -> dict[str, str]:
    return {each.notice.item: each.state for each in boards.wanted(shop.unit("hall"))}


@pytest.fixture
def board(shop: Cast) -> Cast:
    for place in ("board", "kiosk"):
        open_board(unit=shop.unit("hall"), place=place, by=shop.boss, at=timezone.now() - timedelta(hours=2))
    return shop


def test_a_notice_hangs_on_every_board_the_charter_wants_it_on(board: Cast) -> None:
    hall, boss = board.unit("hall"), board.boss
    post_notice(unit=hall, item="hours", zh="8:00–18:00", by=boss)
    post_notice(unit=hall, item="prices.goods", zh="见价目表", by=boss)
    posted = Fact.objects.filter(kind="notice.posted").values_list("subject", "data__item")
    assert set(posted) == {
        ("board:hall/board", "hours"), ("board:hall/kiosk", "hours"), ("board:hall/board", "prices.goods"),
    }  # fmt: skip
    assert states(board) == {
        "hours": "hangs", "prices.goods": "hangs", "prices.labour": "missing", "rota": "missing",
    }  # fmt: skip


def test_every_version_is_kept_and_one_hangs(board: Cast) -> None:
    hall = board.unit("hall")
    for zh in ("8:00–18:00", "8:00–17:00"):
        post_notice(unit=hall, item="hours", zh=zh, by=board.boss)
    assert [each.zh for each in boards.versions(hall, "hours")] == ["8:00–17:00", "8:00–18:00"]
    remove_notice(unit=hall, item="hours", by=board.boss)
    assert not NoticeVersion.objects.filter(item="hours", ended_at=None).exists()
    assert Fact.objects.filter(kind="notice.removed").count() == 2
    with pytest.raises(Refused, match="not-posted"):
        remove_notice(unit=hall, item="hours", by=board.boss)


def test_customers_do_not_read_what_is_for_the_staff(board: Cast) -> None:
    hall = board.unit("hall")
    for item in ("hours", "rota"):
        post_notice(unit=hall, item=item, zh="……", by=board.boss)
    assert [notice.item for notice, _ in boards.public(hall)] == ["hours"]
    assert [notice.item for notice, _ in boards.for_staff(hall)] == ["hours", "rota"]
    assert [notice.item for notice, _ in boards.public(hall, ["counter"])] == []


def test_who_does_not_lead_the_unit_does_not_post(board: Cast) -> None:
    for name in ("owner", "stranger", "nobody"):
        with pytest.raises(NotAllowed):
            post_notice(unit=board.unit("hall"), item="hours", zh="开", by=getattr(board, name))


def test_without_a_board_nothing_hangs(shop: Cast) -> None:
    with pytest.raises(Refused, match="no-board"):
        post_notice(unit=shop.unit("hall"), item="hours", zh="开", by=shop.boss)
    assert set(states(shop).values()) == {"no-board"}
