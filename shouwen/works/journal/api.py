"""Facts from other systems over the API: rows as in a fact file, all of them or none, each under its own id."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from shouwen.law.facts.fact import Fact
from shouwen.law.facts.problems import Malformed
from shouwen.law.facts.row import to_fact
from shouwen.words import Words
from shouwen.works.journal import actions, charters
from shouwen.works.matters.models import Matter
from shouwen.works.people import access
from shouwen.works.people.api import Refusal, needs
from shouwen.works.refusal import Refused

router = Router(tags=["facts"])
MOST = 5000


class FactsIn(Schema):
    """Rows of a fact file (docs/fact-files.md). Give each an `id`: sent again it is the same fact."""

    facts: list[dict[str, Any]] = Field(min_length=1, max_length=MOST)


class Recorded(Schema):
    """How many facts were new, and how many were known already."""

    new: int
    known: int


@router.post("/facts", response={200: Recorded, 403: Refusal, 409: Refusal, 422: Refusal})
@needs("fact.record")
def record(request: HttpRequest, body: FactsIn) -> Recorded:
    """Bring in facts of units you lead. What concerns a matter of this house is done on the matter instead."""
    zone = charters.current().zone
    facts = [_fact(place, row, zone) for place, row in enumerate(body.facts)]
    for unit in {fact.unit for fact in facts}:
        if unit is None and not ((standing := access.standing(request.user)) and standing.everything):
            raise _no_unit()
        access.require(request.user, f"fact.record:{unit}" if unit else "fact.record")
    _must_not_be_matters({fact.subject for fact in facts})
    with transaction.atomic():
        new = actions.record_many(facts, by=request.user.username)
    return Recorded(new=new, known=len({fact.id for fact in facts}) - new)


def _fact(place: int, row: dict[str, Any], zone: str) -> Fact:
    try:
        return to_fact(row, zone)
    except Malformed as wrong:
        words = Words(
            f"第 {place + 1} 条：{wrong.what.zh}；{wrong.mend.zh}。",
            f"Row {place + 1}: {wrong.what.en}; {wrong.mend.en}.",
        )
        raise Refused("bad-fact", words, field=f"facts.{place}") from wrong


def _no_unit() -> Refused:
    words = Words(
        "没有单位的事实只能由公司负责人导入；请给每条填上 unit。",
        "Only who leads the whole house brings in facts without a unit; give each row its unit.",
    )
    return Refused("not-allowed", words, field="unit", http=403)


def _must_not_be_matters(subjects: set[str]) -> None:
    number = Matter.objects.filter(number__in=subjects).values_list("number", flat=True).first()
    if number:
        words = Words(
            f"{number} 是本系统的事项，请在事项上办理，不能导入事实。",
            f"{number} is a matter of this house: act on the matter instead of bringing in facts.",
        )
        raise Refused("use-the-matter", words, field="subject", http=409)
