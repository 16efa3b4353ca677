"""Brings the house to what roster files say: all of it in one transaction, or nothing; twice is as good as once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from django.db import connection, transaction
from django.utils import timezone

from shouwen.words import Words
from shouwen.works.journal import charters
from shouwen.works.people.actions import add_unit, end_posting, move_unit, post_to
from shouwen.works.people.models import Posting, Staff, Unit
from shouwen.works.people.roster.checking import Held, Roster, check
from shouwen.works.people.roster.faults import Faults
from shouwen.works.people.roster.sheets import Line, read

ONE_AT_A_TIME = 7_210_002  # advisory lock: of two loads the second checks what the first has left
Thing = Literal["unit", "person", "posting"]
Did = Literal["added", "mended", "ended"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was done; `what` names it, such as `zhang clerk @hall-1`."""

    thing: Thing
    did: Did
    what: str


@dataclass(slots=True)
class Loaded:
    """What was changed, and what is worth knowing about the files, such as a guessed encoding."""

    changes: list[Change] = field(default_factory=list)
    notes: list[Words] = field(default_factory=list)


@transaction.atomic
def load(files: Iterable[Path], *, end_missing: bool = False, dry_run: bool = False) -> Loaded:
    """Load files of units and of staff together. `end_missing`: posts that no row gives end today.

    Errors: Faults with everything that is wrong; then nothing was loaded. CharterErrors of the charter.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    sheets = read(files)
    roster = check(sheets, charters.current().posts)
    faults = sheets.faults + roster.faults
    if end_missing and not sheets.has_staff:
        faults.append(_NO_STAFF)
    if faults:
        raise Faults(faults)
    loaded = Loaded(notes=sheets.notes)
    _units(roster, loaded.changes)
    _people(roster, loaded.changes)
    kept = _postings(roster.posts, loaded.changes)
    if end_missing:
        _end_others(kept, loaded.changes)
    if dry_run:
        transaction.set_rollback(True)
    return loaded


_NO_STAFF = Words(
    "--end-missing 需要一份人员文件，否则所有人的岗位都会终止；请列出该文件。",
    "--end-missing needs a file of staff, or everybody's post would end; name that file too.",
)


def _units(roster: Roster, changes: list[Change]) -> None:
    """From the root downward by the new tree: whatever a unit moves below already stands where it belongs."""
    for code in _downward(roster.units):
        row = roster.units[code]
        unit = Unit.objects.filter(code=code).first()
        parent = Unit.objects.get(code=row["parent"]) if row.get("parent") else None
        kind = row.values.get("kind", unit.kind if unit else "")
        if unit is None:
            add_unit(code=code, name_zh=row["name_zh"], name_en=row["name_en"], parent=parent, kind=kind)
            changes.append(Change("unit", "added", code))
            continue
        wanted = {"name_zh": row["name_zh"], "name_en": row["name_en"], "kind": kind}
        differ = [name for name, value in wanted.items() if getattr(unit, name) != value]
        if differ:
            Unit.objects.filter(pk=unit.pk).update(**wanted)
        if "parent" in row and unit.parent_id != (parent.pk if parent else None):
            move_unit(unit=unit, parent=parent)
            differ.append("parent")
        if differ:
            changes.append(Change("unit", "mended", f"{code} ({', '.join(differ)})"))


def _downward(rows: dict[str, Line]) -> list[str]:
    parents = dict(Unit.objects.values_list("code", "parent__code"))
    parents |= {code: row["parent"] or None for code, row in rows.items() if "parent" in row}

    def depth(code: str | None) -> int:
        return 0 if code is None else 1 + depth(parents.get(code))

    return sorted(rows, key=depth)


def _people(roster: Roster, changes: list[Change]) -> None:
    """Everybody first and then who supervises whom, since a supervisor may stand further down the file."""
    mended: dict[str, list[str]] = {}
    known = {person.username: person for person in Staff.objects.all()}
    for code, row in roster.people.items():
        if code not in known:
            known[code] = Staff.objects.create_user(code, name=row["name"])
            changes.append(Change("person", "added", code))
        elif known[code].name != row["name"]:
            mended.setdefault(code, []).append("name")
            Staff.objects.filter(username=code).update(name=row["name"])
    added = {change.what for change in changes if change.thing == "person"}
    for code, row in roster.people.items():
        if "supervisor" not in row:
            continue
        chief = known[row["supervisor"]].pk if row["supervisor"] else None
        if known[code].supervisor_id != chief:
            Staff.objects.filter(username=code).update(supervisor=chief)
            if code not in added:
                mended.setdefault(code, []).append("supervisor")
    changes += [Change("person", "mended", f"{code} ({', '.join(what)})") for code, what in mended.items()]


def _postings(rows: Collection[Held], changes: list[Change]) -> set[int]:
    """The keys of the postings that rows stand for."""
    staff = {person.username: person for person in Staff.objects.all()}
    units = {unit.code: unit for unit in Unit.objects.all()}
    of_staff: dict[tuple[str, str, str], list[Posting]] = {}
    for posting in Posting.objects.select_related("staff", "unit").order_by("from_on", "id"):
        key = (posting.staff.username, posting.unit.code, posting.post)
        of_staff.setdefault(key, []).append(posting)
    kept = set()
    today = timezone.localdate()
    for row in rows:
        found = _found(row, of_staff.get((row.code, row.unit, row.post), []), today)
        name = f"{row.code} {row.post} @{row.unit}"
        if found is None:
            found = post_to(
                staff=staff[row.code],
                unit=units[row.unit],
                post=row.post,
                leads=bool(row.leads),
                from_on=row.from_on,
            )
            changes.append(Change("posting", "added", name))
        elif differ := _mend(found, row):
            changes.append(Change("posting", "mended", f"{name} ({', '.join(differ)})"))
        kept.add(found.pk)
    return kept


def _found(row: Held, postings: list[Posting], today: date) -> Posting | None:
    """The posting a row means: the one that began that day, else the oldest that has not ended before today."""
    same_day = [each for each in postings if each.from_on == row.from_on]
    held = [each for each in postings if each.until_on is None or each.until_on >= today]
    return next(iter(same_day + held), None)


def _mend(posting: Posting, row: Held) -> list[str]:
    wanted = {"until_on": None, "from_on": row.from_on or posting.from_on}
    if row.leads is not None:
        wanted["leads"] = row.leads
    differ = [name for name, value in wanted.items() if getattr(posting, name) != value]
    if differ:
        Posting.objects.filter(pk=posting.pk).update(**wanted)
    return differ


def _end_others(kept: set[int], changes: list[Change]) -> None:
    today = timezone.localdate()
    others = (
        Posting.objects.filter(until_on__isnull=True).exclude(pk__in=kept).select_related("staff", "unit")
    )
    for posting in others.order_by("id"):
        changes.append(
            Change("posting", "ended", f"{posting.staff.username} {posting.post} @{posting.unit.code}")
        )
        if posting.from_on > today:
            posting.delete()
        else:
            end_posting(posting=posting, last_on=today)
