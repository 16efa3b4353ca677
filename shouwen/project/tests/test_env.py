"""A variable is read as what it is meant to be, or refused by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from shouwen.project import env


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("perhaps", lambda: env.flag("X", False)),
        ("0x10", lambda: env.number("X", 1, least=0, most=99)),
        ("100", lambda: env.number("X", 1, least=0, most=99)),
        ("٣", lambda: env.number("X", 1, least=0, most=99)),
        ("LOUD", lambda: env.choice("X", "INFO", ["INFO", "ERROR"])),
        ("short", lambda: env.secret("X", Path("unused"))),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, value: str, read: Callable[[], object]
) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(env.BadSetting) as refusal:
        read()
    assert "X" in refusal.value.words.zh and "X" in refusal.value.words.en


def test_nothing_set_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "")
    assert env.flag("X", True) and env.number("X", 7, least=0, most=9) == 7 and env.names("X", ["a"]) == ["a"]


def test_a_secret_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("k" * 40 + "\n")
    monkeypatch.setenv("X_FILE", str(tmp_path / "key"))
    assert env.secret("X", tmp_path / "unused") == "k" * 40
    monkeypatch.setenv("X_FILE", str(tmp_path / "gone"))
    with pytest.raises(env.BadSetting, match="X_FILE"):
        env.text("X")


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "home" / "secret-key"
    first = env.secret("X", file)
    assert len(first) >= 50 and env.secret("X", file) == first
    assert file.stat().st_mode & 0o077 == 0
    assert [path.name for path in file.parent.iterdir()] == ["secret-key"]


def test_an_empty_secret_file_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch()
    assert len(env.secret("X", tmp_path / "secret-key")) >= 50


def test_a_database_address_is_taken_apart() -> None:
    found = env.database("postgresql://us%40er:p%2Fw@db.example.org:6432/name?sslmode=require")
    assert found["USER"] == "us@er" and found["PASSWORD"] == "p/w"
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example.org", "6432", "name")
    assert found["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("url", ["mysql://x/y", "postgresql://host", "postgresql://host:port/name", "name"])
def test_another_address_is_refused(url: str) -> None:
    with pytest.raises(env.BadSetting, match="DATABASE_URL"):
        env.database(url)


def test_a_password_is_never_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(env.BadSetting) as refusal:
        env.database("postgres+odd://user:geheim@host/name")
    assert "geheim" not in str(refusal.value)
