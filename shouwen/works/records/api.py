"""The records over the API: sheets, boards, training, keepers and receipts, with the acts and refusals of the rooms."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from shouwen.law.facts.fact import Fact
from shouwen.works.people import access
from shouwen.works.people.api import Refusal, Said, needs, said
from shouwen.works.people.models import Staff, Unit
from shouwen.works.records.actions import boards, keepers, receipts, sheets, training
from shouwen.works.records.models import Filing, NoticeVersion
from shouwen.works.records.queries import boards as on_boards
from shouwen.works.records.queries import sheets as filed
from shouwen.works.records.queries import training as trained
from shouwen.works.refusal import NotFound

router = Router(tags=["records"])
REFUSED = {403: Refusal, 404: Refusal, 409: Refusal, 422: Refusal}
RequestId = str | None


class ItemOut(Schema):
    """A point of a sheet with the clause that asks for it."""

    item: str
    title: Said
    clause: str


class SheetOut(Schema):
    """A sheet you may file, and about whom: staff codes by unit, or units where it is about a place."""

    sheet: str
    title: Said
    moment: str
    items: list[ItemOut]
    people: list[dict[str, str]]


class MarkIn(Schema):
    """What was found: pass, fail or not_applicable."""

    result: str
    note: str = ""


class FilingIn(Schema):
    """A sheet filled in, every item marked. Without `person` it is about the unit itself."""

    sheet: str
    unit: str
    person: str | None = None
    place: str = ""
    marks: dict[str, MarkIn]
    at: datetime | None = None
    request_id: RequestId = None


class TickOut(Schema):
    """One item of a filed sheet."""

    item: str
    title: Said
    clause: str
    result: str
    note: str
    mended_at: datetime | None
    mended_note: str


class FilingOut(Schema):
    """A filed sheet."""

    number: str
    sheet: str
    title: Said
    unit: str
    person: str | None
    place: str
    by: str
    filed_at: datetime
    failed: int
    ticks: list[TickOut] = []


class NoteIn(Schema):
    """How it was put right."""

    note: str
    at: datetime | None = None
    request_id: RequestId = None


class Narrow(Schema):
    """What the list of filed sheets is narrowed to; `before` goes on after the last id."""

    sheet: str = ""
    unit: str = ""
    waiting: bool = False
    before: int | None = None
    size: Annotated[int, Field(ge=1, le=200)] = filed.PAGE


class Recorded(Schema):
    """The fact that was recorded."""

    id: str
    kind: str
    subject: str


@router.get("/sheets", response={200: list[SheetOut], **REFUSED})
@needs("sheet.file")
def sheets_to_file(request: HttpRequest) -> list[SheetOut]:
    """The sheets you may file, with their items."""
    return [
        SheetOut(
            sheet=offer.name,
            title=said(offer.sheet.title),
            moment=offer.sheet.moment,
            items=[
                ItemOut(item=name, title=said(item.title), clause=item.clause)
                for name, item in offer.sheet.items.items()
            ],
            people=[
                {"unit": target.unit.code, "person": target.person.username if target.person else ""}
                for target in offer.targets
            ],
        )
        for offer in filed.offers(request.user)
    ]


@router.get("/filings", response={200: list[FilingOut], **REFUSED})
@needs("sheet.see")
def filings(request: HttpRequest, narrow: Query[Narrow]) -> list[FilingOut]:
    """Filed sheets, the latest first, without their items."""
    return [_filing(each, with_ticks=False) for each in filed.page(request.user, **narrow.dict())]


@router.post("/filings", response={201: FilingOut, **REFUSED})
@needs("sheet.file")
def file_sheet(request: HttpRequest, body: FilingIn) -> Status:
    """File a sheet."""
    filing = sheets.file_sheet(
        sheet=body.sheet,
        unit=_unit(body.unit),
        person=_staff(body.person) if body.person else None,
        place=body.place,
        marks={item: sheets.Mark(mark.result, mark.note) for item, mark in body.marks.items()},
        by=request.user,
        at=body.at,
        request_id=body.request_id,
    )
    return Status(201, _filing(filing))


@router.get("/filings/{number}", response={200: FilingOut, **REFUSED})
@needs("sheet.see")
def filing(request: HttpRequest, number: str) -> FilingOut:
    """One filed sheet."""
    return _filing(filed.one(request.user, number))


@router.post("/filings/{number}/items/{item}/mend", response={200: FilingOut, **REFUSED})
@needs("sheet.mend")
def mend(request: HttpRequest, number: str, item: str, body: NoteIn) -> FilingOut:
    """Record that a failed item was put right."""
    found = filed.one(request.user, number)
    sheets.mend_item(filing=found, item=item, by=request.user, **body.dict())
    return _filing(found)


class WantedOut(Schema):
    """A notice the charter wants at a unit. `state`: hangs, missing, old (to be posted anew), no-board."""

    item: str
    title: Said
    clause: str
    audience: str
    places: list[str]
    state: str
    about: str
    due_at: datetime | None
    zh: str
    en: str
    posted_at: datetime | None


class PostIn(Schema):
    """A notice to hang; `about` names the case where the charter asks case by case."""

    zh: str
    en: str = ""
    about: str = ""
    at: datetime | None = None
    request_id: RequestId = None


class RemoveIn(Schema):
    about: str = ""
    request_id: RequestId = None


class ToldIn(Schema):
    about: str
    request_id: RequestId = None


class HungOut(Schema):
    """A version of a notice on one board."""

    board: str
    item: str
    about: str
    zh: str
    en: str
    posted_at: datetime
    ended_at: datetime | None


class BoardOut(Schema):
    unit: str
    place: str
    subject: str


@router.get("/boards/{unit}", response={200: list[WantedOut], **REFUSED})
@needs("board.see")
def board(request: HttpRequest, unit: str) -> list[WantedOut]:
    """What the charter wants at a unit, and what hangs."""
    found = access.one(request.user, Unit.objects.all(), "board.see", code=unit)
    return [_wanted(each) for each in on_boards.wanted(found)]


@router.post("/boards/{unit}/places/{place}", response={201: BoardOut, **REFUSED})
@needs("board.edit")
def open_board(request: HttpRequest, unit: str, place: str) -> Status:
    """Say that the unit hangs notices at a place."""
    found = boards.open_board(unit=_unit(unit), place=place, by=request.user)
    return Status(201, BoardOut(unit=unit, place=found.place, subject=found.subject))


@router.post("/boards/{unit}/notices/{item}", response={201: list[HungOut], **REFUSED})
@needs("board.edit")
def post_notice(request: HttpRequest, unit: str, item: str, body: PostIn) -> Status:
    """Hang a notice, or its next version."""
    hung = boards.post_notice(unit=_unit(unit), item=item, by=request.user, **body.dict())
    return Status(201, [_hung(each) for each in hung])


@router.post("/boards/{unit}/notices/{item}/remove", response={200: list[HungOut], **REFUSED})
@needs("board.edit")
def remove_notice(request: HttpRequest, unit: str, item: str, body: RemoveIn) -> list[HungOut]:
    """Take a notice down."""
    gone = boards.remove_notice(unit=_unit(unit), item=item, by=request.user, **body.dict())
    return [_hung(each) for each in gone]


@router.post("/boards/{unit}/told/{item}", response={201: Recorded, **REFUSED})
@needs("board.see")
def tell(request: HttpRequest, unit: str, item: str, body: ToldIn) -> Status:
    """Record that something was told in person about a case."""
    return Status(201, _recorded(boards.tell(unit=_unit(unit), item=item, by=request.user, **body.dict())))


class LearntOut(Schema):
    """Where somebody stands in a module: passed, failed, missing, again."""

    module: str
    title: Said
    state: str
    mark: str
    at: datetime | None
    due_at: datetime | None


class MarkedOut(Schema):
    """The last mark of somebody in a quality."""

    quality: str
    title: Said
    mark: float | None
    at: datetime | None
    awaits_coaching: bool
    coach_due_at: datetime | None


class ProfileOut(Schema):
    """One person's training and marks, and whether they may serve."""

    person: str
    name: str
    posts: list[str]
    may_serve: bool
    learnt: list[LearntOut]
    marked: list[MarkedOut]


class PassedIn(Schema):
    """What was reached in a module; `mark` may be empty where the charter asks for none."""

    module: str
    mark: str = ""
    at: datetime | None = None
    request_id: RequestId = None


class AssessedIn(Schema):
    quality: str
    mark: str
    note: str = ""
    at: datetime | None = None
    request_id: RequestId = None


class CoachedIn(Schema):
    quality: str
    note: str
    at: datetime | None = None
    request_id: RequestId = None


@router.get("/training", response={200: list[ProfileOut], **REFUSED})
@needs("training.record")
def team(request: HttpRequest) -> list[ProfileOut]:
    """Everybody in the units you lead; those who may not serve yet first."""
    return [_profile(each) for each in trained.team(request.user)]


@router.get("/training/{person}", response={200: ProfileOut, **REFUSED})
@needs("training.see")
def profile(request: HttpRequest, person: str) -> ProfileOut:
    """One person."""
    found = access.one(request.user, Staff.objects.all(), "training.see", username=person)
    return _profile(trained.profile(found))


@router.post("/training/{person}/passed", response={201: Recorded, **REFUSED})
@needs("training.record")
def passed(request: HttpRequest, person: str, body: PassedIn) -> Status:
    """Record what somebody reached in a module."""
    return Status(
        201, _recorded(training.pass_training(person=_staff(person), by=request.user, **body.dict()))
    )


@router.post("/training/{person}/assessed", response={201: Recorded, **REFUSED})
@needs("training.record")
def assessed(request: HttpRequest, person: str, body: AssessedIn) -> Status:
    """Mark a quality of somebody."""
    return Status(201, _recorded(training.assess(person=_staff(person), by=request.user, **body.dict())))


@router.post("/training/{person}/coached", response={201: Recorded, **REFUSED})
@needs("training.record")
def coached(request: HttpRequest, person: str, body: CoachedIn) -> Status:
    """Record that somebody was coached."""
    return Status(201, _recorded(training.coach(person=_staff(person), by=request.user, **body.dict())))


class KeeperIn(Schema):
    person: str
    request_id: RequestId = None


class ReleaseIn(Schema):
    request_id: RequestId = None


@router.post("/units/{unit}/keepers/{thing}", response={201: Recorded, **REFUSED})
@needs("keeper.name")
def name_keeper(request: HttpRequest, unit: str, thing: str, body: KeeperIn) -> Status:
    """Name who keeps a thing; whoever kept it is released in the same act."""
    found = keepers.name_keeper(
        unit=_unit(unit), thing=thing, person=_staff(body.person), by=request.user, request_id=body.request_id
    )
    return Status(201, _recorded(found))


@router.post("/units/{unit}/keepers/{thing}/release", response={200: Recorded, **REFUSED})
@needs("keeper.name")
def release_keeper(request: HttpRequest, unit: str, thing: str, body: ReleaseIn) -> Recorded:
    """Release who keeps a thing."""
    return _recorded(
        keepers.release_keeper(unit=_unit(unit), thing=thing, by=request.user, request_id=body.request_id)
    )


@router.post("/handbook/{clause}/read", response={200: Recorded, **REFUSED})
@needs("desk.see")
def confirm_read(request: HttpRequest, clause: str) -> Recorded:
    """Confirm that you have read a principle."""
    return _recorded(receipts.confirm_read(clause=clause, by=request.user))


# -- how rows and facts are written


def _recorded(fact: Fact) -> Recorded:
    return Recorded(id=fact.id, kind=fact.kind, subject=fact.subject)


def _filing(filing: Filing, *, with_ticks: bool = True) -> FilingOut:
    ticks = filing.ticks.order_by("id") if with_ticks else ()
    return FilingOut(
        **{name: getattr(filing, name) for name in ("number", "sheet", "place", "filed_at", "failed")},
        title=said(filed.sheet_words(filing.sheet)),
        unit=filing.unit.code,
        person=filing.person.username if filing.person else None,
        by=filing.by.username,
        ticks=[
            TickOut(
                title=said(filed.item_words(filing.sheet, tick.item)),
                clause=filed.item_clause(filing.sheet, tick.item),
                **{
                    name: getattr(tick, name)
                    for name in ("item", "result", "note", "mended_at", "mended_note")
                },
            )
            for tick in ticks
        ],
    )


def _wanted(wanted: on_boards.Wanted) -> WantedOut:
    version, notice = wanted.version, wanted.notice
    return WantedOut(
        item=notice.item,
        title=said(notice.part or notice.title),
        clause=notice.clause,
        audience=notice.audience,
        places=list(wanted.places),
        state=wanted.state,
        about=wanted.about,
        due_at=wanted.due_at,
        zh=version.zh if version else "",
        en=version.en if version else "",
        posted_at=version.posted_at if version else None,
    )


def _hung(version: NoticeVersion) -> HungOut:
    plain: dict[str, Any] = {
        name: getattr(version, name) for name in ("item", "about", "zh", "en", "posted_at", "ended_at")
    }
    return HungOut(board=version.board.subject, **plain)


def _profile(profile: trained.Profile) -> ProfileOut:
    return ProfileOut(
        person=profile.person.username,
        name=profile.person.name,
        posts=[each.post for each in profile.postings],
        may_serve=profile.may_serve,
        learnt=[
            LearntOut(
                module=each.module.name, title=said(each.module.title), state=each.state, mark=each.mark,
                at=each.at, due_at=each.due_at,
            )
            for each in profile.learnt
        ],
        marked=[
            MarkedOut(
                quality=each.quality.name, title=said(each.quality.title), mark=each.mark, at=each.at,
                awaits_coaching=each.awaits_coaching, coach_due_at=each.coach_due_at,
            )
            for each in profile.marked
        ],
    )  # fmt: skip


def _unit(code: str) -> Unit:
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise NotFound
    return unit


def _staff(username: str) -> Staff:
    staff = Staff.objects.filter(username=username, is_active=True).first()
    if staff is None:
        raise NotFound
    return staff
