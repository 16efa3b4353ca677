"""A line of the specification: a rule, what happened, and what every engine has to say of it.

    08:00 job.opened area=urban; +1 09:30 job.done staff=ann

Times are of Monday 2 March 2026 in Shanghai, `+1` is the day after. `s2/` before a kind names another subject.
Expected verdicts stand in the order of their instants: a word, and the fields that matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest

from shouwen.law.charter import Charter
from shouwen.law.facts import Fact
from shouwen.law.judge import Judgement, Verdict, judge
from shouwen.law.judge.sql import judge as judge_sql
from shouwen.law.worktime.instants import DAY, format_iso, parse_iso
from tests.packs import charter_of, clause, said

MONDAY = "2026-03-02"
ZONE = "Asia/Shanghai"
KINDS = ("opened", "begun", "done", "dropped", "paused", "resumed", "joined", "left")
FIELDS = {
    "area": {"type": "choice", "of": ["urban", "rural"]},
    "grade": {"type": "integer"},
    "ok": {"type": "yes_no"},
    "due_at": {"type": "datetime"},
    "score": {"type": "number"},
    "price": {"type": "money"},
    "boss": {"type": "staff"},
    "team": {"type": "unit"},
}
HALL = {"title": said("hall"), "week": {"mon-fri": ["08:30-12:00", "13:30-17:30"]}, "holidays": "china"}
HEADER = {
    "facts": {f"job.{kind}": {"title": said(kind), "data": FIELDS} for kind in KINDS},
    "calendars": {"hall": HALL},
    "posts": {"chief": said("chief")},
}
ENGINES = pytest.mark.parametrize("engine", [judge, judge_sql], ids=["python", "duckdb"])
Engine = Callable[[Iterable[Fact], Charter, int], Judgement]
_INSTANTS = ("at", "due", "warn_at", "closed_at")


@dataclass(frozen=True)
class Line:
    """One line: `rules` are the keys of clause 1 (or a list of clauses), `then` what is said of it."""

    name: str
    rules: dict[str, Any] | list[dict[str, Any]]
    facts: str
    now: str
    then: str
    only: str = field(default="1")
    """The clause whose verdicts are looked at."""

    def holds(self, engine: Engine) -> None:
        """Ask one engine."""
        clauses = self.rules if isinstance(self.rules, list) else [clause("1", **self.rules)]
        judgement = engine(facts(self.facts), charter_of(HEADER, clauses), instant(self.now))
        found = [verdict for verdict in judgement.verdicts if verdict.clause == self.only]
        found.sort(key=lambda verdict: (verdict.at or 0, verdict.key))
        expected = [each.split() for each in self.then.split(";") if each.strip()]
        assert [told(v, words) for v, words in zip(found, expected, strict=False)] == expected
        assert len(found) == len(expected), found


def lines(*rows: Line) -> pytest.MarkDecorator:
    """The lines of a specification as cases of one test."""
    return pytest.mark.parametrize("line", rows, ids=[row.name for row in rows])


def instant(text: str) -> int:
    """`09:30`, `+1 09:30` or a full date and time."""
    if text.startswith("+"):
        days, time = text[1:].split()
        return parse_iso(f"{MONDAY}T{time}", ZONE) + int(days) * DAY
    return parse_iso(text.replace(" ", "T") if "-" in text else f"{MONDAY}T{text}", ZONE)


def facts(text: str) -> list[Fact]:
    """The facts of a line; ids are f1, f2, ... unless given."""
    return [_fact(number, each.split()) for number, each in enumerate(text.split(";"), 1) if each.strip()]


def _fact(number: int, words: list[str]) -> Fact:
    place = next(
        place for place, word in enumerate(words) if "." in word and "=" not in word and word[0].isalpha()
    )
    subject, _, kind = words[place].rpartition("/")
    given = dict(word.split("=", 1) for word in words[place + 1 :])
    head = {name: given.pop(name) for name in ("id", "staff", "unit", "customer") if name in given}
    at = instant(" ".join(words[:place]))
    return Fact(kind, at, subject or "s1", **{"id": f"f{number}", **head}, data=given)


def told(verdict: Verdict, expected: list[str]) -> list[str]:
    """The word of a verdict and the fields the line names, written as the line writes them."""
    names = [each.split("=", 1)[0] for each in expected[1:]]
    return [verdict.verdict, *(f"{name}={_text(name, getattr(verdict, name))}" for name in names)]


def _text(name: str, value: Any) -> str:
    if name in _INSTANTS and value is not None:
        text = format_iso(value, ZONE).removesuffix("+08:00")
        return text.removeprefix(f"{MONDAY}T")
    if isinstance(value, tuple):
        return ",".join(value)
    return "-" if value is None else str(value)
