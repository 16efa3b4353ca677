"""How sure one may be that a text is calm: a linear model over short runs of signs, read from model.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from shouwen.law.speech.normal import STOP, folded

LONGEST = 3
SCALE = 100
"""Weights are kept as hundredths, so that the file is small and a change in it can be read."""


@dataclass(frozen=True, slots=True)
class CalmModel:
    """Weights of runs of one to three signs; from `calm_from` on (a share between 0 and 1) a text counts as calm.

    `weak` are the words of feeling that more often than not were said by people who felt otherwise.
    """

    bias: int
    calm_from: float
    weights: Mapping[str, int]
    weak: frozenset[str] = frozenset()

    def calmness(self, text: str) -> float:
        """The model's share of certainty that the text is calm; without a run it knows, what it holds of any text."""
        total = self.bias + sum(self.weights.get(run, 0) for run in runs(text))
        return 1 / (1 + exp(-max(-3000, min(3000, total)) / SCALE))


def runs(text: str) -> set[str]:
    """The runs of one to three signs of the normal text, with ^ before the first and $ behind the last.

    Punctuation takes no part: the one corpus writes it and the other does not.
    """
    marked = f"^{folded(text).replace(STOP, '')}$"
    return {marked[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(marked) - n + 1)}


@cache
def calm_model() -> CalmModel:
    """The model that is shipped; made by scripts/train-emotion from the sources named in NOTICE."""
    data = json.loads(files(__package__).joinpath("model.json").read_text(encoding="utf-8"))
    return CalmModel(data["bias"], data["calm_from"], data["weights"], frozenset(data["weak"]))
