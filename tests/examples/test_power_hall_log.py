"""The made-up month under examples/power-hall: what its page says of each matter is what the charter finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from shouwen.law.charter import load
from shouwen.law.facts import Fact, Problems, canonical, read_facts
from shouwen.law.judge import judge
from shouwen.law.worktime.instants import parse_iso

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "power-hall"
ZONE = "Asia/Shanghai"


def month(name: str) -> list[Fact]:
    problems = Problems()
    facts = list(read_facts([FOLDER / name], ZONE, problems))
    assert (problems.found, problems.facts) == (0, 31)
    return facts


def test_both_formats_hold_the_same_facts() -> None:
    def said(name: str) -> list[tuple[object, ...]]:
        names = ("kind", "at", "subject", "id", "staff", "unit", "customer")
        data = [{item: canonical(value) for item, value in fact.data.items()} for fact in month(name)]
        return [
            (*(getattr(fact, each) for each in names), more)
            for fact, more in zip(month(name), data, strict=True)
        ]

    assert said("march.jsonl") == said("march.csv")


@pytest.mark.slow
def test_what_the_page_says_is_found() -> None:
    judgement = judge(month("march.jsonl"), load("power-hall"), parse_iso("2026-03-24T10:00", ZONE))
    found = {(verdict.clause, verdict.subject): verdict for verdict in judgement.verdicts}
    bad = {verdict.subject for verdict in judgement.verdicts if verdict.verdict in ("breached", "overdue")}
    assert "BX-2603-0001" not in bad
    assert found["2.1.4", "BX-2603-0002"].late_s == 14 * 60 + 30
    assert found["2.1.21", "BX-2603-0002"].verdict == "overdue"
    assert (found["2.1.4", "BX-2603-0003"].verdict, found["2.1.4", "BX-2603-0003"].missing) == (
        "undecided",
        "area",
    )
    assert found["2.1.4", "BX-2603-0004"].verdict == "overdue"
    assert found["1.3.3.6b", "TS-2603-0001"].late_s == 20 * 60
