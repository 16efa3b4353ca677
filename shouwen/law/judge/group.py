"""The name of a group: one rule, one key (a unit, a member of staff, ...) and one period."""

from __future__ import annotations

from typing import NamedTuple

from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.rules import Per
from shouwen.law.judge.verdict import Verdict

ALL = "all"
"""The one key of a target that is not taken apart, and the period of a group that has none of its own."""


class Group(NamedTuple):
    """What stage 2 judges in one go; as text `rule|key|period`. Only the key may itself hold bars."""

    rule: str
    key: str
    period: str

    def __str__(self) -> str:
        return f"{self.rule}|{self.key}|{self.period}"

    @classmethod
    def parse(cls, text: str) -> Group:
        """From its text. Errors: ValueError when there are no three parts."""
        rule, bar, rest = text.partition("|")
        key, second, period = rest.rpartition("|")
        if not (bar and second):
            raise ValueError(f"{text!r} is not the name of a group; write rule|key|period")
        return cls(rule, key, period)


def key_of(what: Fact | Verdict, per: str) -> str | None:
    """The key a fact or verdict counts for; None when it names nobody."""
    if per == "all":
        return ALL
    if isinstance(what, Verdict):
        return getattr(what, per, None) or None
    return read(what, per)


class Bearer(NamedTuple):
    """Whose verdict a group's verdict is."""

    subject: str | None
    staff: str | None
    unit: str | None
    customer: str | None


def bearer(per: Per, key: str, shown: Fact | Verdict | None) -> Bearer:
    """The key in its own field; unit, and of a subject its customer, from the fact the group is shown by."""
    return Bearer(
        subject=key if per == "subject" else None,
        staff=key if per == "staff" else None,
        unit=key if per == "unit" else shown.unit if shown else None,
        customer=key if per == "customer" else shown.customer if shown and per == "subject" else None,
    )
