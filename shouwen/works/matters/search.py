"""How a matter is found by words: every pair of neighbouring characters is an index entry, in any script.

A Chinese text has no blanks to cut it at, so it is cut everywhere: 停电了 is found by 停电, by 电了 and, both pairs
being there, by itself. A pair is one integer, its two 16-bit halves, which makes the index a quarter of what text
would take. Three characters and more are looked at again in the words themselves, since pairs may stand apart.
"""

from __future__ import annotations

import itertools
import re
import unicodedata

_BREAK = re.compile(r"[^\w]+")
LONGEST_INDEXED = 4000
MOST_WORDS = 8


def normalised(text: str) -> str:
    """One way of writing: compatibility forms as plain ones, small letters, single blanks between words."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(_BREAK.sub(" ", folded).split())


def bigrams(words: str) -> list[int]:
    """The pairs of a normalised text, each once, in ascending order; no pair reaches across a blank."""
    pairs = {(one, two) for word in words.split() for one, two in itertools.pairwise(word)}
    return sorted(_packed(one, two) for one, two in pairs)


def words_of(*texts: str) -> str:
    """What a matter is found by, normalised and cut to a sensible length."""
    return normalised(" ".join(texts))[:LONGEST_INDEXED]


def wanted(typed: str) -> list[str]:
    """The words of a query, each to be found; single characters cannot be looked up and are left out."""
    return [word for word in normalised(typed).split() if len(word) > 1][:MOST_WORDS]


def _packed(one: str, two: str) -> int:
    """Two characters as one signed 32-bit integer; beyond U+FFFF the low half stands for the character."""
    packed = (ord(one) & 0xFFFF) << 16 | ord(two) & 0xFFFF
    return packed - (1 << 32) if packed >= 1 << 31 else packed
