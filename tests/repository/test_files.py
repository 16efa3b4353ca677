"""Small files, and a schema that follows the models."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest

from tests.repository.test_dependencies import tracked, words

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 500


def test_no_python_file_hides_a_second_noun() -> None:
    files = [file for file in tracked() if file.suffix == ".py" and "migrations" not in file.parts]
    long = {
        str(file.relative_to(ROOT)): n
        for file in files
        if (n := len(file.read_text().splitlines())) > LONGEST
    }
    assert long == {}


def test_nothing_is_left_to_be_done_in_a_comment() -> None:
    mark = re.compile(r"\b(?:" + "TO" + "DO|FIX" + "ME|XX" + "X)\\b")
    assert [
        str(file.relative_to(ROOT)) for file in tracked() if file.suffix == ".py" and mark.search(words(file))
    ] == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    from django.core.management import call_command

    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(f"run `shouwen manage makemigrations`:\n{said.getvalue()}")
