"""Which kinds of fact a charter reads: what somebody who exports a log has to deliver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shouwen.law.charter.charter import Charter, Rule
from shouwen.law.charter.language import Body, DataField, Flow
from shouwen.words import Words


@dataclass(frozen=True, slots=True)
class KindRead:
    """One kind of fact: its fields, the clauses that read it, those that need a field of it, what records it."""

    kind: str
    title: Words
    fields: Mapping[str, DataField]
    read_by: tuple[str, ...]
    needed: Mapping[str, tuple[str, ...]]
    recorded_by: tuple[str, ...]


def facts_read(charter: Charter) -> tuple[KindRead, ...]:
    """Every kind of the vocabulary, in its order. `recorded_by` names steps as `flow/step`."""
    readers: dict[str, dict[str, None]] = {}
    needs: dict[str, dict[str, dict[str, None]]] = {}
    for rule in charter.rules:
        clause = rule.clause.clause
        for kind in _kinds(rule):
            readers.setdefault(kind, {})[clause] = None
        for kind, name in _fields(rule):
            needs.setdefault(kind, {}).setdefault(name, {})[clause] = None
    steps: dict[str, list[str]] = {}
    for flow in charter.flows.values():
        for name, step in flow.steps.items():
            steps.setdefault(step.records, []).append(f"{flow.name}/{name}")
    return tuple(
        KindRead(
            kind,
            fact.title,
            fact.data,
            tuple(readers.get(kind, ())),
            {name: tuple(clauses) for name, clauses in needs.get(kind, {}).items()},
            tuple(steps.get(kind, ())),
        )
        for kind, fact in charter.facts.items()
    )


def _kinds(rule: Rule[Body]) -> Iterator[str]:
    """The kinds a rule reads; a flow records its kinds, it does not read them."""
    if not isinstance(rule.body, Flow):
        yield from (mention.name for mention in rule.body.mentions() if mention.sort == "fact")


def _fields(rule: Rule[Body]) -> Iterator[tuple[str, str]]:
    for mention in rule.body.mentions():
        if mention.sort == "field":
            yield from ((kind, mention.name) for kind in mention.of)
    for where, kinds, _ in rule.body.conditions():
        yield from ((kind, name) for condition in where for name in condition.fields for kind in kinds)
