"""check: what a fact has to be."""

from __future__ import annotations

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.names import fact_words, instant_text, where_words
from shouwen.law.judge.rules import CheckRule
from shouwen.law.judge.verdict import Verdict
from shouwen.words import Words


def said(rule: CheckRule, verdict: Verdict, charter: Charter) -> Words:
    """The middle of the sentence, as far as it is of this kind."""
    at, kind = instant_text(verdict.at, charter.zone), fact_words(charter, rule.kinds)
    must = where_words(charter, rule.kinds, rule.must)
    if verdict.verdict == "breached":
        return Words(
            f"{at}「{kind.zh}」不合要求：须{must.zh}", f"'{kind.en}' at {at} is not as required: {must.en}"
        )
    return Words(f"{at}「{kind.zh}」合要求：{must.zh}", f"'{kind.en}' at {at} is as required: {must.en}")
