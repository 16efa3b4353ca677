"""Stage 2: the facts and verdicts a group rule reads, sorted out once, and the rules one after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import attrgetter

from shouwen.law.charter.charter import Charter
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.compile import compile
from shouwen.law.judge.plain.cadence import cadence_verdicts
from shouwen.law.judge.plain.even import even_verdicts
from shouwen.law.judge.plain.history import add_picks
from shouwen.law.judge.plain.queue import queue_verdicts
from shouwen.law.judge.plain.rank import rank_verdicts
from shouwen.law.judge.plain.score_counted import counted_verdicts
from shouwen.law.judge.plain.source import Source
from shouwen.law.judge.plain.target import target_verdicts
from shouwen.law.judge.plain.threshold import threshold_verdicts
from shouwen.law.judge.rules import (
    CadenceRule,
    EvenRule,
    QueueRule,
    RankRule,
    Rule,
    Rules,
    ScoreRule,
    TargetRule,
    ThresholdRule,
)
from shouwen.law.judge.rules.picks import bases
from shouwen.law.judge.verdict import Verdict, sealed


def group_verdicts(
    facts: Iterable[Fact],
    verdicts: Iterable[Verdict],
    charter: Charter,
    now: int,
    wanted: Collection[str] | None,
) -> list[Verdict]:
    """The verdicts of all group rules; with `wanted` of these groups only. Each stage reads those before it."""
    rules, pool, found = compile(charter), {verdict.key: verdict for verdict in verdicts}, []
    for stage in (2, 3):
        if grouped := rules.at_stage(stage):
            earlier = [each for each in pool.values() if _stage(each, rules) < stage]
            judged = _stage_verdicts(grouped, facts, earlier, Source(rules, charter, now, wanted))
            pool |= {verdict.key: verdict for verdict in judged}
            found += judged
    return found


def _stage(verdict: Verdict, rules: Rules) -> int:
    rule = rules.named.get(verdict.rule)
    return rule.stage if rule else 1


def _stage_verdicts(
    grouped: Sequence[Rule], facts: Iterable[Fact], verdicts: Iterable[Verdict], source: Source
) -> list[Verdict]:
    needed = bases(kind for rule in grouped for kind in rule.reads | rule.standing | rule.general)
    clauses = {clause for rule in grouped for clause in rule.clauses}
    for fact in sorted((fact for fact in facts if fact.kind in needed), key=attrgetter("at", "id")):
        source.facts.setdefault(fact.kind, []).append(fact)
    add_picks(source.facts, source.rules.picks)
    for verdict in sorted((v for v in verdicts if v.clause in clauses), key=attrgetter("at", "key")):
        source.verdicts.setdefault(verdict.clause, []).append(verdict)
    return sealed(verdict for rule in grouped for verdict in _verdicts(rule, source))


def _verdicts(rule: Rule, source: Source) -> Iterator[Verdict]:
    match rule:
        case CadenceRule():
            return cadence_verdicts(rule, source)
        case ScoreRule():
            return counted_verdicts(rule, source)
        case QueueRule():
            return queue_verdicts(rule, source)
        case EvenRule():
            return even_verdicts(rule, source)
        case ThresholdRule():
            return threshold_verdicts(rule, source)
        case TargetRule():
            return target_verdicts(rule, source)
        case RankRule():
            return rank_verdicts(rule, source)
    raise TypeError(f"{type(rule).__name__} is no rule of groups")
