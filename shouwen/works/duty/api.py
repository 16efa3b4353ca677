"""Findings over the API: the public record of every verdict one may see."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema

from shouwen.law.judge.records import record
from shouwen.works.duty import store
from shouwen.works.duty.models import CURRENT, Verdict
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.api import needs

router = Router(tags=["findings"])
Word = Literal["kept", "breached", "overdue", "open", "undecided", "praised", "fell-short", "met"]


class FindingsOut(Schema):
    """Records as `shouwen judge --format jsonl` writes them, newest first, and the `after` of the next ones."""

    rows: list[dict[str, Any]]
    next: int | None


@router.get("/findings", response=FindingsOut)
@needs("finding.see")
def findings(
    request: HttpRequest,
    key: str | None = None,
    verdict: Word | None = None,
    clause: str | None = None,
    subject: str | None = None,
    unit: str | None = None,
    staff: str | None = None,
    after: Annotated[int | None, Query(ge=1)] = None,
    size: Annotated[int, Query(ge=1, le=200)] = 50,
) -> FindingsOut:
    """The verdicts that hold now, as far as one may see them."""
    wanted = {
        "key": key,
        "verdict": verdict,
        "clause": clause,
        "subject": subject,
        "unit": unit,
        "staff": staff,
        "id__lt": after,
    }
    rows = access.visible(request.user, Verdict.objects.filter(CURRENT), "finding.see")
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    ids = list(rows.order_by("-id").values_list("id", flat=True)[: size + 1])
    return FindingsOut(rows=_records(ids[:size]), next=ids[size - 1] if len(ids) > size else None)


def _records(ids: list[int]) -> list[dict[str, Any]]:
    charter = charters.current()
    place = {
        key: n
        for n, key in enumerate(
            Verdict.objects.filter(pk__in=ids).order_by("-id").values_list("key", flat=True)
        )
    }
    found = sorted(store.select("id = ANY(%s)", [ids]), key=lambda verdict: place[verdict.key])
    return [record(verdict, charter) for verdict in found]
