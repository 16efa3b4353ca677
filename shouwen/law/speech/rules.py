"""Phrase rules: what staff has to say, may not say, and shows as a model, by channel, situation and position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shouwen.law.speech.normal import folded_word
from shouwen.words import Words

EVER = 1 << 62
"""Later than any instant."""
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
class Part:
    """A part of a model sentence that may be said in several ways: one of `any` has to be said."""

    title: Words
    any: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A model sentence: what it is for, what has to be filled in, and the short words it is known by.

    `keywords` must all be said, and of every part one word; `slots` are checked where the utterance knows their
    values, or where they are always `filled` alike. `says` is the whole sentence with `{slot}` places, to be shown;
    without it function, parts and keywords are shown. `titles` says what an empty slot waits for.
    """

    function: Words
    slots: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    says: Words | None = None
    parts: tuple[Part, ...] = ()
    filled: Mapping[str, str] = field(default_factory=dict, hash=False)
    titles: Mapping[str, Words] = field(default_factory=dict, hash=False)

    def named(self, word: str) -> Words:
        """What a word that has to be said is called: a slot by what fills it, the words of a part by what it says."""
        if is_slot(word):
            return self.titles.get(word[1:-1], Words(word, word))
        said = {"／".join(part.any): part.title for part in self.parts}
        return (
            Words(f"{said[word].zh}：{word}", f"{said[word].en}: {word}")
            if word in said
            else Words(word, word)
        )

    def sentence(self, known: Mapping[str, str]) -> Words:
        """The sentence to show, with the slots filled whose values are known and the others named."""
        says = self.says
        if says is None:
            said = (*self.keywords, *(f"{{{slot}}}" for slot in self.slots))
            zh, en = [part.title.zh for part in self.parts], [part.title.en for part in self.parts]
            says = Words(
                _colon(self.function.zh, "：", "……".join((*zh, *said))),
                _colon(self.function.en, ": ", " … ".join((*en, *said))),
            )
        for slot in self.slots:
            title = self.titles.get(slot, Words(f"{{{slot}}}", f"{{{slot}}}"))
            value = {**self.filled, **known}.get(slot)
            says = Words(
                says.zh.replace(f"{{{slot}}}", value or title.zh),
                says.en.replace(f"{{{slot}}}", value or title.en),
            )
        return says


def _colon(head: str, colon: str, rest: str) -> str:
    return f"{head}{colon}{rest}" if rest else head


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
    all others. required: all must be said; required_any: at least one; order: these words and `{slots}` in this order,
    each where it is first said. after_silence_s: the rule applies to what is said after so long a silence;
    lasting_s: when the conversation has run so long. to: whom the required words are said to (None: anybody).
    languages: staff speaks one of these. It is in force in [from_at, until_at).
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
    order: tuple[str, ...] = ()
    lasting_s: int | None = None
    to: str | None = None
    languages: tuple[str, ...] = ()
    from_at: int = -EVER
    until_at: int = EVER

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
        if not (self.forbids or self.asks_words or self.reason or self.model or self.languages):
            raise PhraseError(
                self.id,
                Words("没有要求任何话", "asks for no words"),
                Words(
                    "请写 required、required_any、forbidden、together、model、reason 或 language",
                    "write required, required_any, forbidden, together, model, reason or language",
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
        return bool(self.must or self.choices or (self.model and self.model.slots))

    @property
    def choices(self) -> tuple[tuple[str, ...], ...]:
        """Groups of words of which at least one has to be said: required_any, and the parts of the model."""
        parts = tuple(part.any for part in self.model.parts) if self.model else ()
        return (*((self.required_any,) if self.required_any else ()), *parts)

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that has to be looked for."""
        reason = (*self.reason.refusals, *self.reason.reasons) if self.reason else ()
        chosen = (word for group in self.choices for word in group)
        ordered = (word for word in self.order if not is_slot(word))
        return (*self.forbids, *self.harmless, *self.must, *chosen, *ordered, *reason)

    def better_for(self, word: str) -> Words | None:
        """What to say in the place of a forbidden word."""
        return self.better.get(word, self.instead)


def is_slot(item: str) -> bool:
    """Whether an item of an order stands for what fills a slot: `{amount}`."""
    return item.startswith("{") and item.endswith("}")
