"""What is no mistake, and yet worth a look: facts that are read and never recorded here, or recorded and never read."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.build import HEADER
from shouwen.law.charter.charter import Charter
from shouwen.law.charter.errors import CharterError, Place
from shouwen.law.charter.language import Flow
from shouwen.law.charter.reading import KindRead, facts_read
from shouwen.words import Words


def notes(charter: Charter) -> tuple[CharterError, ...]:
    """The notes on a charter, in the order of its vocabulary. Facts that the language declares itself are fine."""
    known = {kind for rule in charter.rules for kind in getattr(rule.body, "brings", {})}
    found = (note for each in facts_read(charter) if each.kind not in known for note in _note(charter, each))
    return tuple(found)


def _note(charter: Charter, kind: KindRead) -> Iterator[CharterError]:
    if kind.read_by and not kind.recorded_by:
        yield CharterError(
            _place(charter, kind.read_by[0]),
            kind.read_by[0],
            Words(f"没有步骤记录事实 {kind.kind}", f"no step records facts of kind {kind.kind}"),
            Words(
                "须由其他系统或日志送来，否则请加上记录它的步骤",
                "they have to come from another system or a log; else add a step that records them",
            ),
        )
    elif kind.recorded_by and not kind.read_by:
        clause = _recorder(charter, kind)
        yield CharterError(
            _place(charter, clause),
            clause,
            Words(f"没有规则用到事实 {kind.kind}", f"no rule reads facts of kind {kind.kind}"),
            Words(
                "步骤只留下历史；若应有认定，请写规则",
                "the step is history only; write a rule if something follows from it",
            ),
        )
    elif not kind.recorded_by:
        yield CharterError(
            Place(HEADER, 1),
            None,
            Words(
                f"事实 {kind.kind} 既不记录也不用到",
                f"facts of kind {kind.kind} are neither recorded nor read",
            ),
            Words(
                "请从 facts 中删去，或写用到它的规则", "remove it from facts, or write a rule that reads it"
            ),
        )


def _recorder(charter: Charter, kind: KindRead) -> str:
    """The clause of the flow whose step records it first."""
    flow = kind.recorded_by[0].partition("/")[0]
    return next(rule.clause.clause for rule in charter.rules_of(Flow) if rule.body.name == flow)


def _place(charter: Charter, clause: str) -> Place:
    return charter.places.get(clause, Place(HEADER, 1))
