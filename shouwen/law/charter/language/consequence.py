"""What follows from a rule: a warning, an escalation, the price of a breach, the reward of good work."""

from __future__ import annotations

from shouwen.law.charter.language.base import Hundredths, Node, Posts
from shouwen.law.charter.language.figures import Bearer, LimitFigure, Span


class Escalation(Node):
    """Tell higher posts when the due time has passed by this much."""

    after: Span
    """Time after the due time."""
    tell: Posts
    """The posts that are told."""


class Breach(Node):
    """What a breach costs, and who hears of it."""

    tell: Posts = ()
    """The posts that are told."""
    points: Hundredths = 0
    """Points, normally negative."""
    money: Hundredths = 0
    """Yuan, normally negative."""
    to: Bearer | None = None
    """Who bears it; without it the staff of the verdict, else the unit."""


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
