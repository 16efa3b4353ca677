"""Labelled turns of the corpora in ../shared/data, who learns from which, and how good a reading is.

CPED: lines of television series, each with the emotion that was acted; consecutive lines of one speaker are one turn,
with its most frequent emotion. CrossWOZ: what people wrote to an information desk, all of it taken for calm.
Two whole series and a third of the dialogues are held out, so that nothing of them was ever seen.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
HELD_OUT = frozenset({"cped-39", "cped-40", "crosswoz-2"})
EMOTIONS = ("anger", "anxiety", "sadness", "calm")
_MEANS = {
    **dict.fromkeys(("neutral", "relaxed", "happy", "grateful", "positive-other"), "calm"),
    **dict.fromkeys(("worried", "fear"), "anxiety"),
    **dict.fromkeys(("sadness", "depress"), "sadness"),
    "anger": "anger",
}


class Turn(NamedTuple):
    """What somebody said in one go, the source it belongs to, and the emotion ("other": none of ours)."""

    source: str
    text: str
    emotion: str


def turns() -> list[Turn]:
    """All labelled turns; empty when the corpora are not beside the checkout."""
    if not (DATA / "emotion_cped").is_dir() or not (DATA / "dialogue_crosswoz").is_dir():
        return []
    return [*_cped(), *_crosswoz()]


def split(everything: Iterable[Turn]) -> tuple[list[Turn], list[Turn]]:
    """The turns to learn from, and those held out."""
    listed = list(everything)
    return (
        [turn for turn in listed if turn.source not in HELD_OUT],
        [turn for turn in listed if turn.source in HELD_OUT],
    )


def quality(held_out: Sequence[Turn], read: Callable[[str], str]) -> list[dict[str, Any]]:
    """For each emotion: turns that have it, turns read so, precision (None: never read so) and recall."""
    pairs = Counter((turn.emotion, read(turn.text)) for turn in held_out)
    rows = []
    for emotion in EMOTIONS:
        truly = sum(n for (true, _), n in pairs.items() if true == emotion)
        said = sum(n for (_, got), n in pairs.items() if got == emotion)
        right = pairs[emotion, emotion]
        rows.append(
            {
                "emotion": emotion,
                "turns": truly,
                "read_so": said,
                "precision": right / said if said else None,
                "recall": right / truly if truly else None,
            }
        )
    return rows


def _cped() -> Iterable[Turn]:
    with (DATA / "emotion_cped" / "valid_split.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for key, lines in groupby(rows, key=lambda row: (row["TV_ID"], row["Dialogue_ID"], row["Speaker"])):
        said = list(lines)
        felt = Counter(_MEANS.get(row["Emotion"], "other") for row in said).most_common(1)[0][0]
        yield Turn(f"cped-{key[0]}", "，".join(row["Utterance"] for row in said), felt)


def _crosswoz() -> Iterable[Turn]:
    lines = (DATA / "dialogue_crosswoz" / "val.jsonl").read_text(encoding="utf-8").splitlines()
    for i, line in enumerate(lines):
        for turn in json.loads(line)["turns"]:
            if turn["role"] == "usr":
                yield Turn(f"crosswoz-{i % 3}", turn["text"], "calm")
