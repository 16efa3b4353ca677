"""Who is told of what, once, and told again only when it was taken back in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from shouwen.law.facts.fact import Fact
from shouwen.works.duty import live, queries
from shouwen.works.duty.models import Notice
from shouwen.works.people.tests.cast import Cast

pytestmark = pytest.mark.django_db
Record = Callable[..., Fact]


def told() -> list[tuple[str, int, str | None, str | None]]:
    return list(Notice.objects.order_by("id").values_list("kind", "rung", "to_post", "to_unit"))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, now: datetime) -> Callable[[float], None]:
    """Let so many seconds pass since the beginning of the test, and judge."""

    def later(seconds: float) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(seconds=seconds))
        live.catch_up()

    return later


def test_the_ladder_is_climbed_rung_by_rung(
    house: Cast, record: Record, later: Callable[[float], None]
) -> None:
    record("job.opened", -45, "j1", unit="hall", area="near")
    later(0)
    assert told() == []
    later(6)
    assert told() == [("warn", 0, None, "hall")]
    later(16)
    assert told()[1:] == [("breach", 0, "head", "hall")]
    later(46)
    assert told()[2:] == [("escalate", 1, "manager", "town")]
    later(500)
    assert len(told()) == 3


def test_what_is_taken_back_is_said_to_those_who_were_told(
    house: Cast, record: Record, later: Callable[[float], None]
) -> None:
    record("job.opened", -75, "j1", unit="hall", area="near")
    later(0)
    record("job.done", -20, "j1", unit="hall", staff="owner")
    later(1)
    assert told() == [("breach", 0, "head", "hall"), ("withdrawn", 0, "head", "hall")]


def test_a_finding_that_comes_back_is_told_again(
    house: Cast, record: Record, later: Callable[[float], None]
) -> None:
    record("job.opened", -75, "j1", unit="hall", area="near")
    later(0)
    record("job.held", -70, "j1")
    later(1)
    assert told()[-1][0] == "withdrawn"
    record("job.resumed", -69, "j1")
    later(2)
    assert [kind for kind, *_ in told()] == ["breach", "withdrawn", "breach"]


def test_old_news_call_nobody(house: Cast, record: Record, later: Callable[[float], None]) -> None:
    record("job.opened", -30 * 86400, "j1", unit="hall", area="near")
    record("job.done", -29 * 86400, "j1", unit="hall", staff="owner")
    later(0)
    assert told() == []


def test_each_reads_what_is_for_him(house: Cast, record: Record, later: Callable[[float], None]) -> None:
    record("job.opened", -75, "j1", unit="hall", area="near")
    record("job.opened", -75, "j2", unit="crew", area="near")
    later(0)
    boss, chief = house.boss, house.chief
    assert [notice.key for notice in queries.notices(boss)] == [Notice.objects.get(to_unit="hall").key]
    assert queries.notices(house.owner).count() == queries.notices(house.nobody).count() == 0
    assert queries.read(chief, [Notice.objects.get(to_unit="hall").id]) == 0, "it is not his to read"
    assert queries.read(boss, Notice.objects.values_list("id", flat=True)) == 1
    assert Notice.objects.filter(read_at=None).count() == 1


def test_a_post_nobody_holds_there_is_told_through_those_who_lead(
    house: Cast, record: Record, later: Callable[[float], None]
) -> None:
    record("unit.founded", -2 * 86400 - 90000, "u", unit="line")
    later(0)
    notice = Notice.objects.filter(verdict__rule="3#cadence").first()
    assert notice is not None and (notice.to_post, notice.to_unit) == ("manager", "town")
    house.chief.postings.filter(post="manager").delete()
    record("unit.founded", -2 * 86400 - 90000, "v", unit="crew")
    later(5)
    notice = Notice.objects.filter(verdict__rule="3#cadence", to_unit="crew").first()
    assert notice is not None and notice.to_post is None
    assert notice in queries.notices(house.chief)
