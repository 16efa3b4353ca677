"""Reading sheets: which may be filed about whom, what was filed, and what still has to be mended."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet

from shouwen.law.charter.registers import Sheet, SheetItem
from shouwen.words import Words
from shouwen.works.duty.models import Verdict
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.models import Posting, Staff, Unit
from shouwen.works.records.models import Filing, Tick
from shouwen.works.records.queries import dues
from shouwen.works.refusal import NotFound

PAGE = 50
TO_MEND = Q(ticks__result="fail", ticks__mended_at=None)


@dataclass(frozen=True, slots=True)
class Target:
    """Whom or what a sheet may be filed about: a person in a unit, or the unit itself."""

    unit: Unit
    person: Staff | None
    posts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Offer:
    """A sheet this person may file, about whom, and when one was filed last."""

    name: str
    sheet: Sheet
    targets: tuple[Target, ...]
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class ToMend:
    """A failed item that waits: what stands on it, the nearest due first."""

    tick: Tick
    standing: list[Verdict]

    @property
    def due_at(self) -> datetime | None:
        return next((row.due_at for row in self.standing if row.due_at), None)


def offers(user: Staff) -> list[Offer]:
    """The sheets of the charter this person may file about anybody or anything, in its order."""
    postings = _inspected(user)
    units = _led(user)
    last = dict(seen(user).order_by().values_list("sheet").annotate(Max("filed_at")))
    found = []
    for name, sheet in charters.current().sheets.items():
        targets = tuple(_targets(sheet, postings, units))
        if targets:
            found.append(Offer(name, sheet, targets, last.get(name)))
    return found


def offer(user: Staff, name: str) -> Offer:
    """One of them. Errors: NotFound."""
    found = next((each for each in offers(user) if each.name == name), None)
    if found is None:
        raise NotFound
    return found


def _targets(sheet: Sheet, postings: Iterable[Posting], units: Iterable[Unit]) -> Iterator[Target]:
    """People who hold a post of the sheet; for a sheet that names none, the units themselves."""
    if sheet.posts:
        held: dict[tuple[Unit, Staff], set[str]] = {}
        for each in postings:
            if each.post in sheet.posts:
                held.setdefault((each.unit, each.staff), set()).add(each.post)
        yield from (Target(unit, person, frozenset(posts)) for (unit, person), posts in held.items())
    else:
        yield from (Target(unit, None) for unit in units)


def items_for(sheet: Sheet, posts: Collection[str]) -> Mapping[str, SheetItem]:
    """The items that are asked of somebody in these posts; of a place, all."""
    return {
        name: item
        for name, item in sheet.items.items()
        if not posts or not item.posts or set(item.posts) & set(posts)
    }


def _inspected(user: Staff) -> list[Posting]:
    stood = access.standing(user)
    if stood is None:
        return []
    held = Posting.objects.in_force().select_related("staff", "unit").filter(staff__is_active=True)
    mine = held.filter(Q(staff=user) | stood.in_led("unit__code"))
    return list(mine.order_by("unit__path", "staff__name", "id"))


def _led(user: Staff) -> list[Unit]:
    stood = access.standing(user)
    return list(Unit.objects.filter(stood.in_led("code")).order_by("path")) if stood else []


def seen(user: Staff) -> QuerySet[Filing]:
    """The filed sheets this person may see."""
    return access.visible(user, Filing.objects.all(), "sheet.see")


def page(
    user: Staff, *, sheet: str = "", unit: str = "", waiting: bool = False, before: int | None = None,
    size: int = PAGE,
) -> list[Filing]:  # fmt: skip
    """Filed sheets, the latest first, each with `to_mend`; go on with `before` the last id."""
    rows = filtered(user, sheet=sheet, unit=unit, waiting=waiting)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return list(rows[:size])


def filtered(user: Staff, *, sheet: str = "", unit: str = "", waiting: bool = False) -> QuerySet[Filing]:
    """The same as rows to be walked."""
    rows = seen(user).select_related("unit", "person", "by").annotate(to_mend=Count("ticks", filter=TO_MEND))
    if sheet:
        rows = rows.filter(sheet=sheet)
    if unit:
        rows = rows.filter(unit__code=unit)
    if waiting:
        rows = rows.filter(to_mend__gt=0)
    return rows.order_by("-id")


def one(user: Staff, number: str) -> Filing:
    """A filed sheet. Errors: NotFound."""
    found: Filing = access.one(
        user, Filing.objects.select_related("unit", "person", "by"), "sheet.see", number=number
    )
    return found


def to_mend(user: Staff, size: int = PAGE) -> list[ToMend]:
    """Failed items not mended yet, the nearest due first."""
    ticks = Tick.objects.filter(result="fail", mended_at=None, filing__in=seen(user).order_by().values("pk"))
    found = list(ticks.select_related("filing__unit", "filing__person").order_by("filing_id", "id")[:size])
    stood = dues.standing([tick.subject for tick in found])
    waiting = [ToMend(tick, stood.get(tick.subject, [])) for tick in found]
    return sorted(waiting, key=lambda each: (each.due_at is None, each.due_at or each.tick.filing.filed_at))


def item_words(sheet: str, item: str) -> Words:
    """What an item asks; its name where the charter no longer has it."""
    known = charters.current().sheets.get(sheet)
    found = known.items.get(item) if known else None
    return found.title if found else Words(item, item)


def item_clause(sheet: str, item: str) -> str:
    """The clause that asks for an item."""
    known = charters.current().sheets.get(sheet)
    found = known.items.get(item) if known else None
    return found.clause if found else ""


def sheet_words(sheet: str) -> Words:
    """The heading of a sheet."""
    known = charters.current().sheets.get(sheet)
    return known.title if known else Words(sheet, sheet)
