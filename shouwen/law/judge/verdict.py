"""A verdict: one record per obligation or finding, the same from every engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import MISSING, dataclass, field, fields, make_dataclass
from typing import Literal

VerdictWord = Literal["kept", "breached", "overdue", "open", "undecided", "praised", "fell-short", "met"]
STANDING: frozenset[str] = frozenset({"open", "overdue"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the charter says of one obligation or one event.

    `key` stays the same however often and on whatever facts the question is asked again. Instants are
    microseconds UTC, `*_s` seconds, `points` hundredths of a point, `money` fen. `evidence` holds the
    ids of the facts it rests on, the opening one first. `missing` names the field that left it undecided;
    `words` are those a phrase rule is about, as the rule writes them: said where they may not be, or lacking;
    `paused` says that the clock of an open obligation stands still, so that `due` moves on with time.
    """

    key: str
    verdict: VerdictWord
    clause: str
    rule: str
    charter: str
    version: str
    cites: tuple[str, ...] = ()
    subject: str | None = None
    staff: str | None = None
    unit: str | None = None
    customer: str | None = None
    period: str | None = None
    at: int | None = None
    due: int | None = None
    warn_at: int | None = None
    closed_at: int | None = None
    limit_text: str | None = None
    limit_s: float | None = None
    elapsed_s: float | None = None
    late_s: float | None = None
    points: int = 0
    money: int = 0
    part: int | None = None
    whole: int | None = None
    evidence: tuple[str, ...] = ()
    missing: str | None = None
    words: str | None = None
    provisional: bool = False
    paused: bool = False


def _twin() -> type[Verdict]:
    """Verdict without the guard of its fields, laid out alike.

    Filling a frozen dataclass of thirty fields takes 6 µs, this 1.5 µs: it decides how fast the plain engine is.
    """
    columns = [(each.name, object, each.default) for each in fields(Verdict) if each.default is not MISSING]
    names = [each.name for each in fields(Verdict) if each.default is MISSING]
    return make_dataclass("Draft", [*names, *((n, t, field(default=d)) for n, t, d in columns)], slots=True)


Draft: type[Verdict] = _twin()
"""A verdict being written; nobody gets to see it before it is `sealed`."""


def sealed(drafts: Iterable[Verdict]) -> list[Verdict]:
    """The drafts as verdicts, which do not change any more."""
    verdicts = list(drafts)
    for each in verdicts:
        each.__class__ = Verdict
    return verdicts


@dataclass(frozen=True, slots=True)
class Judgement:
    """All verdicts on a set of facts at one instant, in the order of their keys."""

    verdicts: tuple[Verdict, ...] = field(default=())

    @classmethod
    def of(cls, verdicts: Iterable[Verdict]) -> Judgement:
        """Verdicts in their one order."""
        return cls(tuple(sorted(verdicts, key=lambda verdict: verdict.key)))

    @property
    def obligations(self) -> tuple[Verdict, ...]:
        """What still has to happen: open and overdue."""
        return tuple(v for v in self.verdicts if v.verdict in STANDING)

    @property
    def findings(self) -> tuple[Verdict, ...]:
        """What has been found: everything that is not merely open."""
        return tuple(v for v in self.verdicts if v.verdict != "open")
