"""docs/fact-files.md names every fault, every option and every column, and its program runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from shouwen.law.facts.row import COLUMNS
from shouwen.project.cli.judge import command

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "fact-files.md").read_text("utf-8")


def test_every_fault_is_explained() -> None:
    sources = [
        path.read_text("utf-8")
        for path in (ROOT / "shouwen" / "law" / "facts").rglob("*.py")
        if "tests" not in path.parts
    ]
    found = {
        code
        for text in sources
        for code in re.findall(r'"([a-z]+(?:-[a-z]+)*)"(?: if [^\n]*)?,\n\s+Words\(', text)
    }
    told = set(re.findall(r"^\| `([a-z-]+)` \| [^r]", PAGE, re.MULTILINE)) - set(COLUMNS)
    assert {"missing", "bad-time", "not-json"} <= found
    assert found - {"encoding", "empty"} <= told


def test_every_option_and_column_is_explained() -> None:
    options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
    assert options - {"--charter"} <= set(re.findall(r"--[a-z]+", PAGE))
    assert all(f"`{column}`" in PAGE for column in COLUMNS)


@pytest.mark.slow
def test_the_program_of_the_page_runs() -> None:
    program = PAGE.split("```python")[1].split("```")[0]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "overdue 2.1.4 BX-2603-0004" in done.stdout
