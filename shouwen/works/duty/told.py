"""Who is told of a verdict: warnings, breaches, rungs of the ladder, praise, and that it was withdrawn.

What there is to tell, the law says (`judge.consequences`); here it is addressed to people and written once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.consequences import consequences
from shouwen.law.judge.verdict import STANDING, Verdict
from shouwen.works.duty.models import Notice
from shouwen.works.journal.instants import to_datetime
from shouwen.works.people.models import Posting, Unit

STALE = timedelta(days=7)
"""What came to be longer ago is found and counted, but nobody is called: a month of old facts was brought in."""
_BAD, _GOOD = frozenset({"breached", "overdue", "fell-short"}), frozenset({"praised", "met"})


@dataclass(frozen=True, slots=True)
class News:
    """A verdict as it stands now (None: withdrawn), and the row it stands in, or stood in last."""

    key: str
    verdict: Verdict | None
    row: int


@dataclass(frozen=True, slots=True)
class _Address:
    post: str | None
    unit: str | None
    staff: str | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """One notice as its unique constraint sees it."""

    key: str
    kind: str
    rung: int
    turn: int
    to: _Address


def tell(news: Sequence[News], charter: Charter, now: datetime) -> int:
    """Write the notices that are due and not yet written; answers how many."""
    due = {one.key: list(_due(one.verdict, charter, now)) if one.verdict else [] for one in news}
    known = _known([one.key for one in news])
    if not known and not any(due.values()):
        return 0
    book = _Book.opened(
        sorted({post for notices in due.values() for _, _, _, posts in notices for post in posts})
    )
    rows: list[Notice] = []
    for one in news:
        before = known.get(one.key, set())
        turn, standing = _standing(before)
        if back := [told for told in standing if _is_taken_back(told.kind, one.verdict)]:
            rows += [_row(replace(told, kind="withdrawn"), one.row, now) for told in back]
            turn += 1
        for kind, rung, at, posts in due[one.key]:
            for address in book.addresses(posts, one.verdict):
                told = _Told(one.key, kind, rung, turn, address)
                if told not in before:
                    rows.append(_row(told, one.row, at))
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _due(
    verdict: Verdict, charter: Charter, now: datetime
) -> Iterator[tuple[str, int, datetime, tuple[str, ...]]]:
    """What there is to tell by now. A warning or a rung of the ladder is for what is still to be done."""
    for notice in consequences(verdict, charter):
        at = to_datetime(notice.at)
        if at > now or at < now - STALE:
            continue
        if notice.cause == "warn" and verdict.verdict != "open":
            continue
        if notice.cause == "escalate" and verdict.verdict not in STANDING:
            continue
        yield notice.cause, notice.step, at, notice.tell


def _is_taken_back(kind: str, verdict: Verdict | None) -> bool:
    word = verdict.verdict if verdict else ""
    return (
        word not in _BAD
        if kind in ("breach", "escalate")
        else word not in _GOOD
        if kind == "praise"
        else False
    )


def _known(keys: Sequence[str]) -> dict[str, set[_Told]]:
    found: dict[str, set[_Told]] = {}
    fields = ("key", "kind", "rung", "turn", "to_post", "to_unit", "to_staff")
    for key, kind, rung, turn, *to in Notice.objects.filter(key__in=keys).values_list(*fields):
        found.setdefault(key, set()).add(_Told(key, kind, rung, turn, _Address(*to)))
    return found


def _standing(told: set[_Told]) -> tuple[int, list[_Told]]:
    """The turn a key is in, and what was told in it."""
    if not told:
        return 0, []
    turn = max(one.turn for one in told)
    latest = [one for one in told if one.turn == turn]
    if any(one.kind == "withdrawn" for one in latest):
        return turn + 1, []
    return turn, sorted(latest, key=lambda one: (one.kind, one.rung, str(one.to)))


def _row(told: _Told, verdict: int, at: datetime) -> Notice:
    return Notice(
        verdict_id=verdict,
        key=told.key,
        kind=told.kind,
        rung=told.rung,
        turn=told.turn,
        to_post=told.to.post,
        to_unit=told.to.unit,
        to_staff=told.to.staff,
        at=at,
    )


@dataclass(frozen=True, slots=True)
class _Book:
    """The addresses of the house: units by code with their paths, and which posts are held where."""

    paths: Mapping[str, str]
    held: Mapping[str, frozenset[str]]
    root: str | None

    @classmethod
    def opened(cls, posts: Sequence[str]) -> _Book:
        held: dict[str, set[str]] = {}
        postings = Posting.objects.in_force(timezone.localdate()).filter(
            Q(post__in=posts), staff__is_active=True
        )
        for post, path in postings.values_list("post", "unit__path").distinct():
            held.setdefault(post, set()).add(path)
        units = list(Unit.objects.order_by("path").values_list("path", "code"))
        paths = {code: path for path, code in units}
        root = min(paths, key=lambda code: (paths[code].count("/"), paths[code]), default=None)
        return cls(paths, {post: frozenset(found) for post, found in held.items()}, root)

    def addresses(self, posts: Iterable[str], verdict: Verdict | None) -> Iterator[_Address]:
        """Each post in the nearest unit, upwards from the verdict's, where somebody holds it.

        A post that nobody holds there, and a notice that names none, goes to whoever it concerns: the person,
        else the unit, which means its supervisors.
        """
        unit = (verdict and verdict.unit) or self.root
        staff = verdict.staff if verdict else None
        nobody = [_Address(None, unit, staff)] if unit or staff else []
        if not posts:
            yield from nobody
        for post in posts:
            place = self._nearest(post, unit)
            yield from [_Address(post, place)] if place else [_Address(None, unit)] if unit else nobody

    def _nearest(self, post: str, unit: str | None) -> str | None:
        path = self.paths.get(unit or "")
        codes = {path: code for code, path in self.paths.items()}
        while path and path != "/":
            if path in self.held.get(post, ()):
                return codes[path]
            path = path.rstrip("/").rpartition("/")[0] + "/"
        return None
