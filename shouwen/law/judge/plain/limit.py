"""limit: every opening fact wants a closing fact of its subject within a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language.figures import Missing
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.clock import Pauses, dues, elapsed, seconds, warned
from shouwen.law.judge.plain.history import History, first_from
from shouwen.law.judge.rules import LimitRule, Price, Promise, Rules, step_at
from shouwen.law.judge.verdict import Draft, Verdict, VerdictWord
from shouwen.law.worktime.limits import Limit

_FREE = Price()
L = TypeVar("L", Limit, Limit | Promise)


@dataclass(slots=True)
class Case:
    """One obligation: opened, and then closed, or ended without an answer, or neither."""

    history: History
    opening: Fact
    limit: Limit | Promise
    closing: Fact | None
    ending: Fact | None
    pauses: Pauses
    paused: bool
    due: int = 0
    provisional: bool = False
    warn_at: int | None = None
    elapsed_s: float | None = None
    praised: bool = False

    @property
    def closed_at(self) -> int | None:
        """When it was closed or ended."""
        last = self.closing or self.ending
        return last.at if last else None


def limit_verdicts(
    rule: LimitRule, seen: Iterable[History], rules: Rules, charter: Charter, now: int
) -> Iterator[Verdict]:
    """The verdicts of one rule on subjects that have opening facts of it."""
    cases: list[Case] = []
    for history in seen:
        closings = history.of(rule.to)
        for opening in history.of(rule.kinds):
            limit = _limit_of(rule, opening, rules.zone)
            if isinstance(limit, Missing):
                yield _undecided(rule, opening, limit.field, rules)
            elif limit is not None:
                cases.append(_case(rule, history, opening, closings, limit, now))
    _measure(rule, cases, charter)
    for case in cases:
        if case.ending is None or case.ending.at > case.due:
            yield _verdict(rule, case, rules, now)


def _limit_of(rule: LimitRule, opening: Fact, zone: str) -> Limit | Promise | Missing | None:
    """The limit for an opening fact; None where the rule does not apply to it."""
    step = step_at(rule.steps, opening.at)
    answer = rule.holds(opening) if step or rule.due else False
    if answer is False:
        return None
    if isinstance(answer, Missing):
        return answer
    return step.choose(opening) if step else rule.promised(opening, zone)


def _case(
    rule: LimitRule, history: History, opening: Fact, closings: list[Fact], limit: Limit | Promise, now: int
) -> Case:
    closing = first_from(closings, opening)
    ending = first_from(history.of(rule.ends), opening) if rule.ends else None
    if ending and closing:
        # at the same instant the answer counts, not the end
        ending, closing = (ending, None) if ending.at < closing.at else (None, closing)
    if not rule.stops:
        return Case(history, opening, limit, closing, ending, (), False)
    last = closing or ending
    pauses, standing = _pauses(rule, history, opening.at, last.at if last else now)
    return Case(history, opening, limit, closing, ending, pauses, standing and last is None)


def _pauses(rule: LimitRule, history: History, from_at: int, until_at: int) -> tuple[Pauses, bool]:
    """When the clock stood within [from_at, until_at], and whether it still stands at the end."""
    found: list[tuple[int, int]] = []
    standing = False
    for stop in rule.stops:
        ends = history.of(stop.end)
        for begin in history.of(stop.begin):
            end = first_from(ends, begin)
            end_at = min(end.at if end else until_at, until_at)
            if stop.at_most is not None:
                end_at = min(end_at, begin.at + stop.at_most)
            if end_at > max(begin.at, from_at):
                found.append((max(begin.at, from_at), end_at))
            if begin.at <= until_at and (end is None or end.at > until_at):
                standing |= stop.at_most is None or begin.at + stop.at_most > until_at
    return _united(found), standing


def _united(pauses: list[tuple[int, int]]) -> Pauses:
    united: list[tuple[int, int]] = []
    for begin, end in sorted(pauses):
        if united and begin <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((begin, end))
    return tuple(united)


def _measure(rule: LimitRule, cases: list[Case], charter: Charter) -> None:
    """Fill in due times, warnings, elapsed times and praise; the calendar is asked once for each limit."""
    calendar = charter.calendars[rule.calendar]
    for limit, alike in _by_limit((case.limit, case) for case in cases).items():
        if isinstance(limit, Promise):
            for case in alike:
                case.due = limit.at
            continue
        starts = [case.opening.at for case in alike]
        pauses = [case.pauses for case in alike]
        for case, (due, provisional) in zip(alike, dues(calendar, starts, limit, pauses), strict=True):
            case.due, case.provisional = due, provisional
    if rule.warn and cases:
        for case, warn_at in zip(
            cases, warned(calendar, [case.due for case in cases], rule.warn), strict=True
        ):
            case.warn_at = max(warn_at, case.opening.at)
    closed = [(case, case.closed_at) for case in cases if case.closed_at is not None]
    spans = [(case.opening.at, end, case.pauses) for case, end in closed if end is not None]
    for (case, _), ran in zip(closed, elapsed(calendar, spans), strict=True):
        case.elapsed_s = ran
    _praise(rule, [case for case in cases if case.closing and case.closing.at <= case.due], charter)


def _praise(rule: LimitRule, kept: list[Case], charter: Charter) -> None:
    """Mark the kept cases that earn praise: all of them, or those within the shorter limit."""
    if not rule.praise_steps:
        for case in kept if rule.praised else ():
            case.praised = True
        return
    chosen = [(_shorter(rule, case.opening), case) for case in kept]
    for limit, alike in _by_limit((limit, case) for limit, case in chosen if limit).items():
        starts, pauses = [case.opening.at for case in alike], [case.pauses for case in alike]
        for case, (due, _) in zip(
            alike, dues(charter.calendars[rule.calendar], starts, limit, pauses), strict=True
        ):
            case.praised = case.closed_at is not None and case.closed_at <= due


def _shorter(rule: LimitRule, opening: Fact) -> Limit | None:
    """The limit of praise; None where none is in force or the class is not known: then nothing is praised."""
    step = step_at(rule.praise_steps, opening.at)
    limit = step.choose(opening) if step else None
    return None if isinstance(limit, Missing) else limit


def _by_limit(pairs: Iterable[tuple[L, Case]]) -> dict[L, list[Case]]:
    found: dict[L, list[Case]] = {}
    for limit, case in pairs:
        found.setdefault(limit, []).append(case)
    return found


def _undecided(rule: LimitRule, opening: Fact, missing: str, rules: Rules) -> Verdict:
    return Draft(
        key=f"{rule.rule}|{opening.subject}|{opening.id}",
        verdict="undecided",
        clause=rule.clause,
        rule=rule.rule,
        charter=rules.charter,
        version=rules.version,
        cites=rule.cites,
        subject=opening.subject,
        staff=opening.staff,
        unit=opening.unit,
        customer=opening.customer,
        at=opening.at,
        evidence=(opening.id,),
        missing=missing,
    )


def _verdict(rule: LimitRule, case: Case, rules: Rules, now: int) -> Verdict:
    opening, closing = case.opening, case.closing
    word, late_us = _word(case, now)
    price = rule.breach if word in ("breached", "overdue") else rule.praise if word == "praised" else _FREE
    times = price.times(late_us) if word == "breached" else 0 if price.per else 1
    last = closing or case.ending
    answerer = opening if rule.answers == "from" else closing
    return Draft(
        key=f"{rule.rule}|{opening.subject}|{opening.id}",
        verdict=word,
        clause=rule.clause,
        rule=rule.rule,
        charter=rules.charter,
        version=rules.version,
        cites=rule.cites,
        subject=opening.subject,
        staff=answerer.staff if answerer else None,
        unit=answerer.unit if answerer else case.history.unit,
        customer=opening.customer or (closing.customer if closing else None),
        at=opening.at,
        due=case.due,
        warn_at=case.warn_at,
        closed_at=last.at if last else None,
        limit_text=case.limit.text,
        limit_s=case.limit.limit_s,
        elapsed_s=case.elapsed_s,
        late_s=seconds(late_us) if late_us else None,
        points=price.points * times,
        money=price.money * times,
        evidence=(opening.id, last.id) if last else (opening.id,),
        provisional=case.provisional,
        paused=case.paused and word == "open",
    )


def _word(case: Case, now: int) -> tuple[VerdictWord, int]:
    """The verdict, and by how many µs of wall time it is late."""
    closed_at = case.closed_at
    if closed_at is None:
        return ("overdue", now - case.due) if now > case.due else ("open", 0)
    if closed_at > case.due:
        return "breached", closed_at - case.due
    return ("praised" if case.praised else "kept"), 0
