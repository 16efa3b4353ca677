"""Numbers, counters and turns: what is done, what is refused, and that the judge agrees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shouwen.law.judge import judge
from shouwen.works.hall import actions
from shouwen.works.hall.day import KINDS, day_of
from shouwen.works.hall.tests.conftest import ticket_hall
from shouwen.works.journal import store
from shouwen.works.people.tests.cast import Cast
from shouwen.works.refusal import NotAllowed, Refused

pytestmark = pytest.mark.django_db


def draw(cast: Cast, business: str = "payment", precedence: str = "none") -> str:
    return actions.draw(unit="hall", business=business, precedence=precedence, by=cast.boss).subject


def refused(code: str, act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as told:
        act()
    assert told.value.code == code
    return told.value


def test_numbers_count_by_business(cast: Cast) -> None:
    numbers = [
        draw(cast).rpartition("/")[2],
        draw(cast).rpartition("/")[2],
        draw(cast, "supply").rpartition("/")[2],
    ]
    assert numbers == ["A001", "A002", "B001"]
    day = day_of("hall", ticket_hall())
    assert [(line.business, len(line.turns)) for line in day.lines] == [("payment", 2), ("supply", 1)]
    refused("unknown-queue", lambda: draw(cast, "haircut"))
    refused("bad-field", lambda: draw(cast, "payment", "vip"))


def test_a_day_at_the_counter(cast: Cast) -> None:
    draw(cast)
    old = draw(cast, precedence="old")
    refused("counter-closed", lambda: actions.call(unit="hall", business="payment", by=cast.owner))
    actions.open_counter(unit="hall", name="3", by=cast.owner)
    assert actions.call(unit="hall", business="payment", by=cast.owner).subject == old
    refused("still-serving", lambda: actions.call(unit="hall", business="payment", by=cast.owner))
    assert actions.call(unit="hall", ticket=old, by=cast.owner).subject == old
    actions.finish(unit="hall", by=cast.owner)
    refused("nobody-served", lambda: actions.finish(unit="hall", by=cast.owner))
    assert actions.call(unit="hall", by=cast.owner).number == "A001"
    assert day_of("hall", ticket_hall()).counter("3").state == "serving"
    actions.finish(unit="hall", left=True, by=cast.owner)
    refused("nobody-waits", lambda: actions.call(unit="hall", business="payment", by=cast.owner))
    actions.close(unit="hall", by=cast.owner)
    assert day_of("hall", ticket_hall()).counter("3").state == "closed"
    facts = store.select("kind = ANY(%s)", [list(KINDS)])
    found = judge(facts, ticket_hall(), max(fact.at for fact in facts)).verdicts
    assert {verdict.verdict for verdict in found} == {"kept"} and len(found) == 5


def test_nobody_is_passed_over(cast: Cast) -> None:
    first, second = draw(cast), draw(cast)
    actions.open_counter(unit="hall", name="3", by=cast.owner)
    told = refused("not-next", lambda: actions.call(unit="hall", ticket=second, by=cast.owner))
    assert told.clause == "1" and first.rpartition("/")[2] in told.words.zh
    assert store.select("kind = 'ticket.called'", []) == []


def test_nobody_goes_home_while_people_wait(cast: Cast) -> None:
    draw(cast)
    actions.open_counter(unit="hall", name="3", by=cast.owner)
    assert refused("still-waiting", lambda: actions.close(unit="hall", by=cast.owner)).clause == "2"
    actions.call(unit="hall", by=cast.owner)
    assert refused("still-waiting", lambda: actions.close(unit="hall", by=cast.owner)).clause == "2"
    actions.finish(unit="hall", by=cast.owner)
    actions.close(unit="hall", by=cast.owner)


def test_a_counter_has_one_clerk_and_a_clerk_one_counter(cast: Cast) -> None:
    actions.open_counter(unit="hall", name="3", by=cast.owner)
    actions.open_counter(unit="hall", name="3", by=cast.owner)
    assert len(store.select("kind = 'shift.opened'", [])) == 1
    refused("counter-taken", lambda: actions.open_counter(unit="hall", name="3", by=cast.teammate))
    refused("counter-taken", lambda: actions.open_counter(unit="hall", name="4", by=cast.owner))
    refused("bad-counter", lambda: actions.open_counter(unit="hall", name="a/b", by=cast.teammate))


def test_the_sign(cast: Cast) -> None:
    draw(cast)
    actions.open_counter(unit="hall", name="3", by=cast.owner)
    actions.pause(unit="hall", by=cast.owner)
    assert day_of("hall", ticket_hall()).counter("3").state == "paused"
    refused("counter-paused", lambda: actions.call(unit="hall", by=cast.owner))
    actions.pause(unit="hall", resume=True, by=cast.owner)
    actions.call(unit="hall", by=cast.owner)
    refused("still-serving", lambda: actions.pause(unit="hall", by=cast.owner))


def test_only_who_is_posted_there(cast: Cast) -> None:
    for name in ("stranger", "fitter", "nobody"):
        with pytest.raises(NotAllowed):
            actions.draw(unit="hall", business="payment", by=getattr(cast, name))
