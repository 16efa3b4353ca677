"""A first, honest reading of a customer's feeling from the words alone.

It chooses which phrases are prompted, never a penalty: the judge of speech takes no emotion. Words tell little of
a feeling; where they do not tell, the reading says `uncertain`, and that is its most frequent word by intention.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from shouwen.law.speech.emotion.calm import calm_model
from shouwen.law.speech.emotion.signs import feelings, loud

Emotion = Literal["anger", "anxiety", "sadness", "shouting", "calm", "uncertain"]


@dataclass(frozen=True, slots=True)
class Feeling:
    """A reading: the emotion, the words and marks it goes by, and how sure the model is of calm (0 to 1)."""

    emotion: Emotion
    signs: tuple[str, ...]
    calmness: float


def read_emotion(*lines: str) -> Feeling:
    """What a customer seems to feel; `lines` is what he said last, in order, so more than one sign can be weighed.

    Signs of one emotion more than of any other: that emotion. Marks of shouting and no such words: shouting.
    No sign at all: calm if the model is sure enough of it. Else uncertain, as for signs that contradict each other.
    """
    text = "，".join(lines)
    calmness = calm_model().calmness(text)
    found = sorted(feelings(text).items(), key=lambda item: -len(item[1]))
    noise = loud(text)
    signs = (*(word for _, words in found for word in words), *noise)
    emotion: Emotion = "uncertain"
    if found and (len(found) == 1 or len(found[0][1]) > len(found[1][1])):
        emotion = cast(Emotion, found[0][0])
    elif noise and not found:
        emotion = "shouting"
    elif not signs and text.strip() and calmness >= calm_model().calm_from:
        emotion = "calm"
    return Feeling(emotion, signs, calmness)
