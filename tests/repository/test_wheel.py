"""What is shipped is whole: the built wheel works in an empty folder, with its charters and pages in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_what_runs_and_no_tests(unpacked: Path) -> None:
    files = {str(file.relative_to(unpacked)) for file in unpacked.rglob("*") if file.is_file()}
    assert {
        "shouwen/charters/power-hall/charter.yaml",
        "shouwen/rooms/frame/templates/frame/page.html",
    } <= files
    assert [name for name in files if "/tests/" in name or name.endswith("testing.py")] == []


def test_the_command_works_from_the_wheel_alone(unpacked: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "shouwen.project.cli", "charter", "check", "power-hall"]
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "power-hall" in done.stdout
