"""What sentences about verdicts are put together from."""

from __future__ import annotations

from shouwen.law.judge.names import period_words, who_words
from shouwen.law.judge.rules import CadenceRule, RankRule, Rule, TargetRule, ThresholdRule
from shouwen.law.judge.verdict import Verdict
from shouwen.law.worktime.instants import DAY
from shouwen.words import Words

NONE = Words("", "")


def joined(*parts: Words) -> Words:
    """Pieces of a sentence one after the other."""
    return Words("".join(part.zh for part in parts), "".join(part.en for part in parts))


def times(count: int) -> str:
    """So many times, in English."""
    return "once" if count == 1 else f"{count} times"


def spaced(text: str) -> str:
    """A space between Chinese and a number that follows."""
    return f" {text}" if text[:1].isdigit() else text


def of_group(rule: Rule, verdict: Verdict) -> Words:
    """Who and when of a group's verdict."""
    assert isinstance(rule, CadenceRule | ThresholdRule | TargetRule | RankRule)
    who = who_words(rule.per, verdict)
    if verdict.period:
        period = period_words(verdict.period)
        return Words(f"{who.zh}{period.zh}", f"{who.en} in {period.en}: ")
    return joined(who, _window(rule) if isinstance(rule, ThresholdRule) else NONE)


def _window(rule: ThresholdRule) -> Words:
    if rule.months:
        return Words(f" {rule.months} 个月内", f" within {rule.months} months: ")
    if rule.window:
        return Words(f" {rule.window // DAY} 天内", f" within {rule.window // DAY} days: ")
    return Words("", ": ") if rule.row else Words("历次", " ever: ")
