"""All phrase rules as one machine: every word of every rule is found in a single pass over the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from shouwen.law.speech.applies import Setting, Unknown, in_setting
from shouwen.law.speech.normal import STOP, Normal, folded, folded_word, normalise
from shouwen.law.speech.rules import PhraseError, PhraseRule
from shouwen.words import Words

Applying = tuple[tuple[PhraseRule, Unknown], ...]
"""Rules with what is not known about whether they apply."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as a rule writes it; `runs` are the least repetitions of its signs, None where once is enough."""

    text: str
    runs: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Found:
    """A word at the signs [start, end) of a normal text."""

    word: str
    start: int
    end: int


class PhraseBook:
    """The phrase rules in force together; made once, then only read, so any number of threads may share it.

    Errors: PhraseError when two rules have the same id.
    """

    def __init__(self, rules: Iterable[PhraseRule]) -> None:
        self.rules = tuple(rules)
        self.named = {rule.id: rule for rule in self.rules}
        self._refuse_twins()
        patterns: dict[str, list[_Word]] = {}
        for text in dict.fromkeys(word for rule in self.rules for word in rule.words):
            patterns.setdefault(folded_word(text), []).append(_Word(text, _runs(text)))
        self._words = list(patterns.values())
        self._machine = AhoCorasick(
            list(patterns),
            matchkind=MatchKind.Standard,
            implementation=Implementation.ContiguousNFA,
            store_patterns=False,
        )
        self._forbidding = _by_word((rule, rule.forbids) for rule in self.rules)
        self._refusing = _by_word((rule, rule.reason.refusals) for rule in self.rules if rule.reason)
        self._askers = tuple(rule for rule in self.rules if rule.asks_words)
        self.ordering = tuple(rule for rule in self.rules if rule.order)
        self.speaking = tuple(rule for rule in self.rules if rule.languages)
        self._forbidders = tuple(rule for rule in self.rules if rule.forbids)
        self._asking: dict[Setting, Applying] = {}
        self._forbidden: dict[Setting, Applying] = {}

    def find(self, text: str) -> tuple[Normal | None, list[Found]]:
        """Every word of every rule in a text, and the normal text that says where; None when nothing was found."""
        hits = self._machine.find_matches_as_indexes(folded(text), overlapping=True)
        if not hits:
            return None, []
        normal = normalise(text)
        return normal, [
            Found(word.text, start, end)
            for index, start, end in hits
            for word in self._words[index]
            if _enough(normal, word, start)
        ]

    def asking(self, setting: Setting) -> Applying:
        """The rules that ask for words and apply, or may apply, in a setting; worked out once for each setting."""
        found = self._asking.get(setting)
        if found is None:
            found = self._asking[setting] = _applying(self._askers, setting)
        return found

    def all_forbidding(self, setting: Setting) -> Applying:
        """The rules that forbid words and apply, or may apply, in a setting."""
        found = self._forbidden.get(setting)
        if found is None:
            found = self._forbidden[setting] = _applying(self._forbidders, setting)
        return found

    def forbidding(self, words: Iterable[str]) -> Iterable[PhraseRule]:
        """The rules that forbid at least one of these words."""
        return {rule.id: rule for word in words for rule in self._forbidding.get(word, ())}.values()

    def refusing(self, words: Iterable[str]) -> Iterable[PhraseRule]:
        """The rules that ask for a reason after at least one of these words."""
        return {rule.id: rule for word in words for rule in self._refusing.get(word, ())}.values()

    def _refuse_twins(self) -> None:
        if len(self.named) < len(self.rules):
            seen: set[str] = set()
            for rule in self.rules:
                if rule.id in seen:
                    raise PhraseError(
                        rule.id,
                        Words("两条用语规则同名", "two phrase rules have this id"),
                        Words("请给每条规则不同的名称", "give every rule an id of its own"),
                    )
                seen.add(rule.id)


def _applying(rules: Iterable[PhraseRule], setting: Setting) -> Applying:
    answers = ((rule, in_setting(rule, setting)) for rule in rules)
    return tuple((rule, unknown) for rule, unknown in answers if unknown is not None)


def _by_word(pairs: Iterable[tuple[PhraseRule, tuple[str, ...]]]) -> dict[str, tuple[PhraseRule, ...]]:
    found: dict[str, list[PhraseRule]] = {}
    for rule, words in pairs:
        for word in dict.fromkeys(words):
            found.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in found.items()}


def _runs(text: str) -> tuple[int, ...] | None:
    normal = normalise(text)
    first = normal.text.startswith(STOP)
    runs = normal.runs[first : first + len(folded_word(text))]
    return runs if max(runs) > 1 else None


def _enough(normal: Normal, word: _Word, start: int) -> bool:
    """Whether doubled signs of the word are at least doubled in the text: 感谢 holds no 谢谢."""
    if word.runs is None:
        return True
    return all(normal.runs[start + i] >= least for i, least in enumerate(word.runs))
