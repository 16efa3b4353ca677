"""Stage 2: the facts and verdicts a group rule reads, sorted out once, and the rules one after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from operator import attrgetter

from shouwen.law.facts.fact import Fact
from shouwen.law.judge.plain.cadence import cadence_verdicts
from shouwen.law.judge.plain.score_kth import kth_verdicts
from shouwen.law.judge.plain.source import Source
from shouwen.law.judge.plain.target import target_verdicts
from shouwen.law.judge.plain.threshold import threshold_verdicts
from shouwen.law.judge.rules import Rules
from shouwen.law.judge.verdict import Verdict


def group_verdicts(
    facts: Iterable[Fact], verdicts: Iterable[Verdict], rules: Rules, now: int, wanted: Collection[str] | None
) -> Iterator[Verdict]:
    """The verdicts of all group rules; with `wanted` of these groups only."""
    counted = [rule for rule in rules.scores if rule.kth]
    grouped = (*rules.cadences, *counted, *rules.thresholds, *rules.targets)
    needed = {kind for rule in grouped for kind in rule.kinds}
    needed |= {kind for rule in rules.cadences for kind in rule.begin | rule.end}
    clauses = {clause for rule in rules.thresholds for clause in rule.breaches}
    clauses |= {clause for rule in rules.targets for clause in rule.kept}
    source = Source(rules, now, wanted)
    for fact in sorted((fact for fact in facts if fact.kind in needed), key=attrgetter("at", "id")):
        source.facts.setdefault(fact.kind, []).append(fact)
    for verdict in sorted((v for v in verdicts if v.clause in clauses), key=attrgetter("at", "key")):
        source.verdicts.setdefault(verdict.clause, []).append(verdict)
    for cadence in rules.cadences:
        yield from cadence_verdicts(cadence, source)
    for score in counted:
        yield from kth_verdicts(score, source)
    for threshold in rules.thresholds:
        yield from threshold_verdicts(threshold, source)
    for target in rules.targets:
        yield from target_verdicts(target, source)
