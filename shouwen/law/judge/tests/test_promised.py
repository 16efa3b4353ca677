"""`due`: a limit whose end the opening fact itself names, such as an appointment."""

from __future__ import annotations

from pathlib import Path

import pytest

from shouwen.law.charter import Charter, CharterErrors, load
from shouwen.law.facts import Fact
from shouwen.law.judge.plain import judge
from shouwen.law.worktime.instants import parse_iso

HEADER = """
charter: visits
prefix: V
title: {zh: 上门, en: Visits}
company: {zh: 某公司, en: A company}
version: "1"
effective: 2026-01-01
facts:
  visit.agreed: {title: {zh: 约定上门, en: Visit agreed}, data: {due_at: {type: datetime}, note: {type: text}}}
  visit.begun: {title: {zh: 上门, en: Visit begun}}
"""
CHAPTER = """
chapter: {zh: 上门, en: Visits}
clauses:
  - clause: "1"
    cites: V-1
    title: {zh: 准时, en: On time}
    says: {zh: 按约定时间上门。, en: The visit begins by the agreed time.}
    warn: 10min
    limit: {from: visit.agreed, to: visit.begun, LIMIT}
"""


def visits(folder: Path, limit: str = "due: due_at") -> Charter:
    (folder / "charter.yaml").write_text(HEADER)
    (folder / "visits.yaml").write_text(CHAPTER.replace("LIMIT", limit))
    return load(folder)


def at(text: str) -> int:
    return parse_iso(f"2026-03-02T{text}", "Asia/Shanghai")


@pytest.mark.parametrize(
    ("due_at", "begun", "word"),
    [
        ("2026-03-02T10:00", "10:00:00", "kept"),
        ("2026-03-02T10:00", "10:00:01", "breached"),
        ("2026-03-02T02:00Z", "10:00:00", "kept"),
        ("2026-03-02T10:00", None, "overdue"),
        ("2026-03-02T23:00", None, "open"),
        ("tomorrow", "10:00:00", "undecided"),
        ("9999-12-31", "10:00:00", "undecided"),
        (None, "10:00:00", "undecided"),
    ],
)
def test_the_promise_of_the_fact_counts(
    tmp_path: Path, due_at: str | None, begun: str | None, word: str
) -> None:
    facts = [Fact("visit.agreed", at("08:00"), "1", data={"due_at": due_at})]
    facts += [Fact("visit.begun", at(begun), "1")] if begun else []
    (verdict,) = judge(facts, visits(tmp_path), at("12:00")).verdicts
    assert (verdict.verdict, verdict.missing) == (word, "due_at" if word == "undecided" else None)
    if word != "undecided" and due_at != "2026-03-02T23:00":
        assert (verdict.due, verdict.warn_at) == (at("10:00"), at("09:50"))


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ("where: {}", "exactly one of within and due"),
        ("due: due_at, within: 5min", "exactly one of within and due"),
        ("due: note", "the field note is no instant"),
        ("due: dew_at", "carry no field 'dew_at'"),
        ("due: due_at, stops: [{from: visit.agreed, to: visit.begun}]", "does not move"),
    ],
)
def test_a_promise_is_a_field_of_the_opening_fact_and_nothing_else(
    tmp_path: Path, limit: str, told: str
) -> None:
    with pytest.raises(CharterErrors) as refusal:
        visits(tmp_path, limit)
    assert told in str(refusal.value)
