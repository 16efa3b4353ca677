"""The fixed cast of the tests: one small house, and everybody whose rights differ in it.

- town (root): chief leads it
- hall, below town: owner and teammate are clerks, boss leads it
- crew, next_hall, line, office, below town: fitter; stranger (clerk); hotline and hotline_two (agents); inspector
- nobody has no posting
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from shouwen.works.people.models import Posting, Staff, Unit

SINCE = date(2026, 1, 1)


@dataclass
class Cast:
    """Units and people by name."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Staff] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Staff:
        """A person fresh from the database, so that no standing of an earlier act is remembered."""
        try:
            return Staff.objects.get(username=self.people[name].username)
        except KeyError:
            raise AttributeError(name) from None

    def unit(self, code: str) -> Unit:
        return self.units[code]


def assemble(posts: dict[str, str] | None = None) -> Cast:
    """Make the house; `posts` renames posts for another charter, such as {"agent": "hotline"}."""
    cast = Cast()
    renamed = posts or {}
    for code, parent in [
        ("town", None),
        ("hall", "town"),
        ("crew", "town"),
        ("next_hall", "town"),
        ("line", "town"),
        ("office", "town"),
    ]:
        above = cast.units.get(parent) if parent else None
        path = f"{above.path if above else '/'}{code}/"
        cast.units[code] = Unit.objects.create(code=code, name_zh=code, name_en=code, parent=above, path=path)
    for name, unit, post, leads in [
        ("owner", "hall", "clerk", False),
        ("teammate", "hall", "clerk", False),
        ("boss", "hall", "head", True),
        ("fitter", "crew", "fitter", False),
        ("stranger", "next_hall", "clerk", False),
        ("hotline", "line", "agent", False),
        ("hotline_two", "line", "agent", False),
        ("inspector", "office", "inspector", False),
        ("chief", "town", "head", True),
        ("nobody", None, None, False),
    ]:
        staff = Staff.objects.create(username=name, name=name)
        cast.people[name] = staff
        if unit and post:
            post = renamed.get(post, post)
            Posting.objects.create(staff=staff, unit=cast.units[unit], post=post, leads=leads, from_on=SINCE)
    return cast
