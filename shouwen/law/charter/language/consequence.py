"""What follows from a rule: a warning, an escalation, the price of a breach, the reward of good work."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from shouwen.law.charter.language.base import Hundredths, Node, Posts, wrong
from shouwen.law.charter.language.figures import Bearer, LimitFigure, Span
from shouwen.words import Words


class Escalation(Node):
    """Tell higher posts when the due time has passed by this much."""

    after: Span
    """Time after the due time."""
    tell: Posts
    """The posts that are told."""


Begun = Literal["minute", "hour", "day"]
_MOST = 10**9
"""Hundredths: more than that for every minute is a slip of the pen."""


class Breach(Node):
    """What a breach costs, and who hears of it."""

    tell: Posts = ()
    """The posts that are told."""
    points: Hundredths = 0
    """Points, normally negative."""
    money: Hundredths = 0
    """Yuan, normally negative."""
    per: Begun | None = None
    """Of a limit: points and money are those of every begun minute, hour or day (24 hours) by which it was late."""
    to: Bearer | None = None
    """Who bears it; without it the staff of the verdict, else the unit."""

    @model_validator(mode="after")
    def _has_a_rate(self) -> Self:
        if self.per and not (self.points or self.money):
            raise wrong(
                Words("per 没有可乘的分数或金额", "per has neither points nor money to multiply"),
                Words("请写 points 或 money，或删去 per", "write points or money, or remove per"),
                ("per",),
            )
        if self.per and max(abs(self.points), abs(self.money)) > _MOST:
            raise wrong(
                Words("按时间计的金额过大", "that is too much for a rate"),
                Words("请核对单位", "check the unit"),
                ("per",),
            )
        return self


class Praise(Node):
    """What good work earns; `within` asks for a limit shorter than the rule's own."""

    within: LimitFigure | None = None
    """Kept within this shorter limit is praised."""
    tell: Posts = ()
    """The posts that are told."""
    points: Hundredths = 0
    """Points, normally positive."""
    money: Hundredths = 0
    """Yuan, normally positive."""
    to: Bearer | None = None
    """Who earns it; without it the staff of the verdict, else the unit."""
