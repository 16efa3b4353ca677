"""queue: whose turn it was."""

from __future__ import annotations

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.names import fact_words, instant_text
from shouwen.law.judge.rules import QueueRule
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.words.parts import joined
from shouwen.words import Words


def said(rule: QueueRule, verdict: Verdict, charter: Charter) -> Words:
    """The middle of the sentence, as far as it is of this kind."""
    at, kind, part = (
        instant_text(verdict.at, charter.zone),
        fact_words(charter, rule.kinds),
        verdict.part or 0,
    )
    people = "person" if part == 1 else "people"
    start = Words(f"{at}「{kind.zh}」", f"'{kind.en}' at {at}")
    if rule.empty:
        if part:
            return joined(
                start, Words(f"时，仍有 {part} 人没有办完", f" while {part} {people} still had to be served")
            )
        return joined(start, Words("时，已没有人等候", " when nobody was waiting any more"))
    if part:
        return joined(
            start,
            Words(f"时，有 {part} 人应当排在前面", f": {part} {people} had the better right to be next"),
        )
    return joined(start, Words("，次序正确", ", in turn"))
