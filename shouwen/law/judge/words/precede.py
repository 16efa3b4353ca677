"""precede: what came first, and what did not."""

from __future__ import annotations

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.names import fact_words, instant_text
from shouwen.law.judge.rules import PrecedeRule
from shouwen.law.judge.verdict import Verdict
from shouwen.words import Words


def said(rule: PrecedeRule, verdict: Verdict, charter: Charter) -> Words:
    """The middle of the sentence, as far as it is of this kind."""
    at, closed = instant_text(verdict.at, charter.zone), instant_text(verdict.closed_at, charter.zone)
    trigger, what = fact_words(charter, rule.kinds), fact_words(charter, rule.what)
    good = verdict.verdict in ("kept", "praised")
    if rule.direction == "before":
        if good:
            return Words(
                f"{at}「{trigger.zh}」之前已「{what.zh}」", f"'{what.en}' came before '{trigger.en}' at {at}"
            )
        return Words(
            f"{at}「{trigger.zh}」，此前没有「{what.zh}」",
            f"'{trigger.en}' at {at} without '{what.en}' before it",
        )
    if good:
        return Words(
            f"{at}「{trigger.zh}」之后，{closed} 已「{what.zh}」",
            f"'{what.en}' at {closed} followed '{trigger.en}' at {at}",
        )
    if verdict.verdict == "open":
        return Words(
            f"{at}「{trigger.zh}」之后，等待「{what.zh}」",
            f"'{what.en}' awaited after '{trigger.en}' at {at}",
        )
    until = fact_words(charter, rule.until)
    return Words(
        f"{at}「{trigger.zh}」之后没有「{what.zh}」，{closed} 就已「{until.zh}」",
        f"'{until.en}' at {closed} although '{what.en}' had not followed '{trigger.en}' at {at}",
    )
