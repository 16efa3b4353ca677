"""`shouwen charter prove` and `mutants`: worked examples, how the source stands, and whether breakages are noticed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from shouwen.project.cli.packs import WRONG, both, json_option, print_json, told
from shouwen.project.cli.table import print_table

if TYPE_CHECKING:
    from shouwen.law.charter.language import Clause
    from shouwen.law.charter.mutants import Hunt, Mutant
    from shouwen.law.charter.prove import ClauseProof, Outcome, Proof
    from shouwen.law.charter.standing import Standing

STANDINGS = {
    "proven": "proven 已例证",
    "in-force": "in force 已执行",
    "handbook": "handbook 仅手册",
    "waiting": "waits 待设定",
    "failing": "fails 不符",
}
STATES = {**STANDINGS, "missing": "missing 缺"}


@click.command("prove")
@click.argument("pack", required=False)
@click.option(
    "--all", "whole", is_flag=True, help="By the clauses of the source; of every pack, if none is named."
)
@click.option(
    "--engine",
    type=click.Choice(["python", "duckdb", "both"]),
    help="Which engine judges the examples: both for one pack, python for --all, unless given.",
)
@json_option
@told
def prove(pack: str | None, whole: bool, engine: str | None, as_json: bool) -> None:
    """Run every worked example of a charter, on both engines.

    proven 已例证: in force, and examples on both sides of its boundary come out right; in force 已执行: it has
    rules, but its examples do not show both sides; handbook 仅手册: it has no rule; waits 待设定: a setting it
    needs has no value; fails 不符: an example comes out otherwise.

    With --all the clauses of the source (catalogue.yaml) are counted by pack and kind, and one that no clause
    carries is missing 缺. Exit code 1 if any is missing, waits or fails.
    """
    from shouwen.law.charter import load
    from shouwen.law.charter.prove import ENGINES
    from shouwen.law.charter.prove import prove as run

    if whole:
        _prove_all(pack, engine or "python", as_json)
        return
    if pack is None:
        raise click.UsageError("Name a charter, or give --all. 请写规范的名称，或写 --all。")
    proof = run(load(pack), ENGINES[engine or "both"], _watched)
    if as_json:
        print_json(_proof(proof, engine or "both"))
    else:
        _print_proof(proof)
    sys.exit(WRONG if proof.failures else 0)


def _prove_all(pack: str | None, engine: str, as_json: bool) -> None:
    from shouwen.law.charter import load, packs
    from shouwen.law.charter.prove import ENGINES
    from shouwen.law.charter.prove import prove as run
    from shouwen.law.charter.standing import SOUND, standings

    names = [pack] if pack else [name for name, folder in packs() if (folder / "catalogue.yaml").is_file()]
    proofs = [run(load(name), ENGINES[engine], _watched) for name in names]
    found = [(proof, standings(proof)) for proof in proofs]
    if as_json:
        print_json(_all(found, engine))
    else:
        _print_all(found)
    sound = all(each.state in SOUND for _, stand in found for each in stand)
    sys.exit(0 if sound and not any(proof.failures for proof in proofs) else WRONG)


def _all(found: list[tuple[Proof, tuple[Standing, ...]]], engine: str) -> dict[str, Any]:
    from shouwen.law.charter.standing import counts, states_of

    total = states_of(each for _, stand in found for each in stand)
    return {
        "engine": engine,
        "charters": [
            {
                "charter": proof.charter.name,
                "version": proof.charter.version_text,
                "by_kind": {kind: dict(states) for kind, states in counts(stand).items()},
                "clauses": [asdict(each) for each in stand],
                "failures": [_outcome(each) for each in proof.failures],
            }
            for proof, stand in found
        ],
        "states": {state: total[state] for state in STATES},
        "total": total.total(),
    }


def _print_all(found: list[tuple[Proof, tuple[Standing, ...]]]) -> None:
    from shouwen.law.charter.standing import counts, states_of

    rows: list[list[object]] = []
    for proof, stand in found:
        rows += [_row(proof.charter.name, kind, states) for kind, states in counts(stand).items()]
        rows.append(_row(proof.charter.name, "all 合计", states_of(stand)))
    if len(found) > 1:
        rows.append(_row("all 合计", "all 合计", states_of(each for _, stand in found for each in stand)))
    print_table("", ("charter 规范", "kind 种类", "clauses 条款", *STATES.values()), rows)
    for proof, _ in found:
        _print_failures(proof)


def _row(charter: str, kind: str, states: Counter[str]) -> list[object]:
    return [charter, kind, states.total(), *(states[state] or "" for state in STATES)]


def _watched(clauses: Collection[Clause]) -> Iterator[Clause]:
    """A bar on the terminal while the clauses are proven; nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield from clauses
        return
    with click.progressbar(clauses, label="clauses 条款", file=sys.stderr) as bar:
        yield from bar


def _print_proof(proof: Proof) -> None:
    rows = [
        (
            each.clause.clause,
            both(asdict(each.clause.title)),
            ", ".join(each.kinds),
            len(each.outcomes),
            STANDINGS[each.standing],
        )
        for each in proof.clauses
    ]
    title = f"{proof.charter.name} {proof.charter.version_text}"
    print_table(title, ("clause 条", "title 标题", "kinds 种类", "examples run 例证", "standing 状态"), rows)
    _print_failures(proof)
    click.echo()
    counted = [(kind, *(counts[each] or "" for each in STANDINGS)) for kind, counts in proof.counts.items()]
    totals = [sum(each.standing == standing for each in proof.clauses) for standing in STANDINGS]
    counted.append(("clauses 条款", *(total or "" for total in totals)))
    print_table("", ("kind 种类", *STANDINGS.values()), counted)


def _print_failures(proof: Proof) -> None:
    for outcome in proof.failures:
        click.echo(
            f"{outcome.place}  clause {outcome.clause} 第 {outcome.clause} 条  {outcome.example} [{outcome.engine}]\n"
            f"  expected 应为: {outcome.expected}\n  got 实为: {outcome.got}"
        )


def _proof(proof: Proof, engine: str) -> dict[str, Any]:
    standings = dict.fromkeys(STANDINGS, 0)
    for each in proof.clauses:
        standings[each.standing] += 1
    return {
        "charter": proof.charter.name,
        "version": proof.charter.version_text,
        "engine": engine,
        "clauses": [_clause_proof(each) for each in proof.clauses],
        "by_kind": {kind: dict(counts) for kind, counts in proof.counts.items()},
        "standings": standings,
        "failures": len(proof.failures),
    }


def _clause_proof(proof: ClauseProof) -> dict[str, Any]:
    return {
        "clause": proof.clause.clause,
        "cites": list(proof.clause.cites),
        "title": asdict(proof.clause.title),
        "kinds": list(proof.kinds),
        "standing": proof.standing,
        "examples": [_outcome(each) for each in proof.outcomes],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    shown = {"name": outcome.example, "engine": outcome.engine, "passed": outcome.passed}
    if not outcome.passed:
        shown |= {"file": outcome.place.file, "line": outcome.place.line}
        shown |= {"expected": outcome.expected, "got": outcome.got}
    return shown


@click.command("mutants")
@click.argument("pack_names", metavar="[PACK]...", nargs=-1)
@click.option("--clause", "clauses", multiple=True, help="Only this clause; may be given several times.")
@json_option
@told
def mutants(pack_names: tuple[str, ...], clauses: tuple[str, ...], as_json: bool) -> None:
    """Break every rule in small ways, and see whether an example of its clause notices.

    A unit more or less, a word, an item or a step gone, a post or a state added or gone, an order turned round:
    each breakage that is still a charter has to fail an example. What none notices is listed. Without PACK all
    packs that have a catalogue are broken. Exit code 1 if any breakage survives.
    """
    from shouwen.law.charter import load, packs
    from shouwen.law.charter.mutants import hunt

    names = pack_names or [name for name, folder in packs() if (folder / "catalogue.yaml").is_file()]
    hunts = []
    for name in names:
        charter = load(name)
        unknown = [number for number in clauses if number not in charter.clauses]
        if unknown:
            raise click.UsageError(f"{name} has no clause {unknown[0]}. {name} 没有第 {unknown[0]} 条。")
        hunts.append(hunt(charter, clauses, _watched))
    if as_json:
        print_json([_hunt(each) for each in hunts])
    else:
        _print_hunts(hunts)
    sys.exit(WRONG if any(each.survivors for each in hunts) else 0)


def _hunt(hunt: Hunt) -> dict[str, Any]:
    return {
        "charter": hunt.charter.name,
        "version": hunt.charter.version_text,
        "mutants": len(hunt.mutants),
        "killed": hunt.killed,
        "share": round(hunt.share, 4),
        "survivors": [
            {"clause": each.clause, "where": each.change.where, "change": each.change.shown}
            for each in hunt.survivors
        ],
    }


def _print_hunts(hunts: list[Hunt]) -> None:
    for each in hunts:
        for mutant in each.survivors:
            click.echo(_survivor(each, mutant))
    rows = [
        (each.charter.name, len(each.mutants), each.killed, len(each.survivors), f"{each.share:.1%}")
        for each in hunts
    ]
    columns = ("charter 规范", "mutants 变异", "noticed 被发现", "survivors 未发现", "share 比例")
    print_table("", columns, rows)


def _survivor(hunt: Hunt, mutant: Mutant) -> str:
    place = hunt.charter.places[mutant.clause]
    where, shown = mutant.change.where, mutant.change.shown
    return f"{place}  clause {mutant.clause} 第 {mutant.clause} 条  {where}: {shown}"
