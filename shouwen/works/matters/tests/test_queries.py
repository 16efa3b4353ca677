"""Lists, search and the page of one matter: what they hold, in which order, and at how many statements."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from shouwen.works.customers.actions import add_customer
from shouwen.works.matters import actions, history, queries, search
from shouwen.works.matters.models import Matter
from shouwen.works.matters.queries import Filters
from shouwen.works.people import access
from shouwen.works.people.tests.cast import Cast
from shouwen.works.refusal import Refused


def take(cast: Cast, content: str = "楼道灯不亮", by: str = "owner", **changes: Any) -> Matter:
    data = {"channel": "phone", "area": "near", "content": content, **changes}
    return actions.open_matter(flow="job", step="taken", data=data, by=getattr(cast, by))


def listed(cast: Cast, who: str = "owner", **narrow: Any) -> list[str]:
    return [row.number for row in queries.page(getattr(cast, who), Filters(**narrow)).rows]


def found(cast: Cast, text: str, who: str = "owner", **narrow: Any) -> list[str]:
    return [
        row.summary
        for row in queries.page(getattr(cast, who), Filters(text=text, order="new", **narrow)).rows
    ]


def test_the_nearest_due_time_comes_first_and_none_comes_last(cast: Cast) -> None:
    numbers = [take(cast).number for _ in range(4)]
    for number, hours in zip(numbers, [3, -1, None, 1], strict=True):
        due = None if hours is None else timezone.now() + timedelta(hours=hours)
        Matter.objects.filter(number=number).update(next_due_at=due)
    assert listed(cast) == [numbers[1], numbers[3], numbers[0], numbers[2]]
    assert listed(cast, overdue=True) == [numbers[1]]
    assert listed(cast, order="new") == numbers[::-1]


@pytest.mark.parametrize("order", ["due", "new"])
def test_paging_shows_every_matter_once_whatever_comes_in_between(cast: Cast, order: Any) -> None:
    numbers = {take(cast).number for _ in range(7)}
    soon = timezone.now() + timedelta(hours=1)
    for place, matter in enumerate(Matter.objects.order_by("id")):
        Matter.objects.filter(pk=matter.pk).update(next_due_at=soon if place % 2 else None)
    seen: list[str] = []
    after = None
    for _ in range(9):
        page = queries.page(cast.owner, Filters(order=order), after, size=2)
        seen += [row.number for row in page.rows]
        take(cast, by="teammate")
        after = page.next
        if after is None:
            break
    assert numbers <= set(seen) and len(seen) == len(set(seen))


@pytest.mark.parametrize("token", ["x", "e30", "W10", "WyIiLCAiYSJd", "WyJub3ciLCAxXQ", "WyIiLCAtMV0", "字"])
def test_a_page_marker_that_is_none_is_refused(cast: Cast, token: str) -> None:
    with pytest.raises(Refused, match="bad-field"):
        queries.page(cast.owner, after=token)


def test_a_list_is_narrowed_to_mine_my_unit_a_flow_a_state_and_what_is_closed(cast: Cast) -> None:
    mine, theirs = take(cast), take(cast, by="teammate")
    sent = actions.advance(matter=take(cast), step="sent", data={"crew": "crew"}, by=cast.owner, revision=1)
    gone = actions.advance(matter=take(cast), step="dropped", data={}, by=cast.owner, revision=1)
    assert set(listed(cast)) == {mine.number, theirs.number, sent.number}
    assert listed(cast, mine=True) == [mine.number]
    assert set(listed(cast, my_unit=True)) == {mine.number, theirs.number}
    assert listed(cast, state="sent") == listed(cast, unit="crew") == [sent.number]
    assert listed(cast, closed=True) == [gone.number] and len(listed(cast, closed=None)) == 4
    assert listed(cast, flow="word") == []


def test_a_word_of_two_characters_or_more_is_found_wherever_it_stands(cast: Cast) -> None:
    (
        take(cast, "三号楼停电了，请派抢修车"),
        take(cast, "电表停走，来电询问"),
        take(cast, "Ａ座电梯 LIFT 停了电"),
    )
    assert found(cast, "停电") == ["三号楼停电了，请派抢修车"]
    assert found(cast, "停电了") == ["三号楼停电了，请派抢修车"]
    assert found(cast, "lift") == found(cast, "a座") == ["Ａ座电梯 LIFT 停了电"]
    assert found(cast, "电表 询问") == ["电表停走，来电询问"]
    assert found(cast, "电") == found(cast, "，") == found(cast, "停水") == []


def test_pairs_that_stand_apart_are_not_a_word(cast: Cast) -> None:
    take(cast, "变压过高，高压器件损坏")
    assert found(cast, "变压器") == [] and found(cast, "压器") != []


def test_a_matter_is_found_by_its_customer_telephone_address_and_number(cast: Cast) -> None:
    customer = add_customer(name="陈桂兰", phone="13800001234", by=cast.owner)
    matter = take(cast, customer=customer.code, contact="138 0000 1234")
    assert (
        found(cast, "陈桂兰")
        == found(cast, "00001234")
        == found(cast, matter.number[:9].lower())
        == [matter.summary]
    )


def test_a_common_word_is_paged_through_to_the_last(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "RECENT", 3)
    numbers = [take(cast, "小区停电").number for _ in range(9)]
    seen: list[str] = []
    page = queries.page(cast.owner, Filters(text="停电", order="new"), size=2)
    seen += [row.number for row in page.rows]
    while page.next:
        page = queries.page(cast.owner, Filters(text="停电", order="new"), page.next, size=2)
        seen += [row.number for row in page.rows]
    assert seen == numbers[::-1]


def test_lists_name_nobody_of_a_confidential_matter(cast: Cast) -> None:
    matter = actions.open_matter(flow="word", step="heard", data={"content": "李某收红包"}, by=cast.owner)
    (row,) = queries.page(cast.inspector).rows
    assert (row.summary, row.customer_name) == ("举报", "") and "李某" not in repr(row)
    assert found(cast, "红包", "inspector") == ["举报"] and found(cast, "红包", "boss") == []
    assert [row.number for row in queries.rows(cast.inspector)] == [matter.number]


def test_a_list_costs_the_same_number_of_statements_whatever_is_on_it(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    for filled in (0, 5):
        for _ in range(filled):
            take(cast)
        person = cast.owner
        with django_assert_num_queries(2):  # standing, rows
            queries.page(person)
        with django_assert_num_queries(2):  # newest, index
            queries.page(person, Filters(text="楼道", order="new"))


def test_the_page_of_a_matter_costs_the_same_however_long_its_history(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    number = take(cast).number
    for notes in (1, 6):
        for place in range(notes):
            actions.note(matter=history.one(cast.owner, number), text=f"第{place}次催办", by=cast.teammate)
        person = cast.owner
        with django_assert_num_queries(5):  # standing, matter, facts, people, units
            matter = history.one(person, number)
            facts = history.facts_of(matter)
            history.told(matter, facts), history.next_of(matter, person, facts)


def test_an_act_is_a_handful_of_statements(cast: Cast, django_assert_num_queries: Any) -> None:
    person = cast.owner
    access.standing(person)
    with django_assert_num_queries(5):  # savepoint, number, matter with its words, fact, release
        data = {"channel": "phone", "area": "near", "content": "灯不亮"}
        matter = actions.open_matter(flow="job", step="taken", data=data, by=person, request_id="req-00001")
    with django_assert_num_queries(5):  # savepoint, unit, matter, fact, release
        send = {"matter": matter, "step": "sent", "data": {"crew": "crew"}, "by": person, "revision": 1}
        actions.advance(**send, request_id="req-00002")


def test_the_history_says_who_did_what_in_words(cast: Cast) -> None:
    matter = take(cast, channel="counter", told=True)
    matter = actions.hand_over(
        matter=matter, to_unit=cast.unit("crew"), reason="就近", by=cast.owner, revision=1
    )
    taken, handed = history.told(matter, history.facts_of(matter))
    assert (taken.title.zh, taken.staff_name, taken.unit_name and taken.unit_name.zh) == (
        "接单",
        "owner",
        "hall",
    )
    said = {title.zh: value.zh for title, value in taken.details}
    assert said["地段"] == "近" and said["已说明到场时间"] == "是"
    assert {title.en: value.en for title, value in handed.details}["To unit"] == "crew"


def test_the_next_steps_say_why_one_of_them_is_not_mine(cast: Cast) -> None:
    matter = take(cast)
    offers = {
        offer.name: offer.is_allowed for offer in history.next_of(matter, cast.boss, history.facts_of(matter))
    }
    assert offers == {"sent": True, "called": False, "dropped": True}


@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_is_searched_for_can_be_looked_up(text: str, query: str) -> None:
    """Every part of two characters and more of a text has all its pairs among those of the text."""
    words = search.words_of(text)
    assert search.normalised(words) == words
    pairs = set(search.bigrams(words))
    assert all(-(1 << 31) <= pair < 1 << 31 for pair in pairs)
    for word in search.wanted(query):
        if word in words:
            assert set(search.bigrams(word)) <= pairs
