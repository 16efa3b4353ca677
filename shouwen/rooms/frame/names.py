"""Codes as names: people and units, looked up once a page, two statements however long the list is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shouwen.rooms.frame.language import current
from shouwen.works.people.models import Staff, Unit


def of_staff(codes: Iterable[str | None]) -> Mapping[str, str]:
    """Staff codes with their names."""
    wanted = {code for code in codes if code}
    return dict(Staff.objects.filter(username__in=wanted).values_list("username", "name")) if wanted else {}


def of_units(codes: Iterable[str | None]) -> Mapping[str, str]:
    """Unit codes with their names in the language of the page."""
    wanted = {code for code in codes if code}
    column = "name_en" if current() == "en" else "name_zh"
    return dict(Unit.objects.filter(code__in=wanted).values_list("code", column)) if wanted else {}
