"""Sheets: who files them about whom, what they record, and what a mending answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shouwen.works.journal.models import Fact
from shouwen.works.people import access
from shouwen.works.people.tests.cast import Cast
from shouwen.works.records.actions.sheets import Mark, file_sheet, mend_item
from shouwen.works.records.models import Filing, Tick
from shouwen.works.records.queries import sheets
from shouwen.works.refusal import NotAllowed, NotFound, Refused

GOOD = {"badge": Mark("pass"), "uniform": Mark("pass"), "hands": Mark("not_applicable")}
BAD = GOOD | {"badge": Mark("fail", "忘在家里")}


def filed(shop: Cast, by: str = "boss", about: str | None = "owner", **changes: Any) -> Filing:
    person = shop.people[about] if about else None
    given: dict[str, Any] = {"sheet": "manner", "unit": shop.unit("hall"), "marks": BAD, "person": person}
    return file_sheet(by=getattr(shop, by), **{**given, **changes})


def test_a_sheet_is_one_fact_and_each_item_one_more(shop: Cast) -> None:
    filing = filed(shop)
    facts = {fact.subject: fact for fact in Fact.objects.all()}
    assert set(facts) == {filing.number, *(f"{filing.number}/{item}" for item in BAD)}
    ticked = facts[f"{filing.number}/badge"]
    told = {"sheet": "manner", "item": "badge", "result": "fail", "person": "owner", "note": "忘在家里"}
    assert (ticked.kind, ticked.staff, ticked.unit, ticked.data) == ("item.ticked", "boss", "hall", told)
    assert filing.number.startswith("JC") and filing.failed == 1


def test_a_form_sent_twice_is_one_sheet(shop: Cast) -> None:
    first, again = (filed(shop, request_id="once-only-1") for _ in range(2))
    assert first.pk == again.pk and Filing.objects.count() == 1


@pytest.mark.parametrize(
    ("by", "about", "may"),
    [
        ("owner", "owner", True), ("owner", "teammate", False), ("boss", "teammate", True), ("chief", "owner", True),
        ("stranger", "owner", False), ("nobody", "owner", False),
    ],
)  # fmt: skip
def test_of_oneself_anybody_files_a_sheet_and_of_others_who_leads_them(
    shop: Cast, by: str, about: str, may: bool
) -> None:
    if may:
        assert filed(shop, by, about).by.username == by
    else:
        with pytest.raises(NotAllowed):
            filed(shop, by, about)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"sheet": "nothing"}, "bad-field", "sheet"),
        ({"marks": {"badge": Mark("pass")}}, "missing-field", "uniform"),
        ({"marks": BAD | {"shoes": Mark("pass")}}, "bad-field", "shoes"),
        ({"marks": BAD | {"badge": Mark("maybe")}}, "bad-field", "badge"),
        ({"about": "boss"}, "bad-field", "person"),
        ({"at": timezone.now() + timedelta(days=1)}, "future-fact", "at"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(
    shop: Cast, changes: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Refused) as told:
        filed(shop, "chief", **changes)
    assert (told.value.code, told.value.field) == (code, field)
    assert not Filing.objects.exists() and not Fact.objects.exists()


def test_what_did_not_fail_is_not_mended_and_what_was_is_mended_once(shop: Cast) -> None:
    filing = filed(shop)
    with pytest.raises(Refused, match="not-failed"):
        mend_item(filing=filing, item="uniform", note="好", by=shop.boss)
    with pytest.raises(NotFound):
        mend_item(filing=filing, item="badge", note="好", by=shop.stranger)
    for note in ("已补戴", "又补戴"):
        mend_item(filing=filing, item="badge", note=note, by=shop.boss)
    assert Tick.objects.get(item="badge").mended_note == "已补戴"
    assert Fact.objects.filter(kind="item.mended").count() == 1


def test_a_sheet_is_seen_by_whom_it_concerns(shop: Cast) -> None:
    about_owner, about_shop = (
        filed(shop),
        filed(shop, about=None, sheet="shop", marks={"floor": Mark("pass"), "lamp": Mark("pass")}),
    )
    seen = {
        name: {each.number for each in sheets.seen(getattr(shop, name))}
        for name in ("owner", "teammate", "boss", "stranger", "chief", "nobody")
    }
    both = {about_owner.number, about_shop.number}
    assert seen == {
        "owner": both, "teammate": {about_shop.number}, "boss": both, "stranger": set(), "chief": both,
        "nobody": set(),
    }  # fmt: skip
    for name, numbers in seen.items():
        person = getattr(shop, name)
        assert {
            each.number for each in Filing.objects.all() if access.may(person, "sheet.see", each)
        } == numbers


def test_the_sheets_on_offer_are_those_of_my_posts_and_of_whom_i_lead(shop: Cast) -> None:
    offered = {
        name: {(each.name, t.person.username if t.person else t.unit.code)
               for each in sheets.offers(getattr(shop, name)) for t in each.targets}
        for name in ("owner", "boss", "fitter", "nobody")
    }  # fmt: skip
    assert offered == {
        "owner": {("manner", "owner")},
        "boss": {("manner", "owner"), ("manner", "teammate"), ("shop", "hall")},
        "fitter": set(),
        "nobody": set(),
    }
