"""`shouwen charter`: list, check, show and export charters; proof stands beside."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from shouwen.project.cli import difference, draws, proof, who
from shouwen.project.cli.packs import UNREADABLE, WRONG, both, json_option, pack_argument, print_json, told
from shouwen.project.cli.table import print_table

if TYPE_CHECKING:
    from shouwen.law.charter import Charter, CharterError


@click.group("charter")
def command() -> None:
    """List, check, prove, show and export charters (服务规范).

    PACK is the name of a charter or the folder that holds its charter.yaml. Further folders of packs may be
    named in SHOUWEN_CHARTERS.

    Exit codes: 0 all is well, 1 something is wrong with the charter or a proof fails, 2 wrong usage or
    nothing readable there.
    """


command.add_command(draws.draw)
command.add_command(proof.prove)
command.add_command(proof.mutants)
command.add_command(difference.diff)
command.add_command(difference.pages)
command.add_command(who.who)


@command.command("list")
@json_option
def list_(as_json: bool) -> None:
    """Every charter that can be named, with its version and how much it holds."""
    from shouwen.law.charter import CharterErrors, load, packs

    found: list[dict[str, Any]] = []
    for name, folder in packs():
        entry: dict[str, Any] = {"name": name, "folder": str(folder)}
        try:
            charter = load(folder)
            entry |= {"title": asdict(charter.title), "version": charter.version_text}
            entry |= {"clauses": len(charter.clauses), "rules": len(charter.rules), "errors": 0}
        except CharterErrors as errors:
            entry |= {"errors": len(errors.errors)}
        found.append(entry)
    if as_json:
        print_json(found)
        return
    columns = (
        "name 名称",
        "title 标题",
        "version 版本",
        "clauses 条款",
        "rules 规则",
        "errors 错误",
        "folder 位置",
    )
    keys = ("name", "title", "version", "clauses", "rules", "errors", "folder")
    rows = [
        [both(entry[key]) if key == "title" and key in entry else entry.get(key) for key in keys]
        for entry in found
    ]
    print_table("Charters 服务规范", columns, rows)


@command.command("check")
@click.argument("pack_names", metavar="[PACK]...", nargs=-1)
@click.option("--strict", is_flag=True, help="Notes count as errors.")
@json_option
def check(pack_names: tuple[str, ...], strict: bool, as_json: bool) -> None:
    """Check packs (all that are known, if none is named): every error with file, line, clause and cure.

    A setting without a value is an error too, where a clause needs it: that clause is not in force. Notes 提示 name
    facts that are read and not recorded by any step, or recorded and not read.
    """
    from shouwen.law.charter import CharterErrors, NoCharter, load, packs
    from shouwen.law.charter.checks.notes import notes

    reports: list[dict[str, Any]] = []
    code = 0
    for pack in pack_names or [name for name, _ in packs()]:
        try:
            charter = load(pack)
        except CharterErrors as errors:
            code = max(code, UNREADABLE if isinstance(errors, NoCharter) else WRONG)
            reports.append({"charter": pack, "ok": False, "errors": [_error(each) for each in errors.errors]})
            if not as_json:
                click.echo(str(errors))
            continue
        waiting = {number: list(names) for number, names in charter.waiting.items()}
        noted = notes(charter)
        code = max(code, WRONG if waiting or (strict and noted) else 0)
        report = {
            "charter": pack,
            "ok": not waiting,
            "version": charter.version_text,
            "errors": [],
            "waiting": waiting,
            "notes": [_error(each) for each in noted],
        }
        reports.append(report)
        if not as_json:
            click.echo(
                f"{charter.name} {charter.version_text}: {len(charter.clauses)} clauses, {len(charter.rules)} rules, "
                f"no error 共 {len(charter.clauses)} 条、{len(charter.rules)} 项规则，没有错误"
            )
            for number, names in waiting.items():
                listed = ", ".join(names)
                click.echo(f"  clause {number} waits for the setting {listed} 第 {number} 条待设定 {listed}")
            for note in noted:
                click.echo(f"note 提示 {note}")
    if as_json:
        print_json(reports)
    sys.exit(code)


@command.command("show")
@pack_argument
@click.argument("clause", required=False)
@json_option
@told
def show(pack: str, clause: str | None, as_json: bool) -> None:
    """A charter with its chapters and clauses, or one CLAUSE as it stands in its file."""
    from shouwen.law.charter import load
    from shouwen.law.charter.errors import did_you_mean
    from shouwen.words import Words

    charter = load(pack)
    if clause is None:
        print_json(_contents(charter)) if as_json else _print_contents(charter)
        return
    if clause not in charter.clauses:
        cure = did_you_mean(
            clause, charter.clauses, Words("请用 show 列出条号", "list the numbers with show")
        )
        click.echo(f"there is no clause {clause}; {cure.en}.\n没有第 {clause} 条；{cure.zh}。", err=True)
        sys.exit(UNREADABLE)
    place = charter.places[clause]
    if as_json:
        print_json({"file": place.file, "line": place.line, **_written(charter, clause)})
        return
    click.echo(f"{Path(charter.folder) / place.file}:{place.line}  {charter.name} {charter.version_text}\n")
    click.echo(_source(charter, clause))


def _contents(charter: Charter) -> dict[str, Any]:
    return {
        "charter": charter.name,
        "title": asdict(charter.title),
        "company": asdict(charter.header.company),
        "version": charter.version_text,
        "fingerprint": charter.fingerprint,
        "effective": charter.header.effective.isoformat(),
        "zone": charter.zone,
        "settings": dict(charter.settings),
        "posts": {name: asdict(words) for name, words in charter.posts.items()},
        "chapters": [
            {
                "title": asdict(each.title),
                "file": each.file,
                "clauses": [_head(charter, n) for n in each.clauses],
            }
            for each in charter.chapters
        ],
    }


def _head(charter: Charter, number: str) -> dict[str, Any]:
    clause = charter.clauses[number]
    return {
        "clause": number,
        "cites": list(clause.cites),
        "title": asdict(clause.title),
        "kinds": list(dict.fromkeys(key for key, _, _ in clause.bodies())),
        "waits_for": list(charter.waiting.get(number, ())),
    }


def _print_contents(charter: Charter) -> None:
    click.echo(f"{both(asdict(charter.title))}\n{both(asdict(charter.header.company))}")
    click.echo(f"{charter.name} {charter.version_text}, {charter.header.effective}, {charter.zone}")
    for name, value in charter.settings.items():
        click.echo(f"${name} = {'—' if value is None else value}")
    for chapter in charter.chapters:
        heads = [_head(charter, number) for number in chapter.clauses]
        rows = [(h["clause"], both(h["title"]), ", ".join(h["kinds"]), ", ".join(h["cites"])) for h in heads]
        click.echo(f"\n{both(asdict(chapter.title))} ({chapter.file})")
        print_table("", ("clause 条", "title 标题", "kinds 种类", "cites 出处"), rows)


def _written(charter: Charter, number: str) -> Mapping[str, Any]:
    """The content of a clause, settings filled in."""
    chapters = json.loads(charter.text)["chapters"]
    clauses = (clause for _, chapter in chapters for clause in chapter["clauses"])
    found: Mapping[str, Any] = next(clause for clause in clauses if clause["clause"] == number)
    return found


def _source(charter: Charter, number: str) -> str:
    """The lines of a clause in its file, up to the next clause; an adopted clause as it stands amended."""
    place = charter.places[number]
    file = Path(charter.folder) / place.file
    if place.file == "charter.yaml" or not file.is_file():
        import yaml

        return yaml.safe_dump(dict(_written(charter, number)), allow_unicode=True, sort_keys=False).rstrip()
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    later = [
        each.line for each in charter.places.values() if each.file == place.file and each.line > place.line
    ]
    return "\n".join(lines[place.line - 1 : min(later, default=len(lines) + 1) - 1]).rstrip()


@command.command("schema")
def schema() -> None:
    """The JSON Schema of the files of a pack, for completion and checks in an editor."""
    from shouwen.law.charter.schema import schema as make

    print_json(make())


@command.command("facts")
@pack_argument
@json_option
@told
def facts(pack: str, as_json: bool) -> None:
    """The kinds of fact a charter reads, their data fields (needed ones with a star), and by which clauses."""
    from shouwen.law.charter import load
    from shouwen.law.charter.reading import facts_read

    kinds = facts_read(load(pack))
    if as_json:
        print_json(
            [
                {
                    "kind": each.kind,
                    "title": asdict(each.title),
                    "fields": {
                        name: {
                            "type": field.type,
                            "of": list(field.of),
                            "title": asdict(field.title) if field.title else None,
                            "needed_by": list(each.needed.get(name, ())),
                        }
                        for name, field in each.fields.items()
                    },
                    "head_needed": {
                        name: list(by) for name, by in each.needed.items() if name not in each.fields
                    },
                    "read_by": list(each.read_by),
                    "recorded_by": list(each.recorded_by),
                }
                for each in kinds
            ]
        )
        return
    rows = []
    for each in kinds:
        named = [
            f"{name}{'*' if name in each.needed else ''}: {'|'.join(field.of) or field.type}"
            for name, field in each.fields.items()
        ]
        named += [f"{name}*" for name in each.needed if name not in each.fields]
        rows.append((each.kind, both(asdict(each.title)), ", ".join(named), ", ".join(each.read_by)))
    print_table("", ("kind 事实", "title 名称", "data 数据", "read by 条款"), rows)


def _error(error: CharterError) -> dict[str, Any]:
    return {
        "file": error.place.file,
        "line": error.place.line,
        "clause": error.clause,
        "what": asdict(error.what),
        "mend": asdict(error.mend),
        "other": {"file": error.other.file, "line": error.other.line} if error.other else None,
    }
