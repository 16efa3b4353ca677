"""One row becomes one fact, or says what is wrong with it."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from shouwen.law.facts.fact import Fact, Value
from shouwen.law.facts.problems import Malformed
from shouwen.law.worktime.instants import parse_iso
from shouwen.words import Words

REQUIRED = ("kind", "at", "subject")
OPTIONAL = ("id", "recorded_at", "staff", "unit", "customer")
COLUMNS = (*REQUIRED, *OPTIONAL)
ITEM = "data."
EARLIEST, LATEST = -2_208_988_800_000_000, 7_258_118_400_000_000  # 1900 and 2200, UTC
_KIND = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_UNUSABLE = re.compile(r"[\x00-\x1f\x7f]")
_LONE = re.compile(r"[\ud800-\udfff]")


class Micros(int):
    """An instant that came as one: microseconds since 1970-01-01 UTC."""


def to_fact(row: Mapping[str, Any], zone: str) -> Fact:
    """The fact a row states; a time is ISO 8601 text or, from a file with types, `Micros`.

    Errors: Malformed, with what is wrong and how to mend it.
    """
    at = row.get("at")
    kind = row.get("kind")
    recorded_at = row.get("recorded_at")
    return Fact(
        kind=kind if isinstance(kind, str) and _is_kind(kind) else _kind(kind),
        at=_instant("at", _given("at", at), zone),
        subject=_code("subject", _given("subject", row.get("subject"))) or "",
        id=_code("id", row.get("id")) or "",
        recorded_at=_instant("recorded_at", recorded_at, zone) if recorded_at not in (None, "") else None,
        staff=_code("staff", row.get("staff")),
        unit=_code("unit", row.get("unit")),
        customer=_code("customer", row.get("customer")),
        data=_data(row),
    )


def _given(name: str, value: Any) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        raise Malformed(
            "missing",
            Words(f"没有 {name}", f"'{name}' is missing"),
            Words("每行必须有 kind、at、subject", "every row needs kind, at and subject"),
        )
    return value


@lru_cache(maxsize=4096)
def _is_kind(text: str) -> bool:
    return _KIND.fullmatch(text) is not None


def _kind(value: Any) -> str:
    kind = _given("kind", value)
    if isinstance(kind, str) and _is_kind(kind.strip()):
        return kind.strip()
    raise Malformed(
        "bad-kind",
        Words(f"kind 的值 {shown(kind)} 不是事实种类", f"kind {shown(kind)} is not a kind of fact"),
        Words(
            "请写成「名词.过去分词」，如 repair.arrived",
            "write it as noun.past_participle, such as repair.arrived",
        ),
    )


def _instant(name: str, value: Any, zone: str) -> int:
    if isinstance(value, Micros):
        return in_range(name, int(value), value)
    if not isinstance(value, str):
        raise _not_an_instant(name, value)
    try:
        instant = parse_iso(value, zone)
    except (ValueError, OverflowError):
        raise _not_an_instant(name, value) from None
    return in_range(name, instant, value)


def in_range(name: str, instant: int, value: Any) -> int:
    """The instant itself. Errors: Malformed outside 1900 to 2199, where it is a slip of the pen."""
    if EARLIEST <= instant < LATEST:
        return instant
    raise Malformed(
        "bad-time",
        Words(
            f"{name} 的值 {shown(value)} 不在 1900 至 2199 年之间",
            f"{name} {shown(value)} lies outside the years 1900 to 2199",
        ),
        Words("请核对年份和单位", "check the year and the unit"),
    )


def _not_an_instant(name: str, value: Any) -> Malformed:
    return Malformed(
        "bad-time",
        Words(
            f"{name} 的值 {shown(value)} 不是 ISO 8601 时间",
            f"{name} {shown(value)} is not an ISO 8601 time",
        ),
        Words(
            "请写成 2026-03-04T08:30:00+08:00；不写时差按规范所在时区",
            "write it as 2026-03-04T08:30:00+08:00; without an offset it is in the charter's zone",
        ),
    )


def _code(name: str, value: Any) -> str | None:
    """A code as text; whole numbers are taken as written, since many systems number their staff and units."""
    if value is None:
        return None
    if isinstance(value, str):
        text = value.strip()
        if text.isascii() and text.isprintable():
            return text or None
        if not _UNUSABLE.search(text) and not _LONE.search(text):
            return text or None
        raise _bad_characters(name, value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise Malformed(
        "bad-value",
        Words(f"{name} 的值 {shown(value)} 不是文字", f"{name} {shown(value)} is not a text"),
        Words("请写成文字或整数", "write a text or a whole number"),
    )


def _bad_characters(name: str, value: str) -> Malformed:
    if _LONE.search(value):
        return Malformed(
            "bad-encoding",
            Words(f"{shown(name)} 里有无法解码的字节", f"{shown(name)} holds bytes that cannot be decoded"),
            Words("请把文件另存为 UTF-8", "save the file as UTF-8"),
        )
    return Malformed(
        "bad-value",
        Words(f"{name} 里有控制字符：{shown(value)}", f"{name} holds a control character: {shown(value)}"),
        Words("请删去换行、制表符等字符", "remove line breaks, tabs and the like"),
    )


def _data(row: Mapping[str, Any]) -> dict[str, Value]:
    data: dict[str, Value] = {}
    for name, value in row.items():
        if name in _COLUMNS or value is None or value == "":
            continue
        if name == "data":
            for item, content in _object(value).items():
                _put(data, item, content)
        else:
            _put(data, name.removeprefix(ITEM), value)
    return data


_COLUMNS = frozenset(COLUMNS)


def column_of(name: str) -> str:
    """The column an item of data stands in: its own name, or `data.kind` where that is taken."""
    return f"{ITEM}{name}" if name in _COLUMNS or name == "data" or name.startswith(ITEM) else name


def _object(value: Any) -> Mapping[str, Any]:
    if isinstance(value, str):
        try:
            value = parse_json(value)
        except ValueError:
            value = None
    if isinstance(value, Mapping):
        return value
    raise Malformed(
        "bad-data",
        Words("data 不是一个 JSON 对象", "'data' is not a JSON object"),
        Words('请写成 {"area": "urban"}，或每项一列', 'write {"area": "urban"}, or one column for each item'),
    )


def _put(data: dict[str, Value], name: str, value: Any) -> None:
    if value is None or value == "":
        return
    if name in data:
        raise Malformed(
            "bad-data",
            Words(f"{shown(name)} 给了两次", f"{shown(name)} is given twice"),
            Words("请只写一次", "write it once"),
        )
    if not name or not (name.isascii() or not _LONE.search(name)):
        raise _nameless(name)
    if isinstance(value, str):
        if not value.isascii() and _LONE.search(value):
            raise _bad_characters(name, value)
    elif not isinstance(value, bool | int | float) or not math.isfinite(value):
        raise _not_single(name, value)
    data[name] = value


def _nameless(name: str) -> Malformed:
    return Malformed(
        "bad-data",
        Words("有值的一列没有可用的列名", "a value stands in a column without a usable name"),
        Words("请在表头写上列名", "name the column in the header"),
    )


def _not_single(name: str, value: Any) -> Malformed:
    return Malformed(
        "bad-data",
        Words(
            f"{shown(name)} 的值 {shown(value)} 不是单个的值",
            f"{shown(name)} holds {shown(value)}, which is no single value",
        ),
        Words("每项只能是文字、数、true 或 false", "each item is a text, a number, true or false"),
    )


def shown(value: Any) -> str:
    """A value as it may be shown in a message: short, one line, always printable."""
    text = ascii(value) if isinstance(value, str) and _LONE.search(value) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def parse_json(text: str) -> Any:
    """Strict JSON: no key twice, no NaN, no Infinity. Errors: ValueError, also if nested too deep."""
    try:
        return _DECODER.decode(text)
    except RecursionError:
        raise ValueError("nested too deep") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)
