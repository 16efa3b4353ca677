"""Loads a map, or raises everything that is wrong with it, in the words the charter's errors use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from shouwen.law.charter.errors import CharterErrors
from shouwen.law.charter.mending import complaints
from shouwen.law.charter.source import read
from shouwen.law.facts.maps.language import LogMap
from shouwen.law.facts.problems import Unreadable
from shouwen.words import Words


def load_map(path: Path) -> LogMap:
    """The map of a file. Errors: Unreadable if there is no such file, CharterErrors with all that is wrong."""
    try:
        source = read(path.name, path.read_bytes())
    except OSError as error:
        raise Unreadable(
            Words(
                f"{path}：读不了（{error.strerror or error}）；请检查路径和权限。",
                f"{path}: cannot be read ({error.strerror or error}); check the path and who may read it.",
            )
        ) from error
    if source.errors:
        raise CharterErrors(path.name, source.errors)
    try:
        return LogMap.model_validate(source.data)
    except ValidationError as error:
        raise CharterErrors(path.name, complaints(error, LogMap, source, (), None)) from None


def map_schema() -> dict[str, Any]:
    """The JSON Schema of a map, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **LogMap.model_json_schema()}
