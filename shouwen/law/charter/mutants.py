"""Whether breaking a rule breaks its proof: each small breakage of a clause has to fail an example.

Asked are the examples of the clause, and those of other clauses that try its flow or file its form: a step is
shown beside the duty it serves, which need not be the clause that lays down the flow.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from shouwen.law.charter.build import HEADER
from shouwen.law.charter.changes import Change, applied, changes
from shouwen.law.charter.charter import Charter, Rule
from shouwen.law.charter.checks import check_survey
from shouwen.law.charter.checks.survey import Survey
from shouwen.law.charter.language import AnyClause, Clause, Example, Flow, Form
from shouwen.law.charter.prove import Judge, judges_of, run
from shouwen.law.charter.source import Source


@dataclass(frozen=True, slots=True)
class Mutant:
    """A breakage of a clause and whether an example of the clause noticed it."""

    clause: str
    change: Change
    killed: bool


@dataclass(frozen=True, slots=True)
class Hunt:
    """All breakages of a charter that are still charters."""

    charter: Charter
    mutants: tuple[Mutant, ...]

    @property
    def killed(self) -> int:
        """How many an example noticed."""
        return sum(each.killed for each in self.mutants)

    @property
    def survivors(self) -> tuple[Mutant, ...]:
        """Those that no example noticed."""
        return tuple(each for each in self.mutants if not each.killed)

    @property
    def share(self) -> float:
        """The share that was noticed; 1 where there was nothing to break."""
        return self.killed / len(self.mutants) if self.mutants else 1.0


def hunt(
    charter: Charter,
    clauses: Collection[str] = (),
    watch: Callable[[Collection[Clause]], Iterable[Clause]] = tuple,
) -> Hunt:
    """Every small breakage of the named clauses (all, if none is named), judged by the plain engine.

    A breakage that the language or its checks refuse, or that changes nothing, is no charter and not counted.
    Clauses that wait for a setting are left out.
    """
    wanted = [
        clause
        for number, clause in charter.clauses.items()
        if (not clauses or number in clauses) and number not in charter.waiting
    ]
    written = _written(charter)
    judges = dict(judges_of("python"))
    found = [
        mutant
        for clause in watch(wanted)
        for mutant in _mutants(charter, clause, written[clause.clause], judges)
    ]
    return Hunt(charter, tuple(found))


def _written(charter: Charter) -> Mapping[str, Mapping[str, Any]]:
    """Every clause as plain data, settings filled in."""
    chapters = json.loads(charter.text)["chapters"]
    return {raw["clause"]: raw for _, chapter in chapters for raw in chapter["clauses"]}


def _mutants(
    charter: Charter, clause: Clause, raw: Mapping[str, Any], judges: Mapping[str, Judge]
) -> Iterator[Mutant]:
    narrowed = charter.only(clause.clause)
    bare = {key: value for key, value in raw.items() if key != "examples"}
    seen = {repr(clause.model_copy(update={"examples": ()}))}
    examples = [*clause.examples, *_elsewhere(charter, clause)]
    for change in changes(bare, charter.posts):
        try:
            broken = AnyClause.model_validate(applied(bare, change.path, change.value))
        except ValidationError:
            continue
        if repr(broken) in seen:
            continue
        seen.add(repr(broken))
        mutant = broken.model_copy(update={"examples": clause.examples})
        asked = broken.model_copy(update={"examples": tuple(examples)})
        try:
            noticed = _noticed(_with(charter, mutant), asked, _with(narrowed, mutant), judges)
        except _NoCharter:
            continue
        yield Mutant(clause.clause, change, noticed is not None)
        if noticed:  # what noticed one breakage mostly notices the next: it is asked first
            first = [example for example in examples if example.name == noticed]
            examples = first + [example for example in examples if example.name != noticed]


def _elsewhere(charter: Charter, clause: Clause) -> Iterator[Example]:
    """The examples of other clauses that try a flow or file a form of this one."""
    names = {(key, body.name) for key, _, body in clause.bodies() if isinstance(body, Flow | Form)}
    for other in charter.clauses.values():
        if other.clause != clause.clause:
            yield from (each for each in other.examples if {("flow", each.flow), ("form", each.form)} & names)


class _NoCharter(Exception):
    """The checks refuse the breakage."""


def _noticed(charter: Charter, clause: Clause, narrowed: Charter, judges: Mapping[str, Judge]) -> str | None:
    """The first example that fails, by name; None if all hold.

    Errors: _NoCharter; the checks are asked only where no example fails.
    """
    try:
        failed = next(
            (each.example for each in run(charter, clause, judges, narrowed) if not each.passed), None
        )
    except Exception:  # what the checks refuse need not run; what they take has to
        if _is_charter(charter, clause.clause):
            raise
        raise _NoCharter from None
    if failed is None and not _is_charter(charter, clause.clause):
        raise _NoCharter
    return failed


def _with(charter: Charter, clause: Clause) -> Charter:
    """The charter with another clause in the place of the one of its number."""
    number = clause.clause
    rules: list[Rule[Any]] = []
    for rule in charter.written:
        if rule.clause.clause != number:
            rules.append(rule)
        elif not rules or rules[-1].clause.clause != number:
            rules.extend(_rules(charter, clause, rule))
    changed = replace(charter, written=tuple(rules), clauses={**charter.clauses, number: clause})
    vars(changed)["calendars"] = charter.calendars
    return changed


def _rules(charter: Charter, clause: Clause, like: Rule[Any]) -> Iterator[Rule[Any]]:
    for key, index, body in clause.bodies():
        suffix = f".{index + 1}" if index else ""
        effective = clause.effective or charter.header.effective
        yield Rule(f"{clause.clause}#{key}{suffix}", key, clause, body, effective, clause.until, like.place)


class _Near(Survey):
    """One clause under survey, with the rules of other clauses that it could clash with."""

    def __init__(self, charter: Charter, number: str) -> None:
        kinds = {rule.key for rule in charter.written if rule.clause.clause == number}
        near = replace(charter, written=tuple(rule for rule in charter.written if rule.key in kinds))
        for name in ("flows", "forms", "facts", "calendars"):
            vars(near)[name] = getattr(charter, name)
        self.clause = charter.clauses[number]
        kept = Source("", {"clauses": [{"clause": name} for name in charter.clauses]})
        sources = {HEADER: Source(HEADER), **{section.file: kept for section in charter.chapters}}
        super().__init__(near, sources, whole=True)

    def clauses(self) -> Iterator[Clause]:
        """The clause alone."""
        yield self.clause


def _is_charter(charter: Charter, number: str) -> bool:
    """Whether the checks take a clause as it stands now."""
    return not check_survey(_Near(charter, number))
