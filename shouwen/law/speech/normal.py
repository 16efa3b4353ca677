"""Text as rules see it: one width, simplified signs, no spaces, no sign twice in a row.

Of punctuation only the end of a clause and speech marks are kept, all as one sign: no word reaches across them.

Rules and utterances are folded by the same table, so a fold may be bold: it only has to bring together what
people mean by the same word. Each sign of the normal text remembers where it stood in the original.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

_ALSO = {"妳": "你", "著": "着", "瞭": "了", "甚": "什", "囉": "啰", "祇": "只"}
"""Folds that a table of single signs cannot know, because they hang on the word: 等著 is 等着."""
STOP = ","
"""In normal text: here a clause ended or speech marks stood. No word reaches across."""
_STOPS = frozenset(',。!?;:"“”‘’「」『』《》')
_AGAIN = re.compile(r"(.)\1")
_TWICE = re.compile(f"([\u3400-\U0003ffff{STOP}])\\1+")
"""Latin letters and digits may be meant twice: 10086 is not 1086."""
_FIRST, _LAST = 0x3400, 0xA000


@cache
def _simplified() -> dict[str, str]:
    """Each traditional sign with its simplified one, by OpenCC's table of signs."""
    from opencc import OpenCC  # loads its dictionaries: only once something is to be judged

    signs = [chr(code) for code in range(_FIRST, _LAST)]
    folded = OpenCC("t2s").convert("\n".join(signs)).split("\n")
    assert len(folded) == len(signs)
    return {old: new for old, new in zip(signs, folded, strict=True) if old != new} | _ALSO


class _Folds(dict[str, str]):
    """What a sign folds to, worked out when it is first met; '' for what no rule looks at."""

    def __missing__(self, sign: str) -> str:
        table = _simplified()
        wide = unicodedata.normalize("NFKC", sign).casefold()
        plain = unicodedata.normalize("NFKC", "".join(table.get(part, part) for part in wide))
        folded = STOP if plain == "..." else "".join(map(_kept, plain))
        self[sign] = folded
        return folded


def _kept(sign: str) -> str:
    if sign in _STOPS:
        return STOP
    return sign if unicodedata.category(sign)[0] in "LN" else ""


_FOLDS = _Folds()
_fold_of = _FOLDS.__getitem__


@dataclass(frozen=True, slots=True)
class Normal:
    """A normal text and, for each of its signs, where it came from.

    Shapes: `begins`, `ends` and `runs` are as long as `text`; sign i stood in `original[begins[i]:ends[i]]`,
    `runs[i]` times in a row.
    """

    original: str
    text: str
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    runs: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the signs [start, end) stand in the original, spaces between them included."""
        return self.begins[start], self.ends[end - 1]


def folded(text: str) -> str:
    """The normal text alone: what `normalise(text).text` is, several times faster."""
    text = "".join(map(_fold_of, text))  # a third quicker than str.translate, which looks up code points
    return _TWICE.sub(r"\1", text) if _AGAIN.search(text) else text


def folded_word(word: str) -> str:
    """A word of a rule as it stands in normal text, without the punctuation around it."""
    return folded(word).strip(STOP)


def normalise(text: str) -> Normal:
    """The normal text with the way back to the original."""
    signs: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    runs: list[int] = []
    for at, sign in enumerate(text):
        for part in _fold_of(sign):
            if signs and part == signs[-1] and (part >= "\u3400" or part == STOP):
                ends[-1] = at + 1
                runs[-1] += 1
                continue
            signs.append(part)
            begins.append(at)
            ends.append(at + 1)
            runs.append(1)
    return Normal(text, "".join(signs), tuple(begins), tuple(ends), tuple(runs))
