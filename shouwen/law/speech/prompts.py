"""What to show while people talk: the words and model sentences of the rules that apply here and now.

Only here may the customer's emotion take part. It chooses what is shown and cannot reach the judge of speech, which
takes no emotion: a guess about a feeling never costs anybody anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from shouwen.law.speech.book import PhraseBook
from shouwen.law.speech.emotion.reading import Emotion
from shouwen.law.speech.rules import PhraseRule
from shouwen.words import Words

SITUATION_OF: dict[Emotion, str] = {
    "anger": "customer-angry",
    "anxiety": "customer-anxious",
    "sadness": "customer-sad",
    "shouting": "customer-shouting",
}
"""The situation a prompt is also sought for when the customer seems to feel so; calm and uncertain add none."""

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Prompt:
    """What one rule shows: what to say (all of, one of, as a sentence), what not and what instead, which reasons, in
    which languages."""

    rule: str
    clause: str
    say: tuple[str, ...]
    say_one_of: tuple[str, ...]
    sentence: Words | None
    avoid: tuple[tuple[str, Words | None], ...]
    because: tuple[str, ...]
    languages: tuple[str, ...] = ()


def prompt(
    book: PhraseBook,
    *,
    situations: Iterable[str] = (),
    channel: str | None = None,
    position: str | None = None,
    post: str | None = None,
    known: Mapping[str, str] = NOTHING,
    emotion: Emotion = "uncertain",
) -> list[Prompt]:
    """What to show: rules for this situation, position or feeling first, then those that hold anywhere.

    Channel, position or post not given: rules of any. `known` fills the slots of model sentences. Shape: the order
    of the book within each of both.
    """
    felt = {SITUATION_OF[emotion]} if emotion in SITUATION_OF else set()
    here = {*situations, *felt}
    chosen = [
        rule
        for rule in book.rules
        if (not rule.situations or not here.isdisjoint(rule.situations))
        and _fits(channel, rule.channels)
        and _fits(position, rule.positions)
        and _fits(post, rule.posts)
    ]
    chosen.sort(key=lambda rule: not (rule.situations or (rule.positions and position)))
    return [_prompt(rule, known) for rule in chosen]


def _fits(value: str | None, asked: tuple[str, ...]) -> bool:
    return not asked or value is None or value in asked


def _prompt(rule: PhraseRule, known: Mapping[str, str]) -> Prompt:
    return Prompt(
        rule=rule.id,
        clause=rule.clause,
        say=rule.must,
        say_one_of=rule.required_any,
        sentence=rule.model.sentence(known) if rule.model else None,
        avoid=(
            *((word, rule.better_for(word)) for word in rule.forbidden),
            *(("……".join(group), rule.instead) for group in rule.forbidden_together),
        ),
        because=rule.reason.reasons if rule.reason else (),
        languages=rule.languages,
    )
