"""Boards and what hangs on them: opened, posted, posted anew, taken down; every version is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shouwen.law.facts.fact import Fact, Value
from shouwen.words import Words
from shouwen.works.journal import actions as journal
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.models import Staff, Unit
from shouwen.works.records import once
from shouwen.works.records.models import PLACES, Board, NoticeVersion
from shouwen.works.refusal import Refused


def open_board(*, unit: Unit, place: str, by: Staff, at: datetime | None = None) -> Board:
    """Say that the unit hangs notices at a place from now on; a second time is the same board.

    Errors: NotAllowed; Refused bad-field, future-fact.
    """
    access.require(by, "board.edit", unit)
    if place not in PLACES:
        raise once.unknown(Words("公示位置", "place"), "、".join(PLACES), "place")
    with transaction.atomic():
        now = at or timezone.now()
        board, is_new = Board.objects.get_or_create(
            unit=unit, place=place, defaults={"opened_at": now, "opened_by": by}
        )
        if is_new:
            _record("board.opened", board.subject, board, {"place": place}, by, now)
        return board


def post_notice(
    *,
    unit: Unit,
    item: str,
    zh: str,
    en: str = "",
    by: Staff,
    about: str = "",
    request_id: str | None = None,
    at: datetime | None = None,
) -> list[NoticeVersion]:
    """Hang a notice on every board of the unit where the charter wants it; what hung there is replaced.

    `about` names the case that asked for it, where the charter asks case by case. Errors: NotAllowed;
    Refused bad-field, missing-field, no-board, future-fact, id-taken.
    """
    access.require(by, "board.edit", unit)
    posted = {name: each for name, each in charters.current().notices.items() if not each.told}
    notice = posted.get(item)
    if notice is None:
        raise once.unknown(Words("公示内容", "notice"), "、".join(posted), "item")
    said = once.text(zh, "zh", most=once.LONGEST_TEXT)
    also = once.text(en, "en", most=once.LONGEST_TEXT, required=False)
    case = _case(about, is_asked=bool(notice.after))

    def act() -> list[NoticeVersion]:
        now = at or timezone.now()
        boards = list(Board.objects.select_for_update().filter(unit=unit, place__in=notice.at).order_by("id"))
        if not boards:
            raise _no_board(notice.at)
        versions = [_hang(board, item, case, said, also, by, now) for board in boards]
        subjects = [case] if case else [board.subject for board in boards]
        for place, subject in enumerate(subjects):
            named = f"{request_id}.{place}" if request_id and place else request_id
            _record("notice.posted", subject, boards[0], {"item": item, "text": said}, by, now, named)
        return versions

    return once.once(request_id, by, act, lambda subject: hanging(unit, item, case))


def remove_notice(
    *, unit: Unit, item: str, by: Staff, about: str = "", request_id: str | None = None
) -> list[NoticeVersion]:
    """Take a notice down from every board of the unit.

    Errors: NotAllowed; Refused not-posted, id-taken.
    """
    access.require(by, "board.edit", unit)
    with transaction.atomic():
        now = timezone.now()
        list(Board.objects.select_for_update().filter(unit=unit).order_by("id"))
        versions = hanging(unit, item, about)
        if not versions:
            words = Words("这项内容目前没有张贴。", "This does not hang at present.")
            raise Refused("not-posted", words, field="item", http=409)
        for version in versions:
            version.ended_at, version.removed_by = now, by
            version.save(update_fields=["ended_at", "removed_by"])
        subjects = [about] if about else [version.board.subject for version in versions]
        for place, subject in enumerate(subjects):
            named = f"{request_id}.{place}" if request_id and place else request_id
            _record("notice.removed", subject, versions[0].board, {"item": item}, by, now, named)
        return versions


def tell(*, unit: Unit, item: str, about: str, by: Staff, request_id: str | None = None) -> Fact:
    """Record that something the charter wants told was told in person; `about` is the case it was told in.

    Errors: NotAllowed; Refused bad-field, missing-field, id-taken.
    """
    access.require(by, "board.see", unit)
    told = [name for name, each in charters.current().notices.items() if each.told]
    if item not in told:
        raise once.unknown(Words("告知内容", "thing to tell"), "、".join(told), "item")
    case = once.text(about, "about", most=80)
    with transaction.atomic():
        return journal.record(
            kind="notice.told", subject=case, by=by.username, staff=by.username, unit=unit.code,
            data={"item": item}, id=request_id,
        )  # fmt: skip


def hanging(unit: Unit, item: str, about: str = "") -> list[NoticeVersion]:
    """What hangs under an item, on each board of the unit."""
    rows = NoticeVersion.objects.filter(board__unit=unit, item=item, about=about, ended_at=None)
    return list(rows.select_related("board__unit").order_by("board_id"))


def _hang(board: Board, item: str, about: str, zh: str, en: str, by: Staff, now: datetime) -> NoticeVersion:
    before = NoticeVersion.objects.filter(board=board, item=item, about=about, ended_at=None).first()
    if before is not None:
        if now < before.posted_at:
            words = Words(
                "张贴时间早于上一版，请核对。", "This is said to hang before the version it replaces."
            )
            raise Refused("before-opening", words, field="at")
        before.ended_at = now
        before.save(update_fields=["ended_at"])
    return NoticeVersion.objects.create(
        board=board, item=item, about=about, zh=zh, en=en, posted_at=now, by=by
    )


def _case(about: str, *, is_asked: bool) -> str:
    if is_asked:
        return once.text(about, "about", most=80)
    if about:
        words = Words("这项内容不按事项张贴。", "This notice is not posted case by case.")
        raise Refused("bad-field", words, field="about")
    return ""


def _no_board(places: tuple[str, ...]) -> Refused:
    listed = ", ".join(places)
    words = Words(
        f"本单位还没有启用这项内容要张贴的位置（{listed}），请先启用。",
        f"The unit has opened none of the places where this hangs ({listed}); open one first.",
    )
    return Refused("no-board", words, field="item")


def _record(
    kind: str,
    subject: str,
    board: Board,
    data: dict[str, Value],
    by: Staff,
    now: datetime,
    id: str | None = None,
) -> None:
    journal.record(
        kind=kind, subject=subject, at=now, by=by.username, staff=by.username, unit=board.unit.code, data=data,
        id=id,
    )  # fmt: skip
