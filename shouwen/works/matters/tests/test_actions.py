"""What people do to matters: what comes of it, and that a refusal leaves nothing behind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shouwen.works.customers.actions import add_customer
from shouwen.works.customers.models import Customer
from shouwen.works.journal.models import Fact
from shouwen.works.matters import actions
from shouwen.works.matters.models import Matter
from shouwen.works.matters.tests.snapshot import everything
from shouwen.works.people.actions import end_posting
from shouwen.works.people.models import Posting
from shouwen.works.people.tests.cast import Cast
from shouwen.works.refusal import Refused

TAKEN = {"channel": "phone", "area": "near", "content": "楼道灯不亮"}


def taken(cast: Cast, by: str = "owner", **changes: Any) -> Matter:
    return actions.open_matter(flow="job", step="taken", data={**TAKEN, **changes}, by=getattr(cast, by))


def sent(cast: Cast) -> Matter:
    return actions.advance(matter=taken(cast), step="sent", data={"crew": "crew"}, by=cast.owner, revision=1)


def heard(cast: Cast, by: str = "owner") -> Matter:
    return actions.open_matter(
        flow="word", step="heard", data={"content": "有人收红包"}, by=getattr(cast, by)
    )


def fact_of(matter: Matter) -> Fact:
    return Fact.objects.filter(subject=matter.number).latest("seq")


def test_taking_in_numbers_the_matter_and_records_the_fact(cast: Cast) -> None:
    customer = add_customer(name="陈桂兰", phone="138 0000 1234", by=cast.owner)
    matter = taken(cast, customer=customer.code, contact="138-0000-1234")
    fact = fact_of(matter)
    assert matter.number == f"JB{timezone.localdate():%Y%m%d}-0001"
    assert (matter.state, matter.revision, matter.unit.code, matter.holder) == (
        "taken",
        1,
        "hall",
        cast.owner,
    )
    assert (fact.kind, fact.staff, fact.unit, fact.customer) == ("job.taken", "owner", "hall", customer.code)
    assert fact.data == {**TAKEN, "contact": "13800001234", "urgent": False, "told": False}


def test_a_step_that_assigns_puts_the_matter_and_its_fact_into_the_new_unit(cast: Cast) -> None:
    matter = sent(cast)
    assert (matter.state, matter.unit.code, matter.holder, matter.revision) == ("sent", "crew", None, 2)
    assert (fact_of(matter).unit, fact_of(matter).data) == ("crew", {"area": "near", "crew": "crew"})


def test_who_acts_in_the_unit_that_holds_it_takes_hold_of_it(cast: Cast) -> None:
    matter = actions.advance(matter=sent(cast), step="checked", data={}, by=cast.fitter, revision=2)
    assert matter.holder_id == cast.fitter.pk and matter.state == "sent"


def test_the_last_step_closes_and_a_reopening_opens_again(cast: Cast) -> None:
    matter = actions.advance(matter=sent(cast), step="checked", data={}, by=cast.fitter, revision=2)
    matter = actions.advance(matter=matter, step="done", data={"swept": True}, by=cast.fitter, revision=3)
    assert matter.closed_at == fact_of(matter).at
    matter = actions.advance(matter=matter, step="again", data={}, by=cast.owner, revision=4)
    assert matter.closed_at is None and matter.state == "again"


def test_handing_over_records_from_whom_to_whom_and_why(cast: Cast) -> None:
    matter = actions.hand_over(
        matter=taken(cast),
        to_unit=cast.unit("crew"),
        to_staff=cast.fitter,
        reason="就近处理",
        by=cast.owner,
        revision=1,
    )
    assert (matter.unit.code, matter.holder_id, matter.handed_on) == ("crew", cast.fitter.pk, True)
    data = {
        "area": "near",
        "from_unit": "hall",
        "from_staff": "owner",
        "to_unit": "crew",
        "to_staff": "fitter",
    }
    assert fact_of(matter).data == {**data, "reason": "就近处理"} and fact_of(matter).unit == "crew"


def test_a_note_leaves_the_page_of_others_current(cast: Cast) -> None:
    matter = actions.note(matter=taken(cast), text="客户来电催办", by=cast.teammate)
    assert fact_of(matter).kind == "matter.noted" and Matter.objects.get().revision == 1


def test_what_happened_earlier_is_dated_earlier(cast: Cast) -> None:
    earlier = timezone.now() - timedelta(days=3)
    matter = actions.open_matter(flow="job", step="taken", data=TAKEN, by=cast.owner, at=earlier)
    assert matter.opened_at == earlier == fact_of(matter).at
    assert matter.number.startswith(f"JB{timezone.localtime(earlier):%Y%m%d}")


def test_the_same_request_twice_is_one_act(cast: Cast) -> None:
    once = {"flow": "job", "step": "taken", "data": TAKEN, "by": cast.owner, "request_id": "req-00001"}
    assert actions.open_matter(**once).pk == actions.open_matter(**once).pk
    twice = {
        "matter": Matter.objects.get(),
        "step": "sent",
        "data": {"crew": "crew"},
        "by": cast.owner,
        "revision": 1,
    }
    first = actions.advance(**twice, request_id="req-00002")
    again = actions.advance(**{**twice, "matter": Matter.objects.get()}, request_id="req-00002")
    assert (first.revision, again.revision, Fact.objects.count()) == (2, 2, 2)


def test_a_new_customers_file_is_opened_with_the_matter_once_however_often_it_is_sent(cast: Cast) -> None:
    new = {"name": "谷新雨", "phone": "120 0999 8877"}
    once = {"flow": "job", "step": "taken", "by": cast.owner, "data": TAKEN, "new_customer": new}
    first = actions.open_matter(**once, request_id="req-00001")
    again = actions.open_matter(**once, request_id="req-00001")
    assert (first.pk, Customer.objects.count()) == (again.pk, 1)
    assert fact_of(first).customer == Customer.objects.get().code
    with pytest.raises(Refused, match="missing-field"):
        actions.open_matter(**once | {"data": {}})
    assert Customer.objects.count() == 1


def act(cast: Cast, name: str) -> Any:
    """Every way to be refused, by name: what is done, ready to be called."""
    customer_less = {"flow": "job", "step": "taken", "by": cast.owner}
    job = Matter.objects.filter(flow="job").select_related("unit", "holder", "customer").first()
    word = Matter.objects.filter(flow="word").select_related("unit", "holder", "customer").first()
    hand = {"matter": job, "to_unit": cast.unit("crew"), "reason": "就近", "by": cast.owner, "revision": 1}
    step = {"matter": job, "step": "sent", "data": {"crew": "crew"}, "by": cast.owner, "revision": 1}
    return {
        "unknown flow": lambda: actions.open_matter(flow="x", step="taken", data=TAKEN, by=cast.owner),
        "not a start": lambda: actions.open_matter(**customer_less | {"step": "sent"}, data={"crew": "crew"}),
        "post may not open": lambda: actions.open_matter(**customer_less | {"by": cast.fitter}, data=TAKEN),
        "no posting": lambda: actions.open_matter(**customer_less | {"by": cast.nobody}, data=TAKEN),
        "unit of others": lambda: actions.open_matter(
            **customer_less, data=TAKEN, unit=cast.unit("next_hall")
        ),
        "nothing filled in": lambda: actions.open_matter(**customer_less, data={}),
        "no such customer": lambda: actions.open_matter(**customer_less, data={**TAKEN, "customer": "C0"}),
        "bad request id": lambda: actions.open_matter(**customer_less, data=TAKEN, request_id="x'"),
        "tomorrow": lambda: actions.open_matter(
            **customer_less, data=TAKEN, at=timezone.now() + timedelta(days=1)
        ),
        "stale page": lambda: actions.advance(**step | {"revision": 7}),
        "wrong state": lambda: actions.advance(**step | {"step": "done"}),
        "stranger": lambda: actions.advance(**step | {"by": cast.stranger}),
        "not this post": lambda: actions.advance(**step | {"by": cast.boss, "step": "called", "data": {}}),
        "no such unit": lambda: actions.advance(**step | {"data": {"crew": "nowhere"}}),
        "before it began": lambda: actions.advance(**step, at=timezone.now() - timedelta(days=9)),
        "no such colleague": lambda: actions.advance(**step | {"step": "called", "data": {"with": "ghost"}}),
        "hand over unseen": lambda: actions.hand_over(**hand | {"by": cast.stranger}),
        "no reason": lambda: actions.hand_over(**hand | {"reason": "  "}),
        "same hands": lambda: actions.hand_over(**hand | {"to_unit": cast.unit("hall")}, to_staff=cast.owner),
        "not of that unit": lambda: actions.hand_over(**hand, to_staff=cast.stranger),
        "stale hand over": lambda: actions.hand_over(**hand | {"revision": 3}),
        "note unseen": lambda: actions.note(matter=job, text="x", by=cast.stranger),
        "empty note": lambda: actions.note(matter=job, text=" ", by=cast.owner),
        "confidential to anybody": lambda: actions.hand_over(
            **hand | {"matter": word, "to_unit": cast.unit("hall"), "to_staff": cast.teammate}
        ),
        "confidential unseen": lambda: actions.note(matter=word, text="x", by=cast.chief),
    }[name]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("unknown flow", "unknown-flow"),
        ("not a start", "wrong-state"),
        ("post may not open", "not-allowed"),
        ("no posting", "not-allowed"),
        ("unit of others", "not-allowed"),
        ("nothing filled in", "missing-field"),
        ("no such customer", "bad-field"),
        ("bad request id", "bad-field"),
        ("tomorrow", "future-fact"),
        ("stale page", "stale-page"),
        ("wrong state", "wrong-state"),
        ("stranger", "not-found"),
        ("not this post", "not-your-post"),
        ("no such unit", "bad-field"),
        ("before it began", "before-opening"),
        ("no such colleague", "bad-field"),
        ("hand over unseen", "not-found"),
        ("no reason", "missing-field"),
        ("same hands", "same-holder"),
        ("not of that unit", "bad-field"),
        ("stale hand over", "stale-page"),
        ("note unseen", "not-found"),
        ("empty note", "missing-field"),
        ("confidential to anybody", "bad-field"),
        ("confidential unseen", "not-found"),
    ],
)
def test_a_refusal_says_why_and_changes_nothing(cast: Cast, name: str, told: str) -> None:
    taken(cast), heard(cast)
    refused = act(cast, name)
    before = everything()
    with pytest.raises(Refused) as refusal:
        refused()
    assert refusal.value.code == told and refusal.value.words.zh and refusal.value.words.en
    assert everything() == before


def test_a_request_id_of_somebody_else_opens_nothing_of_theirs(cast: Cast) -> None:
    actions.open_matter(flow="job", step="taken", data=TAKEN, by=cast.owner, request_id="req-00001")
    before = everything()
    with pytest.raises(Refused, match="id-taken"):
        actions.open_matter(flow="job", step="taken", data=TAKEN, by=cast.stranger, request_id="req-00001")
    assert everything() == before


def test_yesterdays_posting_gives_no_right_today(cast: Cast) -> None:
    end_posting(
        posting=Posting.objects.get(staff=cast.owner), last_on=timezone.localdate() - timedelta(days=1)
    )
    with pytest.raises(Refused, match="not-allowed"):
        taken(cast)
