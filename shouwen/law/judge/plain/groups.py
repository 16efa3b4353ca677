"""Stage 2: the facts and verdicts a group rule reads, sorted out once, and the rules one after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from operator import attrgetter

from shouwen.law.charter.charter import Charter
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.compile import compile
from shouwen.law.judge.plain.cadence import cadence_verdicts
from shouwen.law.judge.plain.history import add_picks
from shouwen.law.judge.plain.score_kth import kth_verdicts
from shouwen.law.judge.plain.source import Source
from shouwen.law.judge.plain.target import target_verdicts
from shouwen.law.judge.plain.threshold import threshold_verdicts
from shouwen.law.judge.rules import CadenceRule, Rule, ScoreRule, TargetRule, ThresholdRule
from shouwen.law.judge.rules.picks import bases
from shouwen.law.judge.verdict import Verdict


def group_verdicts(
    facts: Iterable[Fact],
    verdicts: Iterable[Verdict],
    charter: Charter,
    now: int,
    wanted: Collection[str] | None,
) -> Iterator[Verdict]:
    """The verdicts of all group rules; with `wanted` of these groups only."""
    rules = compile(charter)
    grouped = rules.at_stage(2)
    needed = bases(kind for rule in grouped for kind in rule.kinds | rule.standing)
    clauses = {clause for rule in grouped for clause in rule.clauses}
    source = Source(rules, charter, now, wanted)
    for fact in sorted((fact for fact in facts if fact.kind in needed), key=attrgetter("at", "id")):
        source.facts.setdefault(fact.kind, []).append(fact)
    add_picks(source.facts, rules.picks)
    for verdict in sorted((v for v in verdicts if v.clause in clauses), key=attrgetter("at", "key")):
        source.verdicts.setdefault(verdict.clause, []).append(verdict)
    for rule in grouped:
        yield from _verdicts(rule, source)


def _verdicts(rule: Rule, source: Source) -> Iterator[Verdict]:
    match rule:
        case CadenceRule():
            return cadence_verdicts(rule, source)
        case ScoreRule():
            return kth_verdicts(rule, source)
        case ThresholdRule():
            return threshold_verdicts(rule, source)
        case TargetRule():
            return target_verdicts(rule, source)
    raise TypeError(f"{type(rule).__name__} is no rule of groups")
