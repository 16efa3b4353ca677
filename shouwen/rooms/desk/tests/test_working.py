"""The arithmetic shown with a finding is that of the judge, step by step."""

from __future__ import annotations

from functools import cache

from shouwen.law.charter import Charter, load
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.plain.engine import judge_subjects
from shouwen.law.judge.verdict import Verdict
from shouwen.law.worktime.instants import parse_iso
from shouwen.rooms.desk import working

ZONE = "Asia/Shanghai"


@cache
def charter() -> Charter:
    return load("power-hall")


def at(text: str) -> int:
    return parse_iso(text, ZONE)


def judged(facts: list[Fact], clause: str, now: str) -> Verdict:
    return next(v for v in judge_subjects(facts, charter(), at(now)) if v.clause == clause)


def shown(verdict: Verdict, facts: list[Fact]) -> list[tuple[str, str]]:
    named = {"wang": "王师傅", "east": "城东班"}
    return [(line.label.zh, line.value.zh) for line in working.lines(verdict, facts, charter(), named)]


def test_a_late_arrival_is_worked_out_from_start_limit_and_end() -> None:
    facts = [
        Fact("repair.reported", at("2026-03-02 08:00"), "BX1", "a", data={"area": "urban"}),
        Fact("repair.arrived", at("2026-03-02 08:50"), "BX1", "b", staff="wang", unit="east"),
    ]
    lines = shown(judged(facts, "2.1.4", "2026-03-02 09:00"), facts)
    assert ("时限", "45 分钟（地段为城区）") in lines
    assert ("最迟", "2026-03-02 08:45") in lines
    assert ("超时 = 办到 − 最迟", "5 分钟") in lines
    assert lines[-1] == ("分值", "-5 分（城东班）")


def test_working_days_are_laid_out_day_by_day() -> None:
    facts = [Fact("complaint.received", at("2026-02-13 10:00"), "TS1", "a", unit="east")]
    verdict = judged(facts, "1.2.5.1.1", "2026-03-02 09:00")
    days = [(str(day.on), day.number) for day in working.days(verdict, charter())]
    assert days == [("2026-02-13", None), ("2026-02-14", 1)]  # a Saturday that is worked before the festival


def test_what_left_it_undecided_is_named() -> None:
    facts = [Fact("repair.reported", at("2026-03-02 08:00"), "BX1", "a")]
    assert shown(judged(facts, "2.1.4", "2026-03-02 09:00"), facts) == [("缺少", "地段")]
