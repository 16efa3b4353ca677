"""What a verdict costs or earns, in words."""

from __future__ import annotations

from shouwen.law.judge.rules import LimitRule, Rule
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.words.parts import NONE, joined, times
from shouwen.law.worktime.instants import DAY
from shouwen.words import Words


def price(verdict: Verdict) -> Words:
    """Points and money, if any."""
    said = [
        _amount(verdict.points, Words("分", "points"), Words("加", "added")),
        _amount(verdict.money, Words("元", "yuan"), Words("奖", "awarded")),
    ]
    return joined(*(Words(f"，{each.zh}", f", {each.en}") for each in said if each is not None))


_BEGUN = {
    DAY // 1440: Words("分钟", "minute"),
    DAY // 24: Words("小时", "hour"),
    DAY: Words("天", "day"),
}


def rate(rule: Rule, verdict: Verdict) -> Words:
    """How often the price of a limit was due, where it is one for every begun stretch."""
    per = rule.breach.per
    if per is None or not isinstance(rule, LimitRule) or verdict.verdict not in ("breached", "overdue"):
        return NONE
    unit = _BEGUN[per]
    if verdict.verdict == "overdue":
        return Words(f"，办结后按每{unit.zh}计价", f", to be charged for every {unit.en} begun")
    count = rule.breach.times(round((verdict.late_s or 0) * 1_000_000))
    return Words(f"（每{unit.zh}计一次，共 {count} 次）", f" (for every {unit.en} begun, {times(count)})")


def _amount(hundredths: int, unit: Words, gained: Words) -> Words | None:
    if not hundredths:
        return None
    whole, rest = divmod(abs(hundredths), 100)
    number = f"{whole}.{rest:02}".rstrip("0") if rest else str(whole)
    one = unit.en.removesuffix("s") if number == "1" else unit.en
    if hundredths < 0:
        return Words(f"扣 {number} {unit.zh}", f"{number} {one} deducted")
    return Words(f"{gained.zh} {number} {unit.zh}", f"{number} {one} {gained.en}")
