"""The JSON Schema takes what the loader takes, and marks in the editor what can be marked there."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from shouwen.law.charter import packs
from shouwen.law.charter.catalogue import CATALOGUE
from shouwen.law.charter.schema import schema
from shouwen.law.charter.source import read
from shouwen.law.charter.tests.packs import SMALL

VALIDATOR = Draft202012Validator(schema())
EXAMPLES = Path(__file__).parents[4] / "examples"
SHIPPED = [path for _, folder in packs() for path in sorted(folder.glob("*.yaml")) if path.name != CATALOGUE]
SHIPPED += sorted(EXAMPLES.glob("*/charter/*.yaml"))


def parsed(path: Path) -> Any:
    return read(path.name, path.read_bytes()).data


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", [*SHIPPED, *sorted(SMALL.glob("*.yaml"))], ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_packs_are_valid(path: Path) -> None:
    assert [error.json_path for error in VALIDATOR.iter_errors(parsed(path))] == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("limit", {"from": "repair", "to": "a.done", "within": "1h"}),
        ("limit", {"from": "a.begun", "to": "a.done", "within": "soon"}),
        ("limit", {"from": "a.begun", "to": "a.done", "within": {"2026": "1h"}}),
        ("limit", {"from": "a.begun", "to": "a.done", "within": {"area": "1h"}}),
        ("limit", {"from": "a.begun", "to": "a.done", "wthin": "1h"}),
        ("cadence", {"of": "a.done", "every": "shift", "at_least": 1, "per": "unit", "during": {"from": "a.begun"}}),
        ("cadence", {"of": "a.done", "every": "day", "at_least": 0, "per": "unit", "during": {"from": "a.begun"}}),
        ("precede", {"before": "a.done"}),
        ("effective", "next year"),
        ("title", {"zh": "只有中文"}),
        ("breach", {"points": "many"}),
        ("examples", [{"name": "x", "then": "late"}]),
        ("rank", {}),
    ],
)  # fmt: skip
def test_mistakes_are_marked(key: str, value: Any) -> None:
    chapter = copy.deepcopy(parsed(SMALL / "2-measures.yaml"))
    chapter["clauses"][0][key] = value
    assert any(
        list(error.absolute_path)[:3] == ["clauses", 0, key] or key == "rank"
        for error in VALIDATOR.iter_errors(chapter)
    )


@pytest.mark.parametrize(
    "value",
    [
        "1h",
        "$promptly",
        {"2026-01-01": "1h"},
        {"area": {"urban": "1h"}},
        {"2026-01-01": {"area": {"urban": "1h"}}},
    ],
)
def test_every_sort_of_figure_is_taken(value: Any) -> None:
    chapter = copy.deepcopy(parsed(SMALL / "2-measures.yaml"))
    chapter["clauses"][0]["limit"] = {"from": "a.begun", "to": "a.done", "within": value}
    assert VALIDATOR.is_valid(chapter)


def test_every_key_says_what_it_is_for() -> None:
    silent = [
        f"{name}.{key}"
        for name, definition in schema()["$defs"].items()
        if name not in ("Season", "CalendarSpec", "Words", "Not", "Given", "Needed")
        for key, property_ in definition.get("properties", {}).items()
        if "description" not in property_
    ]
    assert silent == []
