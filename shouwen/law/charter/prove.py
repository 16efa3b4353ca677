"""Runs the worked examples of a charter: what each clause promises is what the engines conclude."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from shouwen.law.charter.catalogue import HANDBOOK
from shouwen.law.charter.charter import Charter
from shouwen.law.charter.errors import Place
from shouwen.law.charter.language import Checklist, Clause, Example
from shouwen.law.charter.language.moment import instant
from shouwen.law.charter.matching import fits, told, told_expected
from shouwen.law.charter.talks import how_many, talk_facts
from shouwen.law.charter.trying import tried
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.compile import compile
from shouwen.law.judge.verdict import Judgement, Verdict

Engine = Literal["python", "duckdb", "both"]
ENGINES: Mapping[str, Engine] = {"python": "python", "duckdb": "duckdb", "both": "both"}
Standing = Literal["proven", "in-force", "handbook", "waiting", "failing"]
Judge = Callable[[list[Fact], Charter, int], Judgement]

A_MONDAY = date(2026, 3, 2)
"""The day of an example that names none."""
_EIGHT, _NINE = "08:00", "09:00"
_SECOND = 1_000_000
_SIDES = {
    "kept": "good",
    "met": "good",
    "praised": "good",
    "allowed": "good",
    "filed": "good",
    "breached": "bad",
    "overdue": "bad",
    "fell-short": "bad",
    "refused": "bad",
    "none": "none",
}
"""On which side of the boundary an outcome lies; open and undecided lie on neither."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example as it came out; `got` is None when it is as expected."""

    clause: str
    example: str
    place: Place
    engine: str
    expected: str
    got: str | None

    @property
    def passed(self) -> bool:
        """Whether it came out as expected."""
        return self.got is None


@dataclass(frozen=True, slots=True)
class ClauseProof:
    """How a clause stands: proven needs examples that come out on two sides of its boundary, and none that fails."""

    clause: Clause
    standing: Standing
    outcomes: tuple[Outcome, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its rules."""
        return tuple(dict.fromkeys(key for key, _, _ in self.clause.bodies()))


@dataclass(frozen=True, slots=True)
class Proof:
    """How all clauses of a charter stand."""

    charter: Charter
    clauses: tuple[ClauseProof, ...]

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """The examples that did not come out as expected."""
        return tuple(outcome for each in self.clauses for outcome in each.outcomes if not outcome.passed)

    @property
    def counts(self) -> Mapping[str, Counter[str]]:
        """How many clauses stand how, by kind of rule; a clause with rules of two kinds counts in both."""
        table: dict[str, Counter[str]] = {}
        for each in self.clauses:
            for kind in each.kinds or ("handbook",):
                table.setdefault(kind, Counter())[each.standing] += 1
        return table


def prove(
    charter: Charter,
    engine: Engine = "python",
    watch: Callable[[Collection[Clause]], Iterable[Clause]] = tuple,
) -> Proof:
    """Every example of every clause, judged by one engine or by both.

    `watch` is handed the clauses and hands them on one by one, so that progress can be shown.
    """
    judges = dict(judges_of(engine))
    return Proof(charter, tuple(_clause(charter, each, judges) for each in watch(charter.clauses.values())))


def judges_of(engine: Engine) -> Iterator[tuple[str, Judge]]:
    """The engines by name, imported as they are asked for."""
    if engine in ("python", "both"):
        from shouwen.law.judge.plain import judge

        yield "python", judge
    if engine in ("duckdb", "both"):
        from shouwen.law.judge.sql import judge as judge_sql

        yield "duckdb", judge_sql


def _clause(charter: Charter, clause: Clause, judges: Mapping[str, Judge]) -> ClauseProof:
    if clause.clause in charter.waiting:
        return ClauseProof(clause, "waiting", ())
    plain: Standing = "in-force" if {key for key, _, _ in clause.bodies()} - HANDBOOK else "handbook"
    if not clause.examples:
        return ClauseProof(clause, plain, ())
    outcomes = tuple(run(charter, clause, judges, charter.only(clause.clause)))
    if not all(outcome.passed for outcome in outcomes):
        return ClauseProof(clause, "failing", outcomes)
    sides = {_SIDES.get(each.word) for example in clause.examples for each in example.then} - {None}
    both = len(sides) > 1 or any(example.only for example in clause.examples)
    return ClauseProof(clause, "proven" if both else plain, outcomes)


def run(
    charter: Charter, clause: Clause, judges: Mapping[str, Judge], narrowed: Charter
) -> Iterator[Outcome]:
    """The examples of a clause one after the other; `narrowed` is the charter with the rules that decide on it."""
    for index, example in enumerate(clause.examples):
        yield from _example(charter, clause, index, example, judges, narrowed)


def _example(
    charter: Charter,
    clause: Clause,
    index: int,
    example: Example,
    judges: Mapping[str, Judge],
    narrowed: Charter,
) -> Iterator[Outcome]:
    """One example on every engine, judged by the rules that decide on its clause: SQL is planned for those alone."""
    place = charter.example_places.get((clause.clause, index), charter.places[clause.clause])
    expected = ", ".join(told_expected(each) for each in example.then)
    on = example.on or A_MONDAY
    facts = [*example_facts(example, charter.zone, clause), *talk_facts(example, charter, on)]
    now = example_now(example, facts, charter.zone)
    if example.sort != "facts":
        got = tried(charter, example, facts, now)
        yield Outcome(clause.clause, example.name, place, "flow", expected, got)
        return
    order = {name: number for number, name in enumerate(compile(narrowed).named)}
    for engine, judge in judges.items():
        verdicts = [v for v in judge(facts, narrowed, now).verdicts if v.clause == clause.clause]
        verdicts.sort(key=lambda verdict: (verdict.at or 0, order[verdict.rule], verdict.key))
        wanted = tuple(each for each in example.outcomes if each.word != "none") * how_many(example)
        matches = len(verdicts) == len(wanted) and all(
            fits(verdict, each, on, narrowed, now) for verdict, each in zip(verdicts, wanted, strict=True)
        )
        yield Outcome(
            clause.clause,
            example.name,
            place,
            engine,
            expected,
            None if matches else _all(verdicts, narrowed),
        )


def _all(verdicts: list[Verdict], charter: Charter) -> str:
    return ", ".join(told(verdict, charter) for verdict in verdicts) or "none"


def example_facts(example: Example, zone: str, clause: Clause) -> list[Fact]:
    """The facts of an example; those that name no subject are all of one, and every tick is of its own."""
    on = example.on or A_MONDAY
    return [*_ticks(example, clause, instant(_EIGHT, on, zone))] + [
        Fact(
            kind=fact.kind,
            at=instant(fact.time, on, zone),
            subject=fact.head.get("subject", "1"),
            id=fact.head.get("id", f"fact-{number:03}"),
            staff=fact.head.get("staff"),
            unit=fact.head.get("unit"),
            customer=fact.head.get("customer"),
            data=fact.data,
        )
        for number, fact in enumerate(example.facts, start=1)
    ]


def _ticks(example: Example, clause: Clause, at: int) -> Iterator[Fact]:
    """The items of the clause's checklist as they were found, one second apart."""
    sheets = {
        item: body.sheet
        for _, _, body in clause.bodies()
        if isinstance(body, Checklist)
        for item in body.items
    }
    for number, (item, result) in enumerate(example.ticks.items()):
        data = {"sheet": sheets.get(item, ""), "item": item, "result": result}
        yield Fact("item.ticked", at + number * _SECOND, f"1/{item}", f"tick-{number:03}", data=data)


def example_now(example: Example, facts: list[Fact], zone: str) -> int:
    """When an example is judged: as it says, else at its last fact, else at nine in the morning."""
    if example.now is None and facts:
        return max(fact.at for fact in facts)
    return instant(example.now or _NINE, example.on or A_MONDAY, zone)
