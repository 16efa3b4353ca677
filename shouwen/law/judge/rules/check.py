"""The rows of `check`."""

from __future__ import annotations

from dataclasses import dataclass

from shouwen.law.charter.language.where import Where
from shouwen.law.judge.rules.base import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRule(Rule):
    """Every `kinds` fact has to fulfil `must`; with `last` only the last of its subject is asked."""

    must: Where
    last: bool = False

    @property
    def own_wheres(self) -> tuple[Where, ...]:
        """What a fact has to fulfil."""
        return (self.must,)
