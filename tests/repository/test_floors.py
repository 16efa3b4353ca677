"""Imports point downward only: law <- works <- rooms <- project; rooms do not know each other."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ["law", "works", "rooms", "project"]
HEAVY = {"duckdb", "pyarrow", "pandas", "xlsxwriter", "rich", "playwright", "hypothesis"}


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Every module a file names, inside functions too, as (line, dotted name)."""
    package = ".".join(file.relative_to(ROOT).with_suffix("").parts[:-1])
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.rsplit(".", node.level - 1)[0] if node.level else ""
            start = ".".join(part for part in (base, node.module) if part)
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)


def sources(floor: str) -> list[Path]:
    """Files of a floor, its tests left out: a test may call on every floor."""
    found = [file for file in (ROOT / "shouwen" / floor).rglob("*.py") if "tests" not in file.parts]
    assert found, f"no file on the floor {floor}"
    return found


@pytest.mark.parametrize("floor", FLOORS)
def test_a_floor_imports_only_itself_and_the_floors_below(floor: str) -> None:
    above = {f"shouwen.{name}" for name in FLOORS[FLOORS.index(floor) + 1 :]}
    wrong = [
        f"{file.relative_to(ROOT)}:{line} imports {name}"
        for file in sources(floor)
        for line, name in imports(file)
        if ".".join(name.split(".")[:2]) in above
    ]
    assert wrong == []


def test_the_law_knows_neither_django_nor_a_database_server() -> None:
    banned = {"django", "psycopg", "procrastinate", "allauth", "ninja", "gunicorn", "whitenoise"}
    wrong = [
        f"{file.relative_to(ROOT)}:{line} imports {name}"
        for file in sources("law")
        for line, name in imports(file)
        if name.split(".")[0] in banned
    ]
    assert wrong == []


def test_rooms_do_not_import_each_other() -> None:
    """They stand in one frame, which knows none of them."""
    wrong = []
    for file in sources("rooms"):
        own = file.relative_to(ROOT / "shouwen" / "rooms").parts[0]
        for line, name in imports(file):
            parts = name.split(".")
            if parts[:2] == ["shouwen", "rooms"] and parts[2:3] and parts[2] not in (own, "frame"):
                wrong.append(f"{file.relative_to(ROOT)}:{line} imports {name}")
    assert wrong == []


def test_this_test_sees_an_import_inside_a_function(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "shouwen" / "law" / "x.py"
    file.parent.mkdir(parents=True)
    file.write_text("def f():\n    from shouwen.works.journal import actions\n    from . import y\n")
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    assert list(imports(file)) == [(2, "shouwen.works.journal.actions"), (3, "shouwen.law.y")]


def loaded_by(statement: str) -> set[str]:
    """Top-level modules in a fresh interpreter after `statement`."""
    code = f"{statement}\nimport sys; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.slow
def test_the_web_server_loads_nothing_heavy() -> None:
    loaded = loaded_by(
        "from shouwen.project.wsgi import application\n"
        "from django.urls import get_resolver; get_resolver().url_patterns\n"
        "from shouwen.works.journal import charters; charters.current()"
    )
    assert loaded & HEAVY == set()


@pytest.mark.slow
def test_the_law_commands_load_no_django() -> None:
    loaded = loaded_by("import shouwen.project.cli.charter, shouwen.project.cli.judge")
    assert "django" not in loaded


@pytest.mark.slow
def test_the_help_of_the_command_loads_no_subcommand() -> None:
    loaded = loaded_by("import shouwen.project.cli")
    assert loaded & {"django", "numpy", "pydantic", "yaml", *HEAVY} == set()
