"""Reading boards: what the charter wants hung at a unit, what hangs, what is missing, and what has grown old."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils import timezone

from shouwen.law.charter.language import Publish
from shouwen.law.charter.registers import Notice
from shouwen.works.duty.models import CURRENT, STANDING, Verdict
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.models import Staff, Unit
from shouwen.works.records.models import Board, NoticeVersion

OUTSIDE = ("customers", "public")
OPEN_TO_ALL = frozenset(OUTSIDE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One item the charter wants on the boards of a unit. `state` is hangs, missing, old or no-board.

    `about` is the case that asked for it, where notices are posted case by case; `due_at` when the judge wants
    it hung, or hung anew.
    """

    notice: Notice
    boards: tuple[Board, ...]
    versions: tuple[NoticeVersion, ...]
    state: str
    due_at: datetime | None
    about: str = ""

    @property
    def version(self) -> NoticeVersion | None:
        """What hangs, the latest of it."""
        return max(self.versions, key=lambda each: each.posted_at, default=None)

    @property
    def places(self) -> tuple[str, ...]:
        """Where it has to hang here; where the charter wants it, if no such board was opened."""
        return tuple(board.place for board in self.boards) or self.notice.at


def wanted(unit: Unit) -> list[Wanted]:
    """What has to hang at a unit, in the order of the charter; what is asked case by case, for each open case."""
    boards = list(Board.objects.filter(unit=unit).select_related("unit").order_by("id"))
    hanging = _hanging(boards)
    posted = [each for each in charters.current().notices.values() if not each.told]
    rows = _standing(unit, boards, posted)
    found = []
    for notice in posted:
        here = tuple(board for board in boards if board.place in notice.at)
        own = [row for row in rows if _item_of(row.rule) == notice.item]
        versions = [each for each in hanging if each.item == notice.item]
        if not notice.after:
            found.append(_one(notice, here, versions, own))
            continue
        cases = dict.fromkeys([row.subject or "" for row in own] + [each.about for each in versions])
        for case in cases:
            about = [each for each in versions if each.about == case]
            found.append(_one(notice, here, about, [row for row in own if row.subject == case], case))
    return found


def _one(
    notice: Notice,
    boards: tuple[Board, ...],
    versions: Sequence[NoticeVersion],
    rows: Sequence[Verdict],
    about: str = "",
) -> Wanted:
    due_at = min((row.due_at for row in rows if row.due_at), default=None)
    hung = {each.board_id for each in versions}
    if not boards:
        state = "no-board"
    elif any(board.pk not in hung for board in boards):
        state = "missing"
    else:
        state = "old" if due_at is not None and due_at < timezone.now() else "hangs"
    return Wanted(notice, boards, tuple(versions), state, due_at, about)


def _hanging(boards: Iterable[Board]) -> list[NoticeVersion]:
    rows = NoticeVersion.objects.filter(board__in=list(boards), ended_at=None)
    return list(rows.select_related("board__unit", "by").order_by("posted_at", "id"))


def _standing(unit: Unit, boards: Sequence[Board], notices: Sequence[Notice]) -> list[Verdict]:
    """What the judge waits for: on the boards, and on cases of this unit whose clauses ask for a notice."""
    rows = Verdict.objects.filter(CURRENT, verdict__in=STANDING, clause__in={each.clause for each in notices})
    on_boards = rows.filter(subject__in=[board.subject for board in boards])
    cases = {each.clause for each in notices if each.after}
    return list(on_boards | rows.filter(clause__in=cases, unit=unit.code))


def _item_of(rule: str) -> str | None:
    """The item a rule asks for: its name stands in the rule's where a clause posts several parts."""
    asked = rule.removesuffix("/renewed").removesuffix("/removed")
    return _items_by_rule(charters.current().fingerprint).get(asked)


@lru_cache(maxsize=4)
def _items_by_rule(fingerprint: str) -> Mapping[str, str]:
    return {
        f"{rule.id}/{name}" if rule.body.parts else rule.id: name
        for rule in charters.current().rules_of(Publish)
        for name in rule.body.names
    }


def public(unit: Unit, places: Iterable[str] = ()) -> list[tuple[Notice, NoticeVersion]]:
    """What customers and the public may read of a unit's boards, each item once, in the order of the charter.

    `places` narrows it to boards there. An item the charter no longer wants is not shown.
    """
    boards = Board.objects.filter(unit=unit)
    if places:
        boards = boards.filter(place__in=list(places))
    return _shown(boards, OPEN_TO_ALL)


def for_staff(unit: Unit) -> list[tuple[Notice, NoticeVersion]]:
    """What hangs for the staff of a unit and for everybody."""
    return _shown(Board.objects.filter(unit=unit), OPEN_TO_ALL | {"staff"})


def _shown(boards: Iterable[Board], audiences: frozenset[str]) -> list[tuple[Notice, NoticeVersion]]:
    hanging = _hanging(boards)
    found = []
    for item, notice in charters.current().notices.items():
        latest = {each.about: each for each in hanging if each.item == item}
        if notice.audience in audiences:
            found += [(notice, version) for version in latest.values()]
    return found


def units_with_boards() -> list[Unit]:
    """Every unit that has opened a board, in the order of the tree."""
    return list(Unit.objects.filter(boards__isnull=False).distinct().order_by("path"))


def editable(user: Staff) -> list[Unit]:
    """The units whose boards this person answers for."""
    return list(access.visible(user, Unit.objects.all(), "board.edit").order_by("path"))


def readable(user: Staff) -> list[Unit]:
    """The units with a board for the staff that this person reads."""
    return list(
        access.visible(user, Unit.objects.all(), "board.see")
        .filter(boards__isnull=False)
        .distinct()
        .order_by("path")
    )


def versions(unit: Unit, item: str, about: str = "", size: int = 20) -> list[NoticeVersion]:
    """What hung under an item before and now, the latest first; the same words on several boards once."""
    rows = NoticeVersion.objects.filter(board__unit=unit, item=item, about=about)
    found: dict[tuple[datetime, str], NoticeVersion] = {}
    for row in rows.select_related("by", "removed_by", "board").order_by("-posted_at", "-id")[: size * 5]:
        found.setdefault((row.posted_at, row.zh), row)
    return list(found.values())[:size]
