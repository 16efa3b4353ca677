"""The house itself: the tree of units, posts by the charter, and keys to the API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from shouwen.works.people import access, actions
from shouwen.works.people.models import Posting, Staff, Token, Unit
from shouwen.works.people.tests.cast import Cast
from shouwen.works.refusal import Refused


def test_a_unit_stands_below_its_parent(cast: Cast) -> None:
    desk = actions.add_unit(code="desk-1", name_zh="一号台", name_en="Desk 1", parent=cast.unit("hall"))
    assert desk.path == "/town/hall/desk-1/"
    with pytest.raises(ValidationError):
        actions.add_unit(code="desk-1", name_zh="二", name_en="2")
    with pytest.raises(ValidationError):
        actions.add_unit(code="a/b", name_zh="二", name_en="2")


def test_a_unit_moves_with_everything_below_it_and_its_leaders_rights_with_it(cast: Cast) -> None:
    desk = actions.add_unit(code="desk-1", name_zh="一号台", name_en="Desk 1", parent=cast.unit("hall"))
    actions.add_unit(code="seat-1", name_zh="一号席", name_en="Seat 1", parent=desk)
    assert access.may(cast.boss, "unit.lead:seat-1")
    actions.move_unit(unit=desk, parent=cast.unit("crew"))
    assert Unit.objects.get(code="seat-1").path == "/town/crew/desk-1/seat-1/"
    assert not access.may(cast.boss, "unit.lead:seat-1")
    with pytest.raises(Refused, match="below-itself"):
        actions.move_unit(unit=desk, parent=Unit.objects.get(code="seat-1"))


def test_a_unit_whose_code_begins_like_another_is_not_below_it(cast: Cast) -> None:
    actions.add_unit(code="hall2", name_zh="二厅", name_en="Hall 2", parent=cast.unit("town"))
    assert not access.may(cast.boss, "unit.lead:hall2")


def test_posts_are_those_of_the_charter(cast: Cast) -> None:
    posting = actions.post_to(staff=cast.nobody, unit=cast.unit("hall"), post="clerk")
    assert posting.from_on == timezone.localdate() and access.may(cast.nobody, "matter.open:job")
    with pytest.raises(Refused, match="unknown-post"):
        actions.post_to(staff=cast.nobody, unit=cast.unit("hall"), post="wizard")
    with pytest.raises(ValidationError):
        actions.end_posting(posting=posting, last_on=posting.from_on - timedelta(days=1))


def test_the_tables_keep_what_must_be_true(cast: Cast) -> None:
    owner = cast.owner
    for wrong in [
        lambda: Unit.objects.create(code="x y", name_zh="x", name_en="x", path="/x/"),
        lambda: Unit.objects.create(code="xy", name_zh="x", name_en="x", path="xy"),
        lambda: Staff.objects.filter(pk=owner.pk).update(supervisor=owner.pk),
        lambda: Staff.objects.filter(pk=owner.pk).update(language="fr"),
        lambda: Posting.objects.filter(staff=owner).update(post=""),
    ]:
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_a_key_opens_with_the_rights_of_its_person_until_it_ends(cast: Cast) -> None:
    key = actions.make_token(staff=cast.owner, name="drill", by=cast.owner)
    token = Token.objects.get()
    assert key not in token.digest and actions.staff_of_key(key) == cast.owner
    assert actions.staff_of_key(key + "x") is None
    Token.objects.update(
        made_at=timezone.now() - timedelta(days=9), ends_at=timezone.now() - timedelta(days=1)
    )
    assert actions.staff_of_key(key) is None


def test_a_key_is_made_and_ended_by_its_person_alone(cast: Cast) -> None:
    with pytest.raises(Refused, match="not-allowed"):
        actions.make_token(staff=cast.owner, name="x", by=cast.chief)
    key = actions.make_token(staff=cast.owner, name="x", by=cast.owner)
    with pytest.raises(Refused, match="not-allowed"):
        actions.end_token(token=Token.objects.get(), by=cast.chief)
    actions.end_token(token=Token.objects.get(), by=cast.owner)
    assert actions.staff_of_key(key) is None


def test_the_key_of_somebody_who_left_opens_nothing(cast: Cast) -> None:
    key = actions.make_token(staff=cast.owner, name="x", by=cast.owner)
    Staff.objects.filter(username="owner").update(is_active=False)
    assert actions.staff_of_key(key) is None
