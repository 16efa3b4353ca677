"""Clauses that cannot both hold: neither is said to be the exception of the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TypeVar

from shouwen.law.charter.charter import Rule
from shouwen.law.charter.checks import exceptions
from shouwen.law.charter.checks.survey import Survey
from shouwen.law.charter.errors import CharterError
from shouwen.law.charter.language import Body, Limit, Precede, Score, overlap
from shouwen.words import Words

B = TypeVar("B", bound=Body)
_EXCEPT = Words(
    "请用 where 或日期分开，或给其中一条写 exception_to",
    "part them by where or by dates, or write exception_to at one of them",
)


def check(survey: Survey) -> Iterator[CharterError]:
    """Two limits on one pair, two scores on one event, two orders that contradict each other."""
    for one, other in _pairs(survey, Limit):
        if _same_pair(one.body, other.body) and overlap(one.body.where, other.body.where):
            what = Words(
                "与另一条对同一起止事项规定了时限", "limits the same pair of events as another clause"
            )
            yield _clash(survey, one, other, what)
    for first, second in _pairs(survey, Score):
        if _same_score(first.body, second.body) and overlap(first.body.where, second.body.where):
            what = Words(
                "与另一条对同一事项向同一对象计分",
                "scores the same event for the same bearer as another clause",
            )
            yield _clash(survey, first, second, what)
    yield from _circles(survey)
    yield from exceptions.check(survey)


def _pairs(survey: Survey, kind: type[B]) -> Iterator[tuple[Rule[B], Rule[B]]]:
    """Pairs of rules of one kind that may hold on the same day and are not exceptions of each other."""
    for one, other in combinations(survey.charter.rules_of(kind), 2):
        if same_days(one, other) and not _excepted(one, other):
            yield one, other


def same_days(one: Rule[Body], other: Rule[Body]) -> bool:
    """Whether there is a day on which both are in force."""
    return not ((one.until and one.until < other.effective) or (other.until and other.until < one.effective))


def _excepted(one: Rule[Body], other: Rule[Body]) -> bool:
    return one.clause.clause in other.clause.exception_to or other.clause.clause in one.clause.exception_to


def _same_pair(one: Limit, other: Limit) -> bool:
    return set(one.to) == set(other.to) and bool(set(one.from_) & set(other.from_))


def _same_score(one: Score, other: Score) -> bool:
    counted = (one.points and other.points) or (one.money and other.money)
    shared = set(one.on) & set(other.on) or set(one.breaches) & set(other.breaches)
    return bool(counted) and one.to == other.to and bool(shared)


def _clash(survey: Survey, one: Rule[Body], other: Rule[Body], what: Words) -> CharterError:
    named = Words(
        f"{what.zh}（第 {one.clause.clause} 条与第 {other.clause.clause} 条）",
        f"{what.en} (clauses {one.clause.clause} and {other.clause.clause})",
    )
    return CharterError(survey.in_rule(other), other.clause.clause, named, _EXCEPT, survey.in_rule(one))


def _circles(survey: Survey) -> Iterator[CharterError]:
    """Orders of events that lead round in a circle can never be kept."""
    edges: dict[str, list[Rule[Precede]]] = {}
    for rule in survey.charter.rules_of(Precede):
        if rule.body.before and len(rule.body.what) == 1 and not rule.body.what[0].where:
            edges.setdefault(rule.body.what[0].kind, []).append(rule)
    told: set[frozenset[str]] = set()
    for start in edges:
        circle = _way_back(edges, start)
        ids = frozenset(rule.id for rule in circle)
        if circle and ids not in told and all(same_days(*pair) for pair in combinations(circle, 2)):
            told.add(ids)
            first, last = circle[0], circle[-1]
            kinds = [*(rule.body.what[0].kind for rule in circle), start]
            what = Words(
                f"先后次序成了圈：{' → '.join(kinds)}",
                f"the order of events runs in a circle: {' -> '.join(kinds)}",
            )
            yield CharterError(survey.in_rule(last), last.clause.clause, what, _EXCEPT, survey.in_rule(first))


def _way_back(edges: dict[str, list[Rule[Precede]]], start: str) -> list[Rule[Precede]]:
    """The rules of the shortest way from a kind of fact back to itself; empty if there is none."""
    ways: dict[str, list[Rule[Precede]]] = {start: []}
    waiting = [start]
    for here in waiting:
        for rule in edges.get(here, ()):
            if start in rule.body.before:
                return [*ways[here], rule]
            for kind in rule.body.before:
                if kind not in ways:
                    ways[kind] = [*ways[here], rule]
                    waiting.append(kind)
    return []
