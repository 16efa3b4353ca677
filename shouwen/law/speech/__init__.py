"""Speech: what staff said against the phrase rules of a charter, and what to prompt while people talk.

book = PhraseBook(rules)
findings = judge(utterances, book)              # hits with place, clause and better wording
prompts = prompt(book, situations={"refusing"}, channel="phone")
feeling = read_emotion("等了三天了，到底有没有人管！")  # chooses prompts, never a penalty
"""

from __future__ import annotations

from shouwen.law.speech.book import PhraseBook
from shouwen.law.speech.emotion.reading import Emotion, Feeling, read_emotion
from shouwen.law.speech.findings import Finding, Hit, why
from shouwen.law.speech.judge import charged, judge, judge_one
from shouwen.law.speech.normal import Normal, folded, normalise
from shouwen.law.speech.prompts import Prompt, prompt
from shouwen.law.speech.rules import Model, Part, PhraseError, PhraseRule, Reason
from shouwen.law.speech.utterance import Utterance, placed

__all__ = [
    "Emotion",
    "Feeling",
    "Finding",
    "Hit",
    "Model",
    "Normal",
    "Part",
    "PhraseBook",
    "PhraseError",
    "PhraseRule",
    "Prompt",
    "Reason",
    "Utterance",
    "charged",
    "folded",
    "judge",
    "judge_one",
    "normalise",
    "placed",
    "prompt",
    "read_emotion",
    "why",
]
