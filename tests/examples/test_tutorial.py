"""The tutorial is run as it is read: its files are written, its commands called, and what it shows is what comes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from shouwen.law.charter import load
from shouwen.law.charter.mutants import hunt
from shouwen.project.cli import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"
BLOCKS = re.findall(r"```(yaml|json|console)\n(.*?)```", PAGE.read_text("utf-8"), flags=re.DOTALL)


def write(folder: Path, text: str) -> None:
    """A block that begins with the name of its file; `, added` continues it."""
    head, _, content = text.partition("\n")
    name, _, added = head.removeprefix("# ").partition(", ")
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    before = path.read_text("utf-8") if added else ""
    path.write_text(before + content, "utf-8")


def shows(wanted: list[str], got: list[str]) -> bool:
    """Whether lines are as shown; `...` stands for anything, a line of it for any lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(r"\.\.\.", ".*") + r"\n"
        for line in wanted
    )
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in got)) is not None


def call(block: str) -> tuple[list[str], list[str]]:
    command, *wanted = block.strip("\n").split("\n")
    result = CliRunner().invoke(main, shlex.split(command.removeprefix("$ shouwen ")))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return wanted, result.stdout.rstrip("\n").split("\n")


@pytest.mark.slow
def test_the_tutorial_gives_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    calls = 0
    for sort, block in BLOCKS:
        if sort != "console":
            write(tmp_path, block)
            continue
        wanted, got = call(block)
        assert shows(wanted, got), "\n".join(["shown:", *wanted, "", "came:", *got])
        calls += 1
    assert calls >= 5
    assert [
        (each.clause, each.change.where, each.change.shown) for each in hunt(load("workshop")).survivors
    ] == []


def test_shown_lines_are_compared() -> None:
    assert shows(["a", "...", "c 1+..."], ["a", "b", "b", "c 1+2"])
    assert not shows(["a", "c"], ["a", "b"]) and not shows(["a"], ["a", "b"])
