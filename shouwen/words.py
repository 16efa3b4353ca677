"""The pair of languages every text shown to people comes in; one value, so neither can be forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """One text in Chinese (zh-Hans) and English; both are required."""

    zh: str
    en: str

    def in_(self, language: str) -> str:
        """The text in `language`; anything that is not English is answered in Chinese."""
        return self.en if language.startswith("en") else self.zh

    def format(self, **values: object) -> Words:
        """Both texts with `{name}` slots filled."""
        return Words(self.zh.format(**values), self.en.format(**values))
