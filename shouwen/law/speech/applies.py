"""Where a rule applies: yes, no, or not to be told because something about the utterance is not known."""

from __future__ import annotations

from typing import NamedTuple

from shouwen.law.speech.rules import PhraseRule
from shouwen.law.speech.utterance import Utterance

_SECOND = 1_000_000

Unknown = tuple[str, ...]
"""What would have to be known for an answer, by name: channel, situation, position, post, silence."""


class Setting(NamedTuple):
    """The circumstances of an utterance, as far as they are known; many utterances share one."""

    channel: str | None
    situations: frozenset[str] | None
    position: str | None
    post: str | None

    @classmethod
    def of(cls, said: Utterance) -> Setting:
        """The setting of an utterance."""
        return cls(said.channel, said.situations, said.position, said.post)


def in_setting(rule: PhraseRule, setting: Setting) -> Unknown | None:
    """None: the rule does not apply. Empty: it applies. Else: what is not known, so that neither can be said."""
    situations = setting.situations
    answers = {
        "channel": _one_of(setting.channel, rule.channels),
        "situation": None if situations is None else not situations.isdisjoint(rule.situations),
        "position": _one_of(setting.position, rule.positions),
        "post": _one_of(setting.post, rule.posts),
    }
    if not rule.situations:
        answers["situation"] = True
    if False in answers.values():
        return None
    return tuple(name for name, answer in answers.items() if answer is None)


def after_silence(
    rule: PhraseRule, unknown: Unknown, said: Utterance, before: Utterance | None
) -> Unknown | None:
    """The answer of `in_setting`, with the silence the rule may ask for taken into account.

    `before` is the utterance that precedes in the same conversation, whoever spoke.
    """
    if rule.after_silence_s is None:
        return unknown
    silent = _was_silent(rule.after_silence_s, said, before)
    if silent is None:
        return (*unknown, "silence")
    return unknown if silent else None


def _one_of(value: str | None, asked: tuple[str, ...]) -> bool | None:
    if not asked:
        return True
    return None if value is None else value in asked


def _was_silent(at_least_s: int, said: Utterance, before: Utterance | None) -> bool | None:
    """Whether nobody spoke for so long; None when the end of what was said before is not known and decides."""
    if before is None:
        return False
    if before.until_at is not None:
        return said.at - before.until_at >= at_least_s * _SECOND
    return None if said.at - before.at >= at_least_s * _SECOND else False
