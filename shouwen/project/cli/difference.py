"""`shouwen charter diff` and `pages`: charters in words."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shouwen.project.cli.packs import json_option, pack_argument, print_json, told

if TYPE_CHECKING:
    from shouwen.law.charter.difference import Difference


@click.command("diff")
@click.argument("old")
@click.argument("new")
@json_option
@told
def diff(old: str, new: str, as_json: bool) -> None:
    """What changed from charter OLD to charter NEW, clause by clause, in both languages."""
    from shouwen.law.charter import load
    from shouwen.law.charter.difference import differences

    one, other = load(old), load(new)
    found = differences(one, other)
    if as_json:
        print_json(
            {
                "old": {"charter": one.name, "version": one.version_text},
                "new": {"charter": other.name, "version": other.version_text},
                "differences": [asdict(each) for each in found],
            }
        )
        return
    click.echo(f"{one.name} {one.version_text} → {other.name} {other.version_text}")
    last: str | None = ""
    for each in found:
        if each.clause != last:
            click.echo(_heading(each))
            last = each.clause
        click.echo(f"  {each.words.zh}\n  {each.words.en}")
    if not found:
        click.echo("no difference 没有差异")


def _heading(difference: Difference) -> str:
    number = difference.clause
    return f"\nclause {number} 第 {number} 条" if number else "\nhead 文件头"


@click.command("pages")
@pack_argument
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write into; it is made if it is not there.",
)
@told
def pages(pack: str, folder: Path) -> None:
    """Write a page for every clause (Markdown): both languages, source, rule in words, examples and their proof."""
    from shouwen.law.charter import load
    from shouwen.law.charter.pages import pages as make
    from shouwen.law.charter.prove import prove

    made = make(prove(load(pack)))
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    click.echo(f"{len(made)} pages in {folder} 共写出 {len(made)} 页")
