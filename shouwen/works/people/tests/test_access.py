"""Who sees what: the cast before the open flow and the confidential one, from list, page and search alike."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from shouwen.works.customers.models import Customer
from shouwen.works.matters import actions, queries
from shouwen.works.matters.models import Matter
from shouwen.works.people import access
from shouwen.works.people.models import Posting, Staff, Unit
from shouwen.works.people.tests.cast import Cast
from shouwen.works.refusal import NotAllowed, NotFound

EVERYBODY = [
    "owner",
    "teammate",
    "boss",
    "fitter",
    "stranger",
    "hotline",
    "hotline_two",
    "inspector",
    "chief",
    "nobody",
]


def job(cast: Cast, by: str = "owner") -> Matter:
    data = {"channel": "phone", "area": "near", "content": "楼道灯不亮"}
    return actions.open_matter(flow="job", step="taken", data=data, by=getattr(cast, by))


def word(cast: Cast, by: str = "owner") -> Matter:
    return actions.open_matter(
        flow="word", step="heard", data={"content": "有人收红包"}, by=getattr(cast, by)
    )


def who_sees(cast: Cast, matter: Matter) -> set[str]:
    """By the check, by the list and by search; which have to agree."""
    found = set()
    for name in EVERYBODY:
        person = getattr(cast, name)
        checked = access.may(person, "matter.see", Matter.objects.get(pk=matter.pk))
        listed = matter.number in [row.number for row in queries.page(person).rows]
        searched = matter.number in [
            row.number for row in queries.page(person, queries.Filters(text=matter.number)).rows
        ]
        assert checked == listed == searched, name
        if checked:
            found.add(name)
    return found


def test_a_matter_is_seen_in_its_unit_and_by_those_who_lead_above(cast: Cast) -> None:
    assert who_sees(cast, job(cast)) == {"owner", "teammate", "boss", "chief"}


def test_the_line_that_took_it_in_can_still_answer_when_the_crew_has_it(cast: Cast) -> None:
    matter = actions.advance(
        matter=job(cast, "hotline"), step="sent", data={"crew": "crew"}, by=cast.hotline, revision=1
    )
    assert who_sees(cast, matter) == {"hotline", "hotline_two", "fitter", "chief"}


def test_a_confidential_matter_is_seen_by_the_named_post_and_by_who_took_it_in_until_handed_on(
    cast: Cast,
) -> None:
    matter = word(cast)
    assert who_sees(cast, matter) == {"owner", "inspector"}
    matter = actions.advance(
        matter=matter, step="passed", data={"to_unit_named": "hall"}, by=cast.owner, revision=1
    )
    assert who_sees(cast, matter) == {"inspector"}


def test_who_leads_one_branch_sees_nothing_of_another(cast: Cast) -> None:
    Posting.objects.create(
        staff=cast.people["nobody"],
        unit=cast.unit("next_hall"),
        post="head",
        leads=True,
        from_on=timezone.localdate(),
    )
    assert "nobody" not in who_sees(cast, job(cast)) and "nobody" in who_sees(cast, job(cast, "stranger"))


@pytest.mark.parametrize(
    ("from_days", "until_days", "holds"), [(-9, -1, False), (-9, 0, True), (0, None, True), (1, None, False)]
)
def test_a_posting_counts_from_its_first_day_to_the_end_of_its_last(
    cast: Cast, from_days: int, until_days: int | None, holds: bool
) -> None:
    today = timezone.localdate()
    until = None if until_days is None else today + timedelta(days=until_days)
    Posting.objects.create(
        staff=cast.people["nobody"],
        unit=cast.unit("hall"),
        post="clerk",
        from_on=today + timedelta(days=from_days),
        until_on=until,
    )
    assert access.may(cast.nobody, "matter.open:job") is holds


def test_without_a_posting_or_an_account_in_use_everything_is_denied(cast: Cast) -> None:
    Staff.objects.filter(username="owner").update(is_active=False)
    for user in [AnonymousUser(), cast.nobody, cast.owner]:
        assert {action for action in access.ACTIONS if access.may(user, action)} == {access.PUBLIC}
        assert not access.visible(user, Customer.objects.all(), "customer.see").query.has_results(
            "default"
        ) or (list(access.visible(user, Customer.objects.all(), "customer.see")) == [])


def test_a_flow_is_opened_by_the_posts_of_its_first_steps(cast: Cast) -> None:
    assert access.may(cast.owner, "matter.open:job") and not access.may(cast.fitter, "matter.open:job")
    assert not access.may(cast.owner, "matter.open:unheard-of") and access.may(cast.owner, "matter.open")


def test_what_may_not_be_seen_sounds_like_what_does_not_exist(cast: Cast) -> None:
    matter = word(cast)
    for number in [matter.number, "JU20200101-0001"]:
        with pytest.raises(NotFound, match="not-found"):
            access.one(cast.chief, Matter.objects.all(), "matter.see", number=number)


def test_leading_a_unit_is_leading_all_below_it_and_nothing_beside_it(cast: Cast) -> None:
    below = Unit.objects.create(
        code="desk_3", name_zh="三", name_en="3", parent=cast.unit("hall"), path="/town/hall/desk_3/"
    )
    assert access.may(cast.boss, f"unit.lead:{below.code}") and access.may(
        cast.chief, f"unit.lead:{below.code}"
    )
    assert not access.may(cast.boss, "unit.lead:crew") and not access.may(cast.owner, "unit.lead:hall")


def test_every_action_has_its_rule_and_an_unknown_one_is_an_error(cast: Cast) -> None:
    stated = set(access._ROWS) | set(access._PLAIN) | {access.PUBLIC}
    assert stated == set(access.ACTIONS)
    with pytest.raises(ValueError, match="not an action"):
        access.may(cast.owner, "matter.destroy")
    with pytest.raises(NotAllowed):
        access.require(cast.fitter, "matter.open:job")


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        (Q(code="a"), True),
        (Q(code="b"), False),
        (Q(code__in=["a"]) & ~Q(kind="x"), True),
        (Q(code="b") | Q(parent_id__isnull=True), True),
        (~(Q(code="a") | Q(kind="x")), False),
        (access.EVERYTHING | Q(code="b"), True),
        (access.NOTHING | Q(code="b"), False),
        (access.EVERYTHING & Q(code="a"), True),
    ],
)
def test_a_condition_says_the_same_of_a_row_in_hand_as_of_the_table(
    db: None, condition: Q, answer: bool
) -> None:
    unit = Unit.objects.create(code="a", name_zh="甲", name_en="A", path="/a/")
    assert access.holds(condition, unit) is answer is Unit.objects.filter(condition).exists()
