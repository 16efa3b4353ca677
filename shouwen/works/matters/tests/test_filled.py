"""Fields that the house fills in: the leader of a person, and the leader above, by the postings of the day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shouwen.works.journal.models import Fact
from shouwen.works.matters import actions
from shouwen.works.people.actions import end_posting, post_to
from shouwen.works.people.leaders import chain
from shouwen.works.people.models import Posting
from shouwen.works.people.tests.cast import Cast
from shouwen.works.refusal import Refused


def noted(cast: Cast, person: str, **more: str) -> dict[str, Any]:
    matter = actions.open_matter(flow="slip", step="noted", data={"person": person, **more}, by=cast.chief)
    return Fact.objects.get(subject=matter.number).data


def test_the_leader_and_the_leader_above_are_written_into_the_fact(cast: Cast) -> None:
    assert noted(cast, "owner") == {"person": "owner", "leader": "boss", "above": "chief"}


def test_nobody_is_their_own_leader(cast: Cast) -> None:
    assert noted(cast, "boss") == {"person": "boss", "leader": "chief"}


def test_a_unit_without_a_leader_is_led_from_above(cast: Cast) -> None:
    assert noted(cast, "fitter") == {"person": "fitter", "leader": "chief"}


def test_a_person_without_a_leader_is_refused_with_what_is_missing(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        noted(cast, "chief")
    assert (refusal.value.code, refusal.value.field) == ("missing-field", "leader")
    assert "上级" in refusal.value.words.zh


def test_nobody_writes_somebody_else_into_such_a_field(cast: Cast) -> None:
    with pytest.raises(Refused, match="bad-field"):
        noted(cast, "owner", leader="inspector")
    assert noted(cast, "owner", leader="boss")["leader"] == "boss"


def test_yesterdays_leader_leads_nobody_today(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    end_posting(posting=Posting.objects.get(staff=cast.boss), last_on=yesterday)
    assert [each.username for each in chain("owner")] == ["chief"]
    assert [each.username for each in chain("owner", yesterday)] == ["boss", "chief"]
    post_to(
        staff=cast.teammate, unit=cast.unit("hall"), post="head", leads=True, from_on=timezone.localdate()
    )
    assert [each.username for each in chain("owner")] == ["teammate", "chief"]


def test_an_unknown_person_is_refused_at_that_field(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        noted(cast, "ghost")
    assert refusal.value.field == "person"
