"""Turns what the models refuse into errors with file, line, clause and cure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError

from shouwen.law.charter.errors import CharterError, did_you_mean
from shouwen.law.charter.language.base import Path
from shouwen.law.charter.source import Source
from shouwen.words import Words

_COMMA = Words(
    "花括号里含逗号或冒号的文字请加引号", "inside braces, put a text with a comma or colon in quotes"
)
_EMPTY: Mapping[str, Any] = {}
_LOOK = Words("请对照 docs/charter-language.md 改正", "correct it by docs/charter-language.md")
_TRUE_FALSE = Words("请写 true 或 false，不加引号", "write true or false without quotes")
_LIST = Words("请写成 [甲, 乙]，或每行一个「- 」", "write [a, b], or '- ' before each item")
_PLAIN: Mapping[str, tuple[Words, Words]] = {
    "string_type": (Words("须是文字", "has to be text"), Words("数字请加引号", "put a number in quotes")),
    "int_type": (
        Words("须是整数", "has to be a whole number"),
        Words("请写整数，不加引号", "write it without quotes"),
    ),
    "int_from_float": (
        Words("须是整数", "has to be a whole number"),
        Words("请去掉小数", "leave out the decimals"),
    ),
    "bool_type": (Words("须是 true 或 false", "has to be true or false"), _TRUE_FALSE),
    "float_type": (
        Words("须是数", "has to be a number"),
        Words("请写数字，不加引号", "write it without quotes"),
    ),
    "tuple_type": (Words("须是一列", "has to be a list"), _LIST),
    "dict_type": (
        Words("须是「键: 值」", "has to be a mapping"),
        Words("请在其下缩进写「键: 值」", "write key: value under it"),
    ),
    "string_too_short": (Words("是空的", "is empty"), Words("请填写", "fill it in")),
    "too_short": (Words("是空的", "is empty"), Words("请至少写一项", "give at least one")),
}
_SAME_AS = {
    "int_parsing": "int_type",
    "float_parsing": "float_type",
    "bool_parsing": "bool_type",
    "model_type": "dict_type",
    "model_attributes_type": "dict_type",
    "mapping_type": "dict_type",
    "list_type": "tuple_type",
    "dataclass_type": "dict_type",
}


def complaints(
    error: ValidationError, model: type[BaseModel], source: Source, base: Path, clause: str | None
) -> Iterator[CharterError]:
    """Everything a model refused, the most telling complaint for each place. `base` leads to its data."""
    best: dict[Path, tuple[int, CharterError]] = {}
    for each in error.errors(include_url=False):
        context = each.get("ctx") or _EMPTY
        at = (*base, *each["loc"], *context.get("at", ()))
        written = source.written(at)
        what, mend = _words(each["type"], each, context, model, written[len(base) :])
        weight = 0 if each["type"] == "charter" else 2 if each["type"] in ("string_type", "missing") else 1
        key = (*written, each["loc"][-1] if each["type"] == "missing" else "")
        if key not in best or weight < best[key][0]:
            best[key] = (weight, CharterError(source.place(at), clause, what, mend))
    return (complaint for _, complaint in best.values())


def _words(
    kind: str, error: Mapping[str, Any], context: Mapping[str, Any], model: type[BaseModel], path: Path
) -> tuple[Words, Words]:
    if kind == "charter":
        return context["what"], context["mend"]
    name = str(error["loc"][-1]) if error["loc"] else ""
    last = next((str(step) for step in reversed(path) if isinstance(step, str)), name)
    if kind == "extra_forbidden":
        if error["input"] is None and " " in name:
            return Words(f"不认识「{name}」", f"'{name}' is not known here"), _COMMA
        known = keys_at(model, path[:-1])
        listed = ", ".join(sorted(known))
        otherwise = Words(f"可写：{listed}", f"it may hold: {listed}") if known else _LOOK
        return Words(f"不认识「{name}」", f"'{name}' is not known here"), did_you_mean(name, known, otherwise)
    if kind == "missing":
        return Words(f"缺少「{name}」", f"'{name}' is missing"), Words(f"请补上 {name}", f"add {name}")
    if kind in ("literal_error", "enum"):
        allowed = str(context.get("expected", ""))
        mine = f"{error['input']}"[:60]
        return (
            Words(f"「{last}」不能是「{mine}」", f"'{last}' cannot be '{mine}'"),
            Words(f"可写 {allowed.replace(' or ', '、')}", f"write {allowed}"),
        )
    if kind == "greater_than_equal":
        least = context.get("ge")
        return (
            Words(f"「{last}」太小", f"'{last}' is too small"),
            Words(f"至少为 {least}", f"it has to be at least {least}"),
        )
    if kind == "value_error":
        what, _, mend = str(context.get("error", error["msg"])).partition("; ")
        return Words(f"「{last}」有误（{what}）", what), Words(mend or "请改正", mend or "correct it")
    said = _PLAIN.get(_SAME_AS.get(kind, kind))
    if said:
        return Words(f"「{last}」{said[0].zh}", f"'{last}' {said[0].en}"), said[1]
    message = str(error["msg"])
    return Words(f"「{last}」有误（{message}）", f"'{last}': {message}"), _LOOK


def keys_at(model: type[BaseModel], path: Sequence[str | int]) -> frozenset[str]:
    """The keys that may stand in the mapping at a path of a model's data, by its JSON Schema."""
    return frozenset(key for part in parts_at(model, path) for key in part.get("properties", {}))


def parts_at(model: type[BaseModel], path: Sequence[str | int]) -> list[Mapping[str, Any]]:
    """Every part of the JSON Schema that a model has for its data at a path."""
    schema = _schema(model)
    here: list[Mapping[str, Any]] = [schema]
    for step in path:
        here = [below for each in here for below in _below(schema, each, step)]
    return [option for each in here for option in _options(schema, each)]


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _options(schema: Mapping[str, Any], part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if "$ref" in part:
        yield from _options(schema, schema["$defs"][part["$ref"].rsplit("/", 1)[1]])
    for option in part.get("anyOf", ()):
        yield from _options(schema, option)
    yield part


def _below(
    schema: Mapping[str, Any], part: Mapping[str, Any], step: str | int
) -> Iterator[Mapping[str, Any]]:
    for option in _options(schema, part):
        below = option.get("items") if isinstance(step, int) else option.get("properties", {}).get(step)
        if isinstance(below, Mapping):
            yield below
        elif isinstance(step, str):
            named = option.get("additionalProperties")
            yield from (
                (named,) if isinstance(named, Mapping) else option.get("patternProperties", {}).values()
            )
