"""The two stages: what concerns one subject, then what concerns a group and a period."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from shouwen.law.charter.charter import Charter
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.compile import compile
from shouwen.law.judge.plain.check import check_verdicts
from shouwen.law.judge.plain.groups import group_verdicts
from shouwen.law.judge.plain.history import History, happened, histories
from shouwen.law.judge.plain.limit import limit_verdicts
from shouwen.law.judge.plain.phrase import phrase_verdicts
from shouwen.law.judge.plain.precede import precede_verdicts
from shouwen.law.judge.plain.score import score_verdicts
from shouwen.law.judge.rules import CheckRule, LimitRule, PhraseRow, PrecedeRule, Rule, Rules, ScoreRule
from shouwen.law.judge.verdict import Judgement, Verdict, sealed


def judge(facts: Iterable[Fact], charter: Charter, now: int) -> Judgement:
    """All verdicts of a charter as of `now`, whatever the order in which facts are given and how often."""
    with _no_collector():
        known = happened(facts, compile(charter), now)
        verdicts = _subjects(known, charter, now)
        return Judgement.of([*verdicts, *_groups(known, verdicts, charter, now, None)])


@contextmanager
def _no_collector() -> Iterator[None]:
    """Let the garbage collector rest: millions of new objects and no cycle among them double the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def judge_subjects(facts: Iterable[Fact], charter: Charter, now: int) -> list[Verdict]:
    """Stage 1, what hangs on one subject alone: `limit`, `precede`, `check`, `phrase`, `score` without kth.

    `facts` have to be all facts of the subjects asked about.
    """
    return _subjects(happened(facts, compile(charter), now), charter, now)


def _subjects(known: list[Fact], charter: Charter, now: int) -> list[Verdict]:
    rules = compile(charter)
    first = [rule for rule in rules.at_stage(1) if not isinstance(rule, PhraseRow)]
    seen_of_all = histories(known, rules.picks)
    concerned = _concerned(first, seen_of_all)
    verdicts = list(phrase_verdicts(seen_of_all, rules))
    for rule in first:
        if seen := concerned.get(rule.rule):
            verdicts.extend(_subject_verdicts(rule, seen, rules, charter, now))
    return sealed(verdicts)


def judge_groups(
    facts: Iterable[Fact],
    verdicts: Iterable[Verdict],
    charter: Charter,
    now: int,
    groups: Collection[str] | None = None,
) -> list[Verdict]:
    """Stage 2, what hangs on a group and a period: `cadence`, `score` with kth, `threshold`, `target`.

    `verdicts` are those of stage 1. With `groups` only these are judged, and `facts` and `verdicts` need
    only hold what `group_needs` names for them.
    """
    return _groups(happened(facts, compile(charter), now), verdicts, charter, now, groups)


def _groups(
    known: list[Fact],
    verdicts: Iterable[Verdict],
    charter: Charter,
    now: int,
    groups: Collection[str] | None,
) -> list[Verdict]:
    wanted = None if groups is None else frozenset(groups)
    return group_verdicts(known, verdicts, charter, now, wanted)


def _concerned(rules: list[Rule], seen: list[History]) -> dict[str, list[History]]:
    """For each rule the histories that hold a fact which sets it off."""
    by_kind: dict[str, list[str]] = {}
    for rule in rules:
        for kind in rule.kinds:
            by_kind.setdefault(kind, []).append(rule.rule)
    found: dict[str, list[History]] = {}
    for history in seen:
        for name in dict.fromkeys(name for kind in history.kinds for name in by_kind.get(kind, ())):
            found.setdefault(name, []).append(history)
    return found


def _subject_verdicts(
    rule: Rule, seen: list[History], rules: Rules, charter: Charter, now: int
) -> Iterator[Verdict]:
    match rule:
        case LimitRule():
            return limit_verdicts(rule, seen, rules, charter, now)
        case PrecedeRule():
            return precede_verdicts(rule, seen, rules)
        case CheckRule():
            return check_verdicts(rule, seen, rules)
        case ScoreRule():
            return score_verdicts(rule, seen, rules)
    raise TypeError(f"{type(rule).__name__} is no rule of one subject")
