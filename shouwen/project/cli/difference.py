"""`shouwen charter diff`: what changed from one charter to another."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from shouwen.project.cli.packs import json_option, print_json, told

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
