"""Phrase rules: what staff has to say, may not say, and shows as a model, by channel, situation and position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shouwen.law.speech.normal import folded_word
from shouwen.words import Words

COMMON_REFUSALS = tuple(
    "办不了 办不到 不能办 不能给您办 无法办理 无法受理 不予办理 不予受理 没法办 不符合条件".split()
)
COMMON_REASONS = tuple("因为 由于 原因是 根据规定 按照规定 按规定".split())


class PhraseError(ValueError):
    """A phrase rule that cannot be used: which rule, what is wrong with it, how to mend it."""

    def __init__(self, rule: str, what: Words, mend: Words) -> None:
        self.rule, self.what, self.mend = rule, what, mend
        super().__init__(f"{rule}: {what.en}; {mend.en}. {what.zh}；{mend.zh}。")


@dataclass(frozen=True, slots=True)
class Model:
    """A model sentence: what it is for, what has to be filled in, and the short words it is known by.

    `keywords` must all be said; `slots` are checked where the utterance knows their values. `says` is the whole
    sentence with `{slot}` places, to be shown; without it function and keywords are shown.
    """

    function: Words
    slots: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    says: Words | None = None

    def sentence(self, known: Mapping[str, str]) -> Words:
        """The sentence to show, with the slots filled whose values are known and the others left as `{slot}`."""
        says = self.says
        if says is None:
            parts = "……".join((*self.keywords, *(f"{{{slot}}}" for slot in self.slots)))
            says = Words(f"{self.function.zh}：{parts}", f"{self.function.en}: {parts}")
        for slot in self.slots:
            filled = known.get(slot, f"{{{slot}}}")
            says = Words(says.zh.replace(f"{{{slot}}}", filled), says.en.replace(f"{{{slot}}}", filled))
        return says


@dataclass(frozen=True, slots=True)
class Reason:
    """When one of `refusals` is said, one of `reasons` must be said too, in that turn or in staff's next."""

    refusals: tuple[str, ...] = COMMON_REFUSALS
    reasons: tuple[str, ...] = COMMON_REASONS


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """One rule over what staff says; empty channels, situations, positions or posts mean: any.

    forbidden: none may be said, except inside one of the longer `harmless` words; forbidden_together: not all
    words of a group in one turn. `better` gives the wording that replaces a forbidden word, `instead` the one for
    all others. required: all must be said; required_any: at least one. after_silence_s: the rule applies to what
    is said after so long a silence.
    """

    id: str
    clause: str
    channels: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    after_silence_s: int | None = None
    required: tuple[str, ...] = ()
    required_any: tuple[str, ...] = ()
    model: Model | None = None
    reason: Reason | None = None
    forbidden: tuple[str, ...] = ()
    forbidden_together: tuple[tuple[str, ...], ...] = ()
    harmless: tuple[str, ...] = ()
    better: Mapping[str, Words] = field(default_factory=dict, hash=False)
    instead: Words | None = None

    def __post_init__(self) -> None:
        self._check_something_asked()
        for word in self.words:
            if not folded_word(word):
                raise PhraseError(
                    self.id,
                    Words(f"「{word}」中没有字", f"'{word}' holds no letter or digit"),
                    Words("请写出要匹配的词", "write the word that is to be found"),
                )
        for word in self.better.keys() - set(self.forbids):
            raise PhraseError(
                self.id,
                Words(
                    f"「{word}」有替换说法，却不在禁语中",
                    f"'{word}' has a better wording but is not forbidden",
                ),
                Words(
                    "请把它加入 forbidden，或删去替换说法",
                    "add it to forbidden, or remove its better wording",
                ),
            )

    def _check_something_asked(self) -> None:
        if not (self.forbids or self.asks_words or self.reason or self.model):
            raise PhraseError(
                self.id,
                Words("没有要求任何话", "asks for no words"),
                Words(
                    "请写 required、required_any、forbidden、forbidden_together、model 或 reason",
                    "write required, required_any, forbidden, forbidden_together, model or reason",
                ),
            )

    @property
    def forbids(self) -> tuple[str, ...]:
        """The words that are forbidden alone or together with others."""
        return (*self.forbidden, *(word for group in self.forbidden_together for word in group))

    @property
    def must(self) -> tuple[str, ...]:
        """The words of which all have to be said: the required ones and the key words of the model."""
        return (*self.required, *(self.model.keywords if self.model else ()))

    @property
    def asks_words(self) -> bool:
        """Whether something that can be checked has to be said; a model known by nothing is only shown."""
        return bool(self.must or self.required_any or (self.model and self.model.slots))

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that has to be looked for."""
        reason = (*self.reason.refusals, *self.reason.reasons) if self.reason else ()
        return (*self.forbids, *self.harmless, *self.must, *self.required_any, *reason)

    def better_for(self, word: str) -> Words | None:
        """What to say in the place of a forbidden word."""
        return self.better.get(word, self.instead)
