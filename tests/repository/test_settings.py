"""`.env.example` lists every variable that is read, with the default that holds; docs/operating.md explains them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = (ROOT / "shouwen" / "project" / "settings.py").read_text()
READ = re.compile(r'env\.\w+\(\s*"([A-Z_]+)"')
LISTED = re.compile(r"^([A-Z_]+)=(.*)$", re.MULTILINE)


def example() -> dict[str, str]:
    return dict(LISTED.findall((ROOT / ".env.example").read_text()))


def test_the_example_lists_exactly_what_is_read() -> None:
    assert set(READ.findall(SETTINGS)) == set(example())


def test_the_manual_explains_each_variable() -> None:
    manual = (ROOT / "docs" / "operating.md").read_text()
    assert [name for name in example() if f"`{name}`" not in manual] == []


def test_only_settings_reads_our_variables() -> None:
    read = re.compile(r"(?:environ(?:\.get)?[\[(]|getenv\()\s*[\"'](SHOUWEN_[A-Z_]+)")
    allowed = {"shouwen/project/testing.py", "shouwen/project/cli/serve.py"}  # they set them
    found = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in (ROOT / "shouwen").rglob("*.py")
        if str(file.relative_to(ROOT)) not in allowed and "tests" not in file.parts
        for name in read.findall(file.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_example_shows_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set to what the example says, the settings come out as with nothing set."""
    from importlib import util

    def load() -> dict[str, object]:
        spec = util.spec_from_file_location("settings_again", ROOT / "shouwen" / "project" / "settings.py")
        assert spec and spec.loader
        module = util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return {name: value for name, value in vars(module).items() if name.isupper()}

    kept = {"SHOUWEN_HOME", "SHOUWEN_SECRET_KEY"}
    for name in set(example()) - kept:
        monkeypatch.delenv(name, raising=False)
    bare = load()
    for name, value in example().items():
        if name not in kept:
            monkeypatch.setenv(name, value)
    assert load() == bare
