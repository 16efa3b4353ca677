"""The rows of `phrase`."""

from __future__ import annotations

from dataclasses import dataclass

from shouwen.law.judge.rules.base import Rule
from shouwen.law.speech import PhraseRule
from shouwen.law.speech.findings import What

SAID, ENDED = "speech.said", "speech.ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRow(Rule):
    """One part of a phrase rule: `what` of it is judged by this row. `phrase.id` is the rule as written."""

    what: What
    phrase: PhraseRule

    @property
    def own_fields(self) -> frozenset[str]:
        """What is known of an utterance, and what fills the slots."""
        slots = self.phrase.model.slots if self.phrase.model else ()
        return frozenset(
            ("text", "speaker", "channel", "situation", "position", "post", "to", "language", "until", *slots)
        )
