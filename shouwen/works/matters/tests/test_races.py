"""Two people at once, over real connections: one wins, the other hears of it, and numbers never meet."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from shouwen.works.journal.models import Fact
from shouwen.works.matters import actions
from shouwen.works.matters.history import one
from shouwen.works.matters.models import Matter
from shouwen.works.people.tests.cast import Cast
from shouwen.works.refusal import Refused

pytestmark = pytest.mark.django_db(transaction=True)
TAKEN = {"channel": "phone", "area": "near", "content": "楼道灯不亮"}


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """Run all at the same instant, each on a connection of its own; answers or refusal codes, in order."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            ready.wait()
            return act()
        except Refused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def take(cast: Cast, **changes: Any) -> Matter:
    return actions.open_matter(**{"flow": "job", "step": "taken", "data": TAKEN, "by": cast.owner} | changes)


def test_of_two_who_advance_at_once_one_wins_and_the_other_is_told(cast: Cast) -> None:
    number = take(cast).number

    def advance(name: str, step: str, data: dict[str, object]) -> Callable[[], Any]:
        person = getattr(cast, name)
        matter = one(person, number)
        return lambda: actions.advance(matter=matter, step=step, data=data, by=person, revision=1).state

    answers = at_once([advance("owner", "sent", {"crew": "crew"}), advance("teammate", "dropped", {})])
    assert sorted(answers)[-1] == "stale-page" or sorted(answers)[1] == "stale-page"
    assert len({"sent", "dropped"} & set(answers)) == 1
    matter = Matter.objects.get()
    assert (matter.revision, matter.state in answers, Fact.objects.count()) == (2, True, 2)


def test_one_form_sent_many_times_at_once_is_one_matter(cast: Cast) -> None:
    owner = cast.owner
    answers = at_once([lambda: take(cast, by=owner, request_id="req-00001").number] * 6)
    assert len(set(answers)) == 1 and (Matter.objects.count(), Fact.objects.count()) == (1, 1)


def test_one_step_sent_many_times_at_once_is_one_fact(cast: Cast) -> None:
    owner, number = cast.owner, take(cast).number
    sends = [
        {"matter": one(owner, number), "step": "sent", "data": {"crew": "crew"}, "by": owner, "revision": 1}
        for _ in range(6)
    ]
    answers = at_once(
        [lambda send=send: actions.advance(**send, request_id="req-00002").revision for send in sends]
    )
    assert answers == [2] * 6 and Fact.objects.count() == 2


def test_numbers_drawn_by_eight_at_once_are_all_different_and_without_gaps(cast: Cast) -> None:
    people = [cast.owner, cast.teammate, cast.stranger, cast.hotline] * 2
    drawn = at_once([lambda who=who: [take(cast, by=who).number for _ in range(5)] for who in people])
    numbers = [number for each in drawn for number in each]
    assert sorted(int(number[-4:]) for number in numbers) == list(range(1, 41))


def test_a_step_and_a_hand_over_at_once_are_one_of_the_two(cast: Cast) -> None:
    owner, teammate, number = cast.owner, cast.teammate, take(cast).number
    step, hand = one(owner, number), one(teammate, number)
    unit = cast.unit("next_hall")
    answers = at_once(
        [
            lambda: actions.advance(matter=step, step="called", data={}, by=owner, revision=1).revision,
            lambda: (
                actions.hand_over(matter=hand, to_unit=unit, reason="就近", by=teammate, revision=1).revision
            ),
        ]
    )
    assert sorted(answers, key=str) == [2, "stale-page"] and Fact.objects.count() == 2
