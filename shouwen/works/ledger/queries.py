"""Reading the ledger: balances are sums of entries, and nothing else is ever kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from shouwen.works.ledger.models import Entry


@dataclass(frozen=True, slots=True)
class Balance:
    """Points (hundredths) and money (fen) of a bearer, and how many entries make them up."""

    bearer: str
    points: int
    money: int
    entries: int


def of_staff(entries: QuerySet[Entry], period: str | None = None) -> list[Balance]:
    """The balances of persons, by staff code; `period` is a month such as 2026-03, None is all time."""
    return _balances(entries.filter(bearer="staff"), "staff", period)


def of_units(entries: QuerySet[Entry], period: str | None = None) -> list[Balance]:
    """The balances of units: what units bear themselves, without what their people bear."""
    return _balances(entries.filter(bearer="unit"), "unit", period)


def _balances(entries: QuerySet[Entry], bearer: str, period: str | None) -> list[Balance]:
    if period is not None:
        entries = entries.filter(period=period)
    sums = entries.values(bearer).annotate(points=Sum("points"), money=Sum("money"), entries=Count("id"))
    return [
        Balance(row[bearer], row["points"], row["money"], row["entries"]) for row in sums.order_by(bearer)
    ]


def statement(
    entries: QuerySet[Entry],
    *,
    staff: str | None = None,
    unit: str | None = None,
    period: str | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[Entry]:
    """Entries, the latest first, with the finding each rests on; go on with `before` the last id."""
    wanted = {"staff": staff, "unit": unit, "period": period, "id__lt": before}
    entries = entries.filter(**{name: value for name, value in wanted.items() if value is not None})
    return list(entries.select_related("finding", "reverses").order_by("-id")[:limit])
