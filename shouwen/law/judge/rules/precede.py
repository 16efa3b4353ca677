"""The rows of `precede`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from shouwen.law.judge.rules.base import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedeRule(Rule):
    """A `what` fact at or before each `kinds` fact, or at or after it and not after an `until` fact.

    An `ends` fact that comes first lets the obligation vanish.
    """

    what: frozenset[str]
    direction: Literal["before", "after"]
    until: frozenset[str]
    ends: frozenset[str] = frozenset()
    answers: Literal["what", "trigger"] = "trigger"
