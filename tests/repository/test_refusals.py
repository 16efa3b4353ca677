"""Every way the house says no stands in the manual, with its status."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

from shouwen.law.charter.forms import Code

ROOT = Path(__file__).parents[2]


def told() -> set[str]:
    """The codes of the flow machine, and of every `Refused(...)` and subclass of it in the works and above."""
    codes = set(get_args(Code))
    for folder in ("works", "rooms", "project"):
        for file in (ROOT / "shouwen" / folder).rglob("*.py"):
            if "tests" not in file.parts:
                codes |= set(in_calls(ast.parse(file.read_text("utf-8"))))
    return codes


def in_calls(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        is_refusal = isinstance(node.func, ast.Name) and node.func.id == "Refused"
        is_parent = (
            isinstance(node.func, ast.Attribute) and node.func.attr == "__init__" and len(node.args) == 2
        )
        if is_refusal or is_parent:
            found += [each.value for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)]
    return [code for code in found if isinstance(code, str) and re.fullmatch(r"[a-z]+(-[a-z]+)*", code)]


def test_every_refusal_stands_in_the_manual_and_nothing_else_does() -> None:
    manual = (ROOT / "docs" / "works.md").read_text("utf-8")
    written = set(re.findall(r"^\| `([a-z-]+)` \| 4\d\d \|", manual, re.MULTILINE))
    assert written == told()
