"""A first, honest reading of a customer's feeling from the words alone.

It chooses which phrases are prompted, never a penalty: the judge of speech takes no emotion. Words tell little of
a feeling; where they do not tell, the reading says `uncertain`, and that is its most frequent word by intention.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from shouwen.law.speech.emotion.calm import CalmModel, calm_model
from shouwen.law.speech.emotion.signs import feelings, loud

Emotion = Literal["anger", "anxiety", "sadness", "shouting", "calm", "uncertain"]

_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Feeling:
    """A reading: the emotion, the words and marks it goes by, and how sure the model is of calm (0 to 1)."""

    emotion: Emotion
    signs: tuple[str, ...]
    calmness: float


def read_emotion(*lines: str) -> Feeling:
    """What a customer seems to feel; `lines` is what he said last, in order, so more than one sign can be weighed.

    A clear word of one emotion, or two weak ones, and more of it than of any other: that emotion. Marks of shouting
    and no such words: shouting. No sign at all: calm if the model is sure enough. Else uncertain.
    """
    text = "，".join(lines)
    model = calm_model()
    calmness = model.calmness(text)
    found, noise = feelings(text), loud(text)
    weights = {emotion: sum(_weight(word, model) for word in words) for emotion, words in found.items()}
    most = max(weights.values(), default=0)
    leading = [emotion for emotion, weight in weights.items() if weight == most]
    emotion: Emotion = "uncertain"
    if most >= _ENOUGH and len(leading) == 1:
        emotion = cast(Emotion, leading[0])
    elif noise and not found:
        emotion = "shouting"
    elif not found and not noise and text.strip() and calmness >= model.calm_from:
        emotion = "calm"
    return Feeling(emotion, (*(word for words in found.values() for word in words), *noise), calmness)


def _weight(word: str, model: CalmModel) -> int:
    return 1 if word in model.weak else _ENOUGH
