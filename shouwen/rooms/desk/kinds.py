"""Kinds of matters under the chapters they come from, so that one of dozens is found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from shouwen.law.charter import Charter
from shouwen.law.charter.language import Flow, Step
from shouwen.words import Words

FEW = 8
"""So many kinds are shown side by side; of more the most used ones, and a page with all."""


@dataclass(frozen=True, slots=True)
class Start:
    """A kind of matter that somebody may take in: its clause, and the first steps open to their posts."""

    flow: Flow
    clause: str
    steps: tuple[tuple[str, Step], ...]


def chapters(charter: Charter, flows: Iterable[Flow]) -> list[tuple[Words, list[Flow]]]:
    """The flows under the chapters of their clauses, in the order of the charter."""
    wanted, by_clause = {flow.name: flow for flow in flows}, _clauses(charter)
    found = []
    for section in charter.chapters:
        inside = [flow for name, flow in wanted.items() if by_clause.get(name) in section.clauses]
        if inside:
            found.append((section.title, inside))
    return found


def starts(
    charter: Charter, flows: Iterable[Flow], posts: Collection[str]
) -> list[tuple[Words, list[Start]]]:
    """What these posts may take in, under its chapters."""
    by_clause = _clauses(charter)
    return [
        (title, [Start(flow, by_clause[flow.name], first_steps(flow, posts)) for flow in inside])
        for title, inside in chapters(charter, flows)
    ]


def first_steps(flow: Flow, posts: Collection[str]) -> tuple[tuple[str, Step], ...]:
    """The steps with which these posts may begin a matter."""
    return tuple((name, flow.steps[name]) for name in flow.start if set(posts) & set(flow.steps[name].who))


def _clauses(charter: Charter) -> Mapping[str, str]:
    return {rule.body.name: rule.clause.clause for rule in charter.rules_of(Flow)}
