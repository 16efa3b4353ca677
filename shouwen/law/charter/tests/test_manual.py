"""The manual is true: every example in docs/charter-language.md loads, and every key is in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from shouwen.law.charter import load
from shouwen.law.charter.language import KINDS
from shouwen.law.charter.language.example import CODES, WORDS
from shouwen.law.charter.prove import prove
from shouwen.law.charter.schema import schema
from shouwen.law.charter.source import read

PAGE = Path(__file__).parents[4] / "docs" / "charter-language.md"
TEXT = PAGE.read_text(encoding="utf-8")
HEADER, *BLOCKS = re.findall(r"```yaml\n(.*?)```", TEXT, flags=re.DOTALL)
HEAD: dict[str, Any] = {
    "clause": "1",
    "cites": "FD-1",
    "title": {"zh": "题", "en": "T"},
    "says": {"zh": "文", "en": "S"},
}


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_every_example_loads_and_its_own_examples_hold(number: int, tmp_path: Path) -> None:
    header = read("header", HEADER.encode()).data
    block = read("block", BLOCKS[number].encode()).data
    clauses = block if isinstance(block, list) else [{**HEAD, **block}]
    if isinstance(block, dict) and set(block) <= set(header):
        header, clauses = {**header, **block}, []
    files = {"charter.yaml": header, "chapter.yaml": {"chapter": {"zh": "章", "en": "C"}, "clauses": clauses}}
    for name, content in files.items():
        (tmp_path / name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    charter = load(tmp_path)
    assert len(charter.clauses) == len(clauses)
    assert prove(charter).failures == ()


def test_every_key_of_the_language_is_in_the_manual() -> None:
    definitions = schema()["$defs"]
    keys = {key for each in definitions.values() for key in each.get("properties", {})}
    words = set(re.findall(r"[a-z_0-9-]+", TEXT))
    assert (keys | set(KINDS) | set(CODES) | set(WORDS)) - words == set()


def test_the_manual_shows_every_kind_of_rule() -> None:
    shown = {key for block in BLOCKS for key in re.findall(r"^ {0,2}([a-z]+):", block, flags=re.MULTILINE)}
    assert set(KINDS) - shown == set()
