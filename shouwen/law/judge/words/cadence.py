"""cadence: how often it was done, and how often it has to be."""

from __future__ import annotations

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.names import fact_words, instant_text
from shouwen.law.judge.rules import CadenceRule
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.words.parts import NONE, joined, of_group, times
from shouwen.law.worktime.instants import DAY
from shouwen.words import Words


def said(rule: CadenceRule, verdict: Verdict, charter: Charter) -> Words:
    """The middle of the sentence, as far as it is of this kind."""
    kind, part, whole = fact_words(charter, rule.kinds), verdict.part or 0, verdict.whole or 0
    done = joined(
        of_group(rule, verdict),
        Words(
            f"「{kind.zh}」{part} 次，应不少于 {whole} 次",
            f"'{kind.en}' {times(part)}, at least {whole} required",
        ),
        _within(rule, verdict, charter),
    )
    match verdict.verdict:
        case "kept":
            return joined(done, Words("，已做到", ", done"))
        case "praised":
            return joined(done, Words("，值得表扬", ", worth praise"))
        case "open":
            return joined(done, Words(f"，还差 {whole - part} 次", f", {whole - part} more to come"))
    return joined(done, Words(f"，少 {whole - part} 次", f", {whole - part} too few"))


def _within(rule: CadenceRule, verdict: Verdict, charter: Charter) -> Words:
    """The day or the part of the period that counts, if not all of it does."""
    if rule.drawn and verdict.due is not None:
        day = instant_text(verdict.due - DAY // 2, charter.zone)[:10]
        return Words(f"（只计抽定的 {day}）", f" on the drawn day {day}")
    if rule.part is None:
        return NONE
    days = rule.part.days
    if rule.part.end == "first":
        return Words(f"（只计期初 {days} 天）", f" within its first {days} days")
    return Words(f"（只计期末 {days} 天）", f" within its last {days} days")
