"""rank: stage 3, members compared with one another by what facts and verdicts say of them in a period.

Nothing is divided: shares and means are compared crosswise. As long as one member's figure is not known, nobody's
place is: the whole comparison is undecided.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from shouwen.law.charter.language.figures import Missing
from shouwen.law.charter.language.where import holds
from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.group import key_of
from shouwen.law.judge.periods import Periods, Span
from shouwen.law.judge.plain.members import members
from shouwen.law.judge.plain.source import Source
from shouwen.law.judge.plain.target import share_of
from shouwen.law.judge.rules import EXCLUDED, Price, RankRule
from shouwen.law.judge.verdict import Draft, Verdict, VerdictWord

_FREE = Price()
_DECIDED = frozenset({"kept", "praised", "breached", "overdue", "met", "fell-short"})


@dataclass(slots=True)
class Figure:
    """What is known of one member in one period: `part` of `whole`, what is missing, and whether it is left out."""

    part: int = 0
    whole: int = 0
    missing: str | None = None
    doubt: str | None = None
    barred: bool = False

    @property
    def unknown(self) -> str | None:
        """The field without which it cannot be compared."""
        return None if self.barred else self.missing or self.doubt


Figures = dict[str, Figure]


def rank_verdicts(rule: RankRule, source: Source) -> Iterator[Verdict]:
    """The verdicts of one rule: one for each member of each comparison."""
    for (group, period), figures in _comparisons(rule, source).items():
        unknown = next((figures[who].unknown for who in sorted(figures) if figures[who].unknown), None)
        ranked = {} if unknown else {who: each for who, each in figures.items() if _counts(rule, each)}
        for who, figure in figures.items():
            missing = EXCLUDED if figure.barred else unknown or (None if who in ranked else "sample")
            if source.now < period.until_at:
                yield _verdict(rule, source, group, who, period, "open")
            elif missing:
                yield _verdict(
                    rule, source, group, who, period, "undecided", missing=missing, whole=figure.whole
                )
            else:
                above = sum(_beats(rule, other, figure) for other in ranked.values())
                below = sum(_beats(rule, figure, other) for other in ranked.values())
                word = _word(rule, above, below)
                yield _verdict(rule, source, group, who, period, word, place=above + 1, whole=len(ranked))


def _counts(rule: RankRule, figure: Figure) -> bool:
    return not figure.barred and figure.whole >= rule.least


def _beats(rule: RankRule, one: Figure, other: Figure) -> bool:
    if rule.measure in ("share", "mean"):
        return rule.sign * (one.part * other.whole - other.part * one.whole) > 0
    return rule.sign * (one.part - other.part) > 0


def _word(rule: RankRule, above: int, below: int) -> VerdictWord:
    """Nobody is best who has nobody below, nor worst with nobody above; who is both is in between."""
    best = above < rule.best and below > 0
    worst = below < rule.worst and above > 0
    return "kept" if best == worst else "praised" if best else "breached"


def _comparisons(rule: RankRule, source: Source) -> dict[tuple[str, Span], Figures]:
    """The figures of all members, by those who are compared with one another, and period."""
    found: dict[tuple[str, Span], Figures] = {}
    periods = Periods(rule.every, source.rules.zone)

    def figure(what: Fact | Verdict) -> Figure | None:
        group, who = key_of(what, rule.group_per), key_of(what, rule.per)
        if group is None or who is None or what.at is None:
            return None
        period = periods.at(what.at)
        if not (rule.from_at <= period.from_at and period.until_at <= rule.until_at):
            return None
        if not source.asks(rule.rule, group, period.name):
            return None
        return found.setdefault((group, period), {}).setdefault(who, Figure())

    for verdict in source.of_clauses(rule.points):
        if _borne(rule, source, verdict) and (each := figure(verdict)):
            _add_verdict(each, verdict)
    for fact in source.of(rule.reads):
        if fact.kind in rule.kinds and (share := share_of(rule, fact)) and (each := figure(fact)):
            each.missing = each.missing or share.missing
            if share.missing is None:
                each.part += share.values[0]
                each.whole += 1
        if fact.kind in rule.barred:
            barred = holds(rule.barred_where, partial(read, fact))
            if barred is not False and (each := figure(fact)):
                each.barred = each.barred or barred is True
                each.doubt = each.doubt or (barred.field if isinstance(barred, Missing) else None)
    for (group, who), period in members(
        rule, source, rule.every, rule.begin, rule.end, partial(_member, rule)
    ):
        if source.asks(rule.rule, group, period.name):
            found.setdefault((group, period), {}).setdefault(who, Figure())
    return found


def _member(rule: RankRule, fact: Fact) -> tuple[str, str] | None:
    group, who = key_of(fact, rule.group_per), key_of(fact, rule.per)
    return (group, who) if group is not None and who is not None else None


def _borne(rule: RankRule, source: Source, verdict: Verdict) -> bool:
    """Points that a unit bears are not those of the staff who caused them."""
    if verdict.verdict == "open" or verdict.missing == "sample":
        return False
    said_by = source.rules.named.get(verdict.rule)
    return rule.per == "unit" or said_by is None or said_by.borne_by(verdict.verdict) != "unit"


def _add_verdict(figure: Figure, verdict: Verdict) -> None:
    if verdict.verdict in _DECIDED:
        figure.part += verdict.points
        figure.whole += 1
    else:
        figure.missing = figure.missing or verdict.missing


def _verdict(
    rule: RankRule,
    source: Source,
    group: str,
    who: str,
    period: Span,
    word: VerdictWord,
    *,
    place: int | None = None,
    whole: int | None = None,
    missing: str | None = None,
) -> Verdict:
    price = rule.breach if word == "breached" else rule.praise if word == "praised" else _FREE
    return Draft(
        key=f"{rule.rule}|{group}|{who}|{period.name}" if rule.within else f"{rule.rule}|{who}|{period.name}",
        verdict=word,
        clause=rule.clause,
        rule=rule.rule,
        charter=source.rules.charter,
        version=source.rules.version,
        cites=rule.cites,
        staff=who if rule.per == "staff" else None,
        unit=who if rule.per == "unit" else group if rule.within else None,
        period=period.name,
        at=period.from_at,
        due=period.until_at,
        points=price.points,
        money=price.money,
        part=place,
        whole=whole,
        missing=missing,
    )
