"""Whose turn it is, on the facts of a day: for rooms that call, close and hand out, so that nobody is passed over.

What these functions allow is what the judge will call kept: both ask the same line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.forms import Refusal
from shouwen.law.charter.language.rules.assign import Assign
from shouwen.law.charter.language.values import millionths
from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.compile import compile
from shouwen.law.judge.group import key_of
from shouwen.law.judge.line import Line, Place
from shouwen.law.judge.periods import period_at
from shouwen.law.judge.plain.even import Loads, Membership
from shouwen.law.judge.rules import EvenRule, QueueRule
from shouwen.law.judge.rules.picks import is_one
from shouwen.words import Words

_BEHIND = 1
"""A moment, in microseconds, after which what happened at an instant has happened."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody who waits: the fact with which he came, whether he has precedence, why he stands where he stands.

    `clause` is the clause the order comes from.
    """

    fact: Fact
    prior: bool
    reason: Words
    clause: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be given work: how much he has been given in the period, and his ability if one is asked for."""

    staff: str
    load: int
    ability: float | None
    reason: Words
    clause: str


def waiting(charter: Charter, serve: str, queue: str, facts: Iterable[Fact], at: int) -> tuple[Turn, ...]:
    """Who waits in a queue at an instant, the next first, by the rule about facts of the kind `serve`.

    `queue` is the key of the rule (a unit, or the value of its field), `facts` are those of the day, others do
    no harm. Nobody if no rule speaks of `serve`. Who may or may not have precedence stands without it.
    """
    rule = next((each for each in _rules(charter, serve, at) if not each.empty), None)
    if rule is None:
        return ()
    line = _line(charter, rule, queue, facts, at)
    places = sorted(line.waiting(at + _BEHIND), key=lambda place: (place.worst, place.fact.id))
    return tuple(_turn(rule, place, number) for number, place in enumerate(places, 1))


def refusal(charter: Charter, act: Fact, facts: Iterable[Fact]) -> Refusal | None:
    """Why this must not be done now: somebody else is next (not-next), or people still wait (still-waiting).

    `act` is the fact that would be recorded, `facts` are those of the day before it. None where the order is not
    certainly broken, or no rule speaks of it.
    """
    known = list(facts)
    for rule in _rules(charter, act.kind, act.at):
        key = key_of(act, rule.per)
        if key is None or rule.holds(act) is not True:
            continue
        line = _line(charter, rule, key, [*known, act], act.at)
        if rule.empty:
            if left := list(line.waiting(act.at)):
                return _still_waiting(rule, left)
        elif sure := line.overtaken(act)[0]:
            return _not_next(rule, sure)
    return None


def next_for(charter: Charter, of: str, key: str, facts: Iterable[Fact], at: int) -> tuple[Candidate, ...]:
    """Who should be given the next piece of work, the first first: who has least, then who is ablest, then by code.

    `of` is the kind of fact that gives work, `key` the unit (or "all"), `facts` those that give work in the
    period and those that began and ended memberships at any time.
    """
    known = [fact for fact in facts if fact.at <= at]
    for rule in compile(charter).of(EvenRule):
        if of in rule.kinds and rule.from_at <= at < rule.until_at:
            return tuple(_candidates(charter, rule, key, sorted(known, key=lambda f: f.order), at))
    return ()


def _rules(charter: Charter, kind: str, at: int) -> Iterator[QueueRule]:
    for rule in compile(charter).of(QueueRule):
        if kind in rule.kinds and rule.from_at <= at < rule.until_at:
            yield rule


def _line(charter: Charter, rule: QueueRule, key: str, facts: Iterable[Fact], at: int) -> Line:
    today = period_at(at, "day", charter.zone)
    own = (fact for fact in facts if fact.kind in rule.reads and key_of(fact, rule.per) == key)
    return Line(rule, [fact for fact in own if today.from_at <= fact.at <= at])


def _turn(rule: QueueRule, place: Place, number: int) -> Turn:
    prior = place.prior is True
    if prior and rule.first:
        reason = Words("优先照顾，优先客户中按先后", "has precedence, by arrival among those who have it")
    else:
        reason = Words("按到达先后", "by order of arrival")
    if number == 1:
        reason = Words(f"下一位：{reason.zh}", f"next: {reason.en}")
    return Turn(place.fact, prior and bool(rule.first), reason, rule.clause)


def _not_next(rule: QueueRule, sure: list[Place]) -> Refusal:
    first = _name(sure[0].fact)
    return Refusal(
        "not-next",
        Words(
            f"按第 {rule.clause} 条，{first} 应当排在前面（前面共 {len(sure)} 位），请先叫 {first}。",
            f"By clause {rule.clause} {first} goes first ({len(sure)} ahead in all); call {first}.",
        ),
        clause=rule.clause,
    )


def _still_waiting(rule: QueueRule, left: list[Place]) -> Refusal:
    names = [_name(place.fact) for place in left[:3]]
    more = Words("等", " and others") if len(left) > 3 else Words("", "")
    return Refusal(
        "still-waiting",
        Words(
            f"按第 {rule.clause} 条，还有 {len(left)} 位没有办完（{'、'.join(names)}{more.zh}），办完后再结束。",
            f"By clause {rule.clause} {len(left)} still have to be served ({', '.join(names)}{more.en}); finish with them first.",
        ),
        clause=rule.clause,
    )


def _name(fact: Fact) -> str:
    """What people call who waits: the number on the ticket, else the subject."""
    return read(fact, "number") or fact.subject


def _candidates(
    charter: Charter, rule: EvenRule, key: str, facts: list[Fact], at: int
) -> Iterator[Candidate]:
    """The members of a unit in the order in which work should go to them."""
    period = period_at(at, rule.every, charter.zone)
    loads = Loads()
    for fact in facts:
        if fact.kind in rule.kinds and fact.at >= period.from_at and key_of(fact, rule.per) == key:
            loads.give(fact, rule.fits(fact))
    joined = Membership(
        rule, [f for f in facts if is_one(f, rule.begin)], [f for f in facts if is_one(f, rule.end)]
    )
    members = joined.at(key, at)
    ability = _ability(charter, rule, members)
    order = sorted(members, key=lambda staff: (loads.most[staff], -(ability.get(staff) or 0), staff))
    for staff in order:
        load = loads.most[staff]
        said = Words(f"本期已有 {load} 件", f"{load} in this period")
        if (skill := ability.get(staff)) is not None:
            said = Words(f"{said.zh}，能力 {skill:g}", f"{said.en}, ability {skill:g}")
        yield Candidate(staff, load, skill, said, rule.clause)


def _ability(charter: Charter, rule: EvenRule, members: Mapping[str, Fact]) -> dict[str, float]:
    """The ability each member came with, where the rule asks for one and it is a number."""
    written = next(each for each in charter.rules_of(Assign) if each.id == rule.rule)
    field = written.body.even.ability if written.body.even else None
    texts = {staff: read(fact, field) for staff, fact in members.items()} if field else {}
    numbers = {staff: millionths(text) for staff, text in texts.items() if text}
    return {staff: number / 1_000_000 for staff, number in numbers.items() if number is not None}
