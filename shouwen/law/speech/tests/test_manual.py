"""The example of docs/speech.md prints what the manual shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

MANUAL = Path(__file__).resolve().parents[4] / "docs" / "speech.md"


def test_the_example_of_the_manual_prints_what_it_shows(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = re.findall(r"```(?:python)?\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)[:2]
    exec(code, {})
    assert capsys.readouterr().out == shown
