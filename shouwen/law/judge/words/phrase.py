"""phrase: what was said, what was not, and what is better said."""

from __future__ import annotations

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.compile import compile
from shouwen.law.judge.names import instant_text
from shouwen.law.judge.rules import PhraseRow
from shouwen.law.judge.verdict import Verdict
from shouwen.law.speech.findings import in_words
from shouwen.words import Words

_SECOND = 1_000_000


def said(rule: PhraseRow, verdict: Verdict, charter: Charter) -> Words:
    """The middle of the sentence, as far as it is of this kind."""
    at = instant_text((verdict.at or 0) // _SECOND * _SECOND, charter.zone)
    body = in_words(
        rule.what, verdict.verdict, list(words_of(rule, verdict)), better_wording(verdict, charter)
    )
    return Words(f"{at} {body.zh}", f"{at}: {body.en}")


def words_of(rule: PhraseRow, verdict: Verdict) -> tuple[Words, ...]:
    """The words a verdict is about, as the rule calls them: slots by what fills them, parts by what they say."""
    model = rule.phrase.model
    words = verdict.words.split("、") if verdict.words else []
    return tuple(model.named(word) if model else Words(word, word) for word in words)


def better_wording(verdict: Verdict, charter: Charter) -> tuple[Words, ...]:
    """What to say in the place of the forbidden words of a verdict; nothing for other verdicts."""
    rule = compile(charter).named.get(verdict.rule)
    if not isinstance(rule, PhraseRow) or rule.what != "forbidden" or not verdict.words:
        return ()
    found = (rule.phrase.better_for(word) for word in verdict.words.split("、"))
    return tuple(dict.fromkeys(better for better in found if better))
