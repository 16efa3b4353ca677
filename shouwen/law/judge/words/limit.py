"""limit: how long it took, and how long it may take."""

from __future__ import annotations

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.names import fact_words, instant_text
from shouwen.law.judge.rules import LimitRule
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.words.parts import joined, spaced
from shouwen.law.worktime.limits import parse_limit
from shouwen.law.worktime.words import duration_words, limit_words
from shouwen.words import Words


def said(rule: LimitRule, verdict: Verdict, charter: Charter) -> Words:
    """The middle of the sentence, as far as it is of this kind."""
    zone = charter.zone
    opened, wanted = fact_words(charter, rule.kinds), fact_words(charter, rule.to)
    at, due = instant_text(verdict.at, zone), instant_text(verdict.due, zone)
    closed = instant_text(verdict.closed_at, zone)
    late = duration_words(round((verdict.late_s or 0) * 1_000_000), days=True)
    allowed = Words("，约定", ", promised for")
    if verdict.limit_text:
        limit = limit_words(parse_limit(verdict.limit_text))
        allowed = Words(f"，时限{spaced(limit.zh)}，最迟", f", {limit.en} allowed, due")
    start = Words(f"{at}「{opened.zh}」{allowed.zh} {due}", f"'{opened.en}' at {at}{allowed.en} {due}")
    match verdict.verdict:
        case "kept":
            end = Words(f"；{closed}「{wanted.zh}」，按时", f"; '{wanted.en}' at {closed}, in time")
        case "praised":
            end = Words(f"；{closed}「{wanted.zh}」，值得表扬", f"; '{wanted.en}' at {closed}, worth praise")
        case "breached" if rule.ends and not verdict.staff:
            end = Words(f"；{closed} 才了结，超时 {late.zh}", f"; it ended only at {closed}, {late.en} late")
        case "breached":
            end = Words(
                f"；{closed} 才「{wanted.zh}」，超时 {late.zh}",
                f"; '{wanted.en}' only at {closed}, {late.en} late",
            )
        case "overdue":
            end = Words(
                f"；至今没有「{wanted.zh}」，已逾期 {late.zh}",
                f"; no '{wanted.en}' yet, overdue by {late.en}",
            )
        case _ if verdict.paused:
            end = Words(
                f"；等待「{wanted.zh}」，计时暂停中", f"; '{wanted.en}' awaited, the clock stands still"
            )
        case _:
            end = Words(f"；等待「{wanted.zh}」，尚未到期", f"; '{wanted.en}' awaited, still in time")
    return joined(start, end)
