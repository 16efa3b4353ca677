"""Typed readers of environment variables; a wrong value is answered with its name and the cure."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


class BadSetting(Exception):
    """A variable holds what cannot be used; the message names the variable and the cure."""


def text(name: str, default: str = "") -> str:
    """The variable, or the content of the file that NAME_FILE names (for secrets), or the default."""
    if value := os.environ.get(name):
        return value
    file = os.environ.get(f"{name}_FILE")
    if not file:
        return default
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise BadSetting(f"{name}_FILE names {file}, which cannot be read ({error.strerror}).") from error


def flag(name: str, default: bool) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value not in TRUE | FALSE:
        raise BadSetting(f"{name}={value!r} is neither yes nor no: write 1 or 0.")
    return value in TRUE


def number(name: str, default: int, *, least: int, most: int) -> int:
    value = text(name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise BadSetting(f"{name}={value!r} is not a whole number from {least} to {most}.")
    return int(value)


def names(name: str, default: list[str]) -> list[str]:
    """A list parted by commas."""
    value = text(name)
    return [part.strip() for part in value.split(",") if part.strip()] if value else default


def folder(name: str, default: str) -> Path:
    return Path(text(name, default)).expanduser().absolute()


def secret(name: str, kept_in: Path) -> str:
    """The variable, or a secret made once and kept in the file `kept_in`, readable by its owner only."""
    if value := text(name):
        return value
    try:
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(kept_in, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(48))
        value = kept_in.read_text().strip()
    except OSError as error:
        raise BadSetting(
            f"{name} is not set and no secret can be kept in {kept_in} ({error.strerror}): "
            f"set {name}, or make the folder writable."
        ) from error
    if len(value) < 32:
        raise BadSetting(f"{kept_in} holds no usable secret: delete the file, a new one is made at the next start.")
    return value


def database(url: str) -> dict[str, object]:
    """Django's description of the PostgreSQL database `postgresql://user:password@host:port/name?option=value`."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadSetting(
            f"DATABASE_URL begins with {parts.scheme or 'nothing'!r}: only PostgreSQL is used; "
            "write postgresql://user:password@host:5432/name."
        )
    options = dict(parse_qsl(parts.query))
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise BadSetting("DATABASE_URL names no database: write postgresql://user:password@host:5432/name.")
    try:
        port = parts.port
    except ValueError as error:
        raise BadSetting("DATABASE_URL has a port that is no number.") from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }
