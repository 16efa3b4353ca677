"""Who inspects, mends, posts, trains and assesses: whoever leads the unit; one's own sheet anybody may file."""

from __future__ import annotations

from django.db.models import Q

from shouwen.works.journal import charters
from shouwen.works.people.access import EVERYTHING, Standing, plain_rule, rule
from shouwen.works.people.models import Posting, Staff, Unit
from shouwen.works.records.models import Filing


@rule("sheet.see", Filing)
@rule("sheet.mend", Filing)
def _seen(stood: Standing) -> Q:
    """The person inspected, who inspected, who leads the unit; a sheet about no person, the unit itself."""
    theirs = Q(person_id=stood.staff_id) | Q(by_id=stood.staff_id)
    of_place = Q(person_id=None) & Q(unit_id__in=sorted(stood.members))
    return EVERYTHING if stood.everything else theirs | of_place | Q(unit_id__in=sorted(stood.leads))


@plain_rule("sheet.file")
def _inspects(stood: Standing, unit: str) -> bool:
    """`sheet.file:hall` asks for a unit: who leads it inspects anybody there; `sheet.file` lets everybody
    come in, because everybody may file their own sheet. Where the charter has no sheets, nobody."""
    return bool(charters.current().sheets) and (not unit or stood.everything or unit in stood.led_codes)


@rule("board.edit", Unit)
def _posts(stood: Standing) -> Q:
    """Who leads a unit answers for what hangs on its board."""
    return EVERYTHING if stood.everything else Q(pk__in=sorted(stood.leads))


@rule("board.see", Unit)
def _reads(stood: Standing) -> Q:
    """Notices for the staff are read by the unit and those who lead it; the public's notices by everybody."""
    return stood.in_units("pk")


@rule("training.see", Staff)
def _profile(stood: Standing) -> Q:
    return Q(pk=stood.staff_id) | _led(stood)


@rule("training.record", Staff)
def _teaches(stood: Standing) -> Q:
    """Nobody marks their own paper."""
    return _led(stood) & ~Q(pk=stood.staff_id)


@plain_rule("keeper.name")
def _names(stood: Standing, unit: str) -> bool:
    """`keeper.name:hall` asks for a unit; without one, whether the person leads any."""
    return stood.everything or (unit in stood.led_codes if unit else bool(stood.leads))


def _led(stood: Standing) -> Q:
    """People who hold a post today in a unit this person leads."""
    held = Posting.objects.in_force()
    if not stood.everything:
        held = held.filter(unit_id__in=sorted(stood.leads))
    return Q(pk__in=held.values("staff_id"))
