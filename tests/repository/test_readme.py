"""The README says what the proof says, not what somebody remembered."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_counts_in_the_readme_are_those_of_the_proof() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/readme", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
