"""A condition on the instant of a fact, together with the calendar that answers it."""

from __future__ import annotations

from dataclasses import dataclass, field

from shouwen.law.charter.language.where import Condition, Read
from shouwen.law.worktime.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Hours(Condition):
    """The calendar is `open` or `shut` at the instant; at the instant at which it closes it is shut."""

    calendar: Calendar = field(kw_only=True, compare=False, repr=False)

    def holds(self, read: Read) -> bool:
        """Whether it was so."""
        return self.calendar.is_open(int(read(self.field) or 0)) == (self.test == "open")
