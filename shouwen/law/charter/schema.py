"""One JSON Schema for the files of a pack, so that editors complete and check while a charter is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from shouwen.law.charter.language import KINDS, Breach, Chapter, Escalation, Flow, Form, Header, Praise, Stop
from shouwen.law.charter.language.rules.assign import Keeper
from shouwen.law.charter.language.rules.cadence import During
from shouwen.law.charter.language.rules.target import Count, Mean, Share
from shouwen.law.charter.language.variant import Variant
from shouwen.law.charter.language.where import Bounds

_JUDGED = tuple(kind for kind in KINDS.values() if kind not in (Flow, Form))
_USE = {"$ref": "#/$defs/SettingUse"}
_SETTING_USE = {
    "type": "string",
    "pattern": r"^\$[a-z][a-z0-9]*([-_][a-z0-9]+)*$",
    "description": "$name: 设置项 a setting",
}
_FILLED: tuple[type[BaseModel], ...] = (
    *_JUDGED,
    Stop,
    During,
    Keeper,
    Bounds,
    Share,
    Mean,
    Count,
    Breach,
    Escalation,
    Praise,
)
"""The models whose figures may be settings."""


def schema() -> dict[str, Any]:
    """The schema: a file with the key `charter` is the header of a pack (of a variant with `adopts`), any other a chapter."""
    _, made = models_json_schema([(Header, "validation"), (Variant, "validation"), (Chapter, "validation")])
    definitions = _named(made["$defs"])
    for part in _parts(definitions):
        _plain(part)
    for model in _FILLED:
        for name, figure in definitions[model.__name__]["properties"].items():
            definitions[model.__name__]["properties"][name] = _settable(figure)
    clause = definitions["Clause"]["properties"]
    clause["warn"] = _settable(clause["warn"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Shouwen charter 服务规范",
        "description": "charter.yaml (header) or a chapter of a charter pack",
        "type": "object",
        "if": {"required": ["adopts"]},
        "then": {"$ref": "#/$defs/Variant"},
        "else": {
            "if": {"required": ["charter"]},
            "then": {"$ref": "#/$defs/Header"},
            "else": {"$ref": "#/$defs/Chapter"},
        },
        "$defs": {**definitions, "SettingUse": _SETTING_USE},
    }


def _named(definitions: dict[str, Any]) -> dict[str, Any]:
    """The definitions that the two files lead to, under short names."""
    used: dict[str, str] = {}
    waiting = ["Header", "Variant", "Chapter"]
    while waiting:
        name = waiting.pop()
        if name not in used:
            used[name] = name.rpartition("__")[2].lstrip("_")
            waiting.extend(_references(definitions[name]))
    for name in used:
        for part in _parts(definitions[name]):
            if "$ref" in part:
                part["$ref"] = f"#/$defs/{used[part['$ref'].rpartition('/')[2]]}"
    return {short: definitions[name] for name, short in used.items()}


def _references(definition: Any) -> Iterator[str]:
    for part in _parts(definition):
        if "$ref" in part:
            yield part["$ref"].rpartition("/")[2]


def _parts(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping inside a schema, the inner ones first."""
    for below in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _parts(below)
    if isinstance(node, dict):
        yield node


def _plain(part: dict[str, Any]) -> None:
    """Leave out generated titles and empty defaults, which help nobody; be exact about keys that follow a pattern."""
    if isinstance(part.get("title"), str):
        del part["title"]
    if part.get("default", "") in ([], {}, None):
        part.pop("default", None)
    if "patternProperties" in part:
        part["additionalProperties"] = False
    if any("patternProperties" in option for option in part.get("anyOf", ())):
        part["oneOf"] = part.pop("anyOf")


def _settable(figure: dict[str, Any]) -> dict[str, Any]:
    """A figure that may also be given as `$name`; free texts and references stay as they are."""
    if figure.get("type") in ("integer", "number") or (
        figure.get("type") == "string" and ("pattern" in figure or "enum" in figure)
    ):
        kept: dict[str, Any] = {key: figure.pop(key) for key in ("description", "default") if key in figure}
        return {**kept, "anyOf": [figure, _USE]}
    for key in ("anyOf", "oneOf"):
        options = figure.get(key, [])
        if any(option.get("type") in ("integer", "number", "string") for option in options):
            return {**figure, key: [*options, _USE]}
    return figure
