"""What we lean on: each dependency has its reason, each pin its hash, and no file says where packages come from."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-source.lock", "requirements-node.lock"]


@cache
def project() -> dict[str, dict[str, list[str]]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def words(file: Path) -> str:
    """The text of a file; pictures and archives hold none."""
    data = file.read_bytes()
    return "" if b"\0" in data else data.decode("utf-8", errors="replace")


def pins(lock: str) -> dict[str, str]:
    """Name to the text of its entry."""
    entries = re.split(r"\n(?=[a-zA-Z0-9])", (ROOT / lock).read_text())
    return {
        canonicalize_name(re.split(r"[=\[]", entry, maxsplit=1)[0]): entry
        for entry in entries
        if entry.strip()
    }


def test_every_dependency_says_its_reason() -> None:
    lines = re.findall(
        r'^    ("[a-z][^"]*[<>=!~].*|"[a-z-]+",.*)$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE
    )
    listed = sum(
        len(names) for names in [project()["dependencies"], *project()["optional-dependencies"].values()]
    )
    requirements = [line for line in lines if "# " in line]
    assert len(requirements) == listed


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash_and_no_address(lock: str) -> None:
    entries = pins(lock)
    assert entries
    assert [
        name for name, entry in entries.items() if "--hash=sha256:" not in entry or "==" not in entry
    ] == []
    assert "://" not in (ROOT / lock).read_text()


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    extras = project()["optional-dependencies"]
    asked = {
        "requirements.lock": project()["dependencies"] + extras["build"],
        "requirements-dev.lock": project()["dependencies"]
        + extras["build"]
        + extras["dev"]
        + extras["bench"],
        "requirements-node.lock": extras["node"],
    }
    for lock, lines in asked.items():
        locked = pins(lock) | (pins("requirements-source.lock") if lock == "requirements-dev.lock" else {})
        for requirement in map(Requirement, lines):
            entry = locked.get(canonicalize_name(requirement.name))
            assert entry, f"{requirement.name} is not in {lock}: run `make lock`"
            version = re.search(r"==([^ ;\\]+)", entry)
            assert version and requirement.specifier.contains(version[1]), f"{lock}: {entry.splitlines()[0]}"


def test_what_is_served_and_what_is_tested_are_the_same_versions() -> None:
    tested = pins("requirements-dev.lock")
    for name, entry in pins("requirements.lock").items():
        assert entry.splitlines()[0] == tested[name].splitlines()[0]


def test_the_front_end_is_pinned_by_hash_without_addresses() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    asked = json.loads((ROOT / "package.json").read_text())["dependencies"]
    fetched = {name: entry for name, entry in lock.items() if name}
    assert {f"node_modules/{name}" for name in asked} <= set(fetched)
    assert all("integrity" in entry and "resolved" not in entry for entry in fetched.values())
    assert all(version[0].isdigit() for version in asked.values())


REGISTRIES = [
    "py" + "pi.org",
    "pythonhosted" + ".org",
    "npm" + "js.org",
    "npm" + "js.com",
    "yarn" + "pkg.com",
    "deb.debian" + ".org",
]
MACHINE = re.compile(r"(?<![\w.$}/-])/(?:work|tmp|home|Users|opt|root(?=/\.))/(?!\.{3})[\w.]")


def test_no_file_names_a_registry() -> None:
    found = [str(file.relative_to(ROOT)) for file in tracked() for host in REGISTRIES if host in words(file)]
    assert found == []


def test_no_file_names_a_path_of_some_machine() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {hit[0]}" for file in tracked() for hit in MACHINE.finditer(words(file))
    ]
    assert found == []
