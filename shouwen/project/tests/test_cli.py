"""The `shouwen` command tells all it can do, and knows nothing it cannot."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from shouwen.project import cli
from shouwen.project.trouble import Exit

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(cli.SUBCOMMANDS) - {"manage"}))
def test_each_subcommand_is_there_and_tells_its_use(name: str) -> None:
    """But for manage, which hands --help on to Django."""
    done = CliRunner().invoke(cli.main, [name, "--help"])
    assert done.exit_code == 0, done.output
    assert f"{name} [OPTIONS]" in done.output


def test_an_unknown_subcommand_is_a_wrong_use() -> None:
    assert CliRunner().invoke(cli.main, ["swim"]).exit_code == Exit.USAGE


@pytest.mark.slow
def test_doctor_finds_the_missing_database_and_says_the_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOUWEN_HOME", str(tmp_path))
    command = [sys.executable, "-m", "shouwen.project.cli", "doctor", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = {line["about"]: line for line in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == Exit.DOCTOR_FOUND
    assert found["database"]["state"] == "bad" and "shouwen serve" in found["database"]["en"]
    assert found["python"]["state"] == "good" and found["packages"]["state"] == "good"


def test_every_exit_code_stands_in_the_manual() -> None:
    manual = (ROOT / "docs" / "operating.md").read_text()
    assert [code.name for code in Exit if f"| {code.value} |" not in manual] == []
