"""The reading of emotion on turns of series and dialogues that took no part in making its model."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.emotion import EMOTIONS, quality, split, turns
from shouwen.law.speech import read_emotion


@pytest.mark.slow
def test_a_reading_tells_more_than_a_guess_would(shared_data: Path) -> None:
    _, held_out = split(turns())
    acted = [turn for turn in held_out if turn.source.startswith("cped")]
    rows = {row["emotion"]: row for row in quality(acted, lambda text: read_emotion(text).emotion)}
    for emotion in EMOTIONS:
        share = rows[emotion]["turns"] / len(acted)
        assert rows[emotion]["precision"] > 1.2 * share, emotion


@pytest.mark.slow
def test_where_words_do_not_tell_the_reading_says_uncertain(shared_data: Path) -> None:
    _, held_out = split(turns())
    acted = [turn for turn in held_out if turn.source.startswith("cped")]
    unsure = sum(read_emotion(turn.text).emotion == "uncertain" for turn in acted)
    assert unsure > len(acted) / 3
