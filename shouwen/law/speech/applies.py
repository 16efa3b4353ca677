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


def at_moment(
    rule: PhraseRule, unknown: Unknown, said: Utterance, before: Utterance | None, began_at: int
) -> Unknown | None:
    """The answer of `in_setting`, with what hangs on the moment taken into account: the rule is in force, the
    conversation, which `began_at`, has lasted long enough, and the silence before was long enough.

    `before` is the utterance that precedes in the same conversation, whoever spoke.
    """
    if not rule.from_at <= said.at < rule.until_at:
        return None
    if rule.lasting_s is not None and said.at - began_at < rule.lasting_s * _SECOND:
        return None
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
