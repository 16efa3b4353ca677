"""Every clause has a page that says what the charter says and what the proof found."""

from __future__ import annotations

import re

import pytest

from shouwen.law.charter import load
from shouwen.law.charter.pages import INDEX, pages
from shouwen.law.charter.prove import prove
from shouwen.law.charter.tests.packs import small


def test_a_page_holds_both_languages_source_rule_examples_and_proof() -> None:
    charter = small()
    made = pages(prove(charter))
    for number, clause in charter.clauses.items():
        page = made[f"{number}.md"]
        assert clause.says.zh in page and clause.says.en in page and ", ".join(clause.cites) in page
        assert all(example.name in page for example in clause.examples)
    assert "| 时限 › 时限 | time limit › within | 30min | 30min |" in made["2.md"]
    assert "仅手册 · handbook" in made["9.md"] and "## 规则" not in made["9.md"]
    assert "待设定 · waits for a setting" in made["8.md"] and "✓" not in made["8.md"]


@pytest.mark.slow
def test_the_pages_of_a_shipped_pack_hang_together() -> None:
    charter = load("power-hall")
    made = pages(prove(charter))
    links = set(re.findall(r"\]\(([^)]+)\)", made[INDEX]))
    assert links == made.keys() - {INDEX} and len(links) == len(charter.clauses)
    assert not any("✗" in page for page in made.values())
    for page in made.values():
        rows = [line for line in page.splitlines() if line.startswith("|")]
        assert all(line.endswith("|") for line in rows)
