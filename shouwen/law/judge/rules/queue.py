"""The rows of `queue`."""

from __future__ import annotations

from dataclasses import dataclass

from shouwen.law.charter.language.where import Where
from shouwen.law.judge.rules.base import Period, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRule(Rule):
    """Who waits since an `arrive` fact goes before who came later; those `first` holds of go before all others.

    `ends` are the facts after which a subject does not wait any more, `leave` those with which it gives up its
    place. `empty`: the `kinds` facts are of something that closes, before which nobody may still wait.
    """

    arrive: frozenset[str]
    ends: frozenset[str]
    leave: frozenset[str]
    empty: bool
    first: Where
    per: str

    @property
    def stage(self) -> int:
        """A rule of groups."""
        return 2

    @property
    def group_per(self) -> str:
        """What has a queue of its own."""
        return self.per

    @property
    def group_every(self) -> Period:
        """Numbers begin anew every day."""
        return "day"

    @property
    def reads(self) -> frozenset[str]:
        """Who came, who was served, who went."""
        return self.kinds | self.arrive | self.ends

    @property
    def own_fields(self) -> frozenset[str]:
        """What tells the queues apart."""
        return frozenset({self.per})

    @property
    def own_wheres(self) -> tuple[Where, ...]:
        """Who has precedence."""
        return (self.first,)
