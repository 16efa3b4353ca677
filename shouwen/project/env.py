"""Typed readers of environment variables; a wrong value is answered with its name and the cure."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from shouwen.project.trouble import Exit, Trouble

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


class BadSetting(Trouble):
    """A variable holds what cannot be used; the sentence names the variable and the cure."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(Exit.BAD_SETTING, zh, en)


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
        raise BadSetting(
            f"{name}_FILE 指定的 {file} 读不出来（{error.strerror}）：请检查路径和权限。",
            f"{name}_FILE names {file}, which cannot be read ({error.strerror}): check the path and its permissions.",
        ) from error


def flag(name: str, default: bool) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value not in TRUE | FALSE:
        raise BadSetting(
            f"{name}={value} 既不是“是”也不是“否”：请写 1 或 0。",
            f"{name}={value} is neither yes nor no: write 1 or 0.",
        )
    return value in TRUE


def number(name: str, default: int, *, least: int, most: int) -> int:
    value = text(name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise BadSetting(
            f"{name}={value} 无效：请写 {least} 到 {most} 之间的整数。",
            f"{name}={value} cannot be used: write a whole number from {least} to {most}.",
        )
    return int(value)


def choice(name: str, default: str, of: list[str]) -> str:
    value = text(name, default)
    if value not in of:
        raise BadSetting(
            f"{name}={value} 无效：请写 {'、'.join(of)} 之一。",
            f"{name}={value} cannot be used: write one of {', '.join(of)}.",
        )
    return value


def names(name: str, default: list[str]) -> list[str]:
    """A list parted by commas."""
    value = text(name)
    return [part.strip() for part in value.split(",") if part.strip()] if value else default


def ports(name: str, of: list[str]) -> dict[str, int]:
    """Which of these answers at which port, written power-hall=8000,heating=8001."""
    found: dict[str, int] = {}
    for part in names(name, []):
        key, _, port = part.partition("=")
        if key not in of or not port.isascii() or not port.isdigit() or not 0 < int(port) <= 65535:
            raise BadSetting(
                f"{name} 中的 {part} 看不懂：请写成 {of[0]}=8000,{of[-1]}=8001。",
                f"{part} in {name} is not understood: write {of[0]}=8000,{of[-1]}=8001.",
            )
        found[key] = int(port)
    return found


def folder(name: str, default: str) -> Path:
    return Path(text(name, default)).expanduser().absolute()


def secret(name: str, kept_in: Path) -> str:
    """The variable, or a secret made once and kept in the file `kept_in`, readable by its owner only."""
    value = text(name)
    if value and len(value) < 32:
        raise BadSetting(
            f"{name} 太短：请写至少 32 个字符。", f"{name} is too short: write 32 characters or more."
        )
    if value:
        return value
    try:
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        if not kept_in.exists() or kept_in.stat().st_size == 0:
            _keep_new_secret(kept_in)
        return kept_in.read_text().strip()
    except OSError as error:
        raise BadSetting(
            f"没有设置 {name}，也无法在 {kept_in} 保存密钥（{error.strerror}）：请设置 {name}，或让该目录可写。",
            f"{name} is not set and no secret can be kept in {kept_in} ({error.strerror}): "
            f"set {name}, or make the folder writable.",
        ) from error


def _keep_new_secret(file: Path) -> None:
    """Two starts at once agree on one: the whole file appears by a link, and the first link wins."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
        handle.write(secrets.token_urlsafe(48))
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def database(url: str) -> dict[str, object]:
    """Django's description of the PostgreSQL database `postgresql://user:password@host:port/name?option=value`."""
    parts = urlsplit(url)
    shape = "postgresql://user:password@host:5432/name"
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadSetting(
            f"DATABASE_URL 不是 PostgreSQL 地址：请写成 {shape}。",
            f"DATABASE_URL is no PostgreSQL address: write {shape}.",
        )
    options = dict(parse_qsl(parts.query))
    name = unquote(parts.path.lstrip("/"))
    try:
        port = parts.port
    except ValueError:
        port = -1
    if not name or port == -1:
        raise BadSetting(
            f"DATABASE_URL 缺少数据库名，或端口不是数字：请写成 {shape}。",
            f"DATABASE_URL names no database, or its port is no number: write {shape}.",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }
