"""Boards as the staff read them: which units have one, how each stands, and what hangs for us."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse

from shouwen.rooms.board.places import AUDIENCES
from shouwen.rooms.frame.layout import show
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.people.models import Unit
from shouwen.works.records.queries import boards

MOST = 60


@needs("board.see")
def index(request: HttpRequest) -> HttpResponse:
    """The boards I answer for, with what is wrong, and those I read."""
    edited = boards.editable(request.user)
    opened = {unit.pk for unit in boards.units_with_boards()}
    standing = [(unit, _counted(unit)) for unit in edited if unit.pk in opened][:MOST]
    context = {
        "standing": standing,
        "unopened": [unit for unit in edited if unit.pk not in opened][:MOST],
        "readable": [unit for unit in boards.readable(request.user) if unit not in edited],
        "wants": any(not each.told for each in charters.current().notices.values()),
    }
    return show(request, "board/index.html", context, place="board")


def _counted(unit: Unit) -> dict[str, int]:
    counted = Counter(each.state for each in boards.wanted(unit))
    return {state.replace("-", "_"): number for state, number in counted.items()}


@needs("board.see")
def board(request: HttpRequest, code: str) -> HttpResponse:
    """What hangs at a unit, the notices for the staff among it."""
    unit = access.one(request.user, Unit.objects.all(), "board.see", code=code)
    hanging = [(notice, version, AUDIENCES[notice.audience]) for notice, version in boards.for_staff(unit)]
    context = {
        "unit": unit,
        "hanging": hanging,
        "may_edit": access.may(request.user, "board.edit", unit),
    }
    return show(request, "board/staff.html", context, place="board")
