"""phrase: words that have to be said, may not be said, or are said in the place of others; by where and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from shouwen.law.charter.language.base import FieldName, Mention, Name, Node, Posts, Said, wrong
from shouwen.law.charter.language.figures import Span
from shouwen.law.charter.language.rules.body import Body, posts
from shouwen.law.charter.language.rules.builtin import Brought, fact
from shouwen.law.charter.language.vocabulary import DataField
from shouwen.law.speech.normal import folded_word
from shouwen.law.speech.rules import COMMON_REASONS, COMMON_REFUSALS, is_slot
from shouwen.words import Words

SAID, ENDED = "speech.said", "speech.ended"
NONE = "none"
"""What a fact writes as its situation when there is none that any rule names."""
POSITIONS = {
    "opening": ("开场", "Opening"),
    "middle": ("中间", "Middle"),
    "closing": ("结束", "Closing"),
    "before-hold": ("请客户等候之前", "Before putting on hold"),
    "after-hold": ("等候之后", "After the hold"),
    "before-transfer": ("转接之前", "Before a transfer"),
    "after-transfer": ("转接之后", "After a transfer"),
}
LISTENERS = {
    "served": ("正在办理的客户", "The customer being served"),
    "next": ("下一位客户", "The next customer"),
    "others": ("其他客户", "The other customers"),
}
LANGUAGES = {
    "mandarin": ("普通话", "Mandarin"),
    "dialect": ("方言", "A dialect"),
    "english": ("英语", "English"),
    "sign": ("手语", "Sign language"),
    "other": ("其他语言", "Another language"),
}
_SPEAKERS = {"staff": ("员工", "Staff"), "customer": ("客户", "Customer")}

Position = Literal[
    "opening", "middle", "closing", "before-hold", "after-hold", "before-transfer", "after-transfer"
]
Listener = Literal["served", "next", "others"]
Language = Literal["mandarin", "dialect", "english", "sign", "other"]


def _word(value: str) -> str:
    if folded_word(value):
        return value
    raise wrong(
        Words(f"「{value}」中没有字", f"'{value}' holds no letter or digit"),
        Words("请写出要匹配的词", "write the word that is to be found"),
    )


def _listed(value: object) -> object:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


Spoken = Annotated[str, Field(min_length=1), AfterValidator(_word)]
"""A word or a few words as they are said."""
SpokenWords = Annotated[
    tuple[Spoken, ...], BeforeValidator(_listed, json_schema_input_type=Spoken | list[Spoken])
]
"""One word or a list of them."""
Names = Annotated[tuple[Name, ...], BeforeValidator(_listed, json_schema_input_type=Name | list[Name])]
Positions = Annotated[
    tuple[Position, ...], BeforeValidator(_listed, json_schema_input_type=Position | list[Position])
]
Languages = Annotated[
    tuple[Language, ...], BeforeValidator(_listed, json_schema_input_type=Language | list[Language])
]


class PhrasePart(Node):
    """A part of a model sentence that may be said in several ways."""

    title: Said
    """What it says."""
    any: Annotated[SpokenWords, Field(min_length=1)]
    """The words of which one has to be said."""


class PhraseSlot(Node):
    """A place of a model sentence to be filled in."""

    title: Said
    """What it is filled with."""
    filled: Annotated[str, Field(min_length=1)] | None = None
    """What it is always filled with, such as the number of the hotline."""


class PhraseModel(Node):
    """A model sentence by what it is for, its parts, slots and key words; any sentence that has these will do."""

    for_: Annotated[Said, Field(alias="for")]
    """What it is for."""
    says: Said | None = None
    """The sentence as it is shown, with {slot} where one is filled in."""
    keywords: SpokenWords = ()
    """Words that all have to be said."""
    parts: dict[FieldName, PhrasePart] = Field(default_factory=dict)
    """Parts of which each has to be said, in one of several ways."""
    slots: dict[FieldName, PhraseSlot] = Field(default_factory=dict)
    """What has to be filled in and said: the fields of the same name of speech.said."""


class PhraseReason(Node):
    """A reason that has to follow a refusal, in the same turn or in the next one of staff."""

    after: Annotated[SpokenWords, Field(min_length=1)] = COMMON_REFUSALS
    """The refusals; the common ones, unless given."""
    any: Annotated[SpokenWords, Field(min_length=1)] = COMMON_REASONS
    """Words of which one gives the reason; the common ones, unless given."""


class Phrase(Body):
    """What staff has to say, may not say, or says instead, in a channel, situation and moment of a conversation."""

    key: ClassVar[str] = "phrase"
    title_of_kind: ClassVar[Words] = Words("用语", "phrase")
    brings: ClassVar[Brought] = {
        SAID: fact(
            "说话", "Said", None,
            text=("说的话", "What was said", "text"), speaker=("说话人", "Speaker", _SPEAKERS),
            channel=("渠道", "Channel", "text"), situation=("场合", "Situation", "text"),
            position=("环节", "Position", POSITIONS), post=("岗位", "Post", "text"),
            to=("对谁说", "Said to", LISTENERS), language=("语言", "Language", LANGUAGES),
            until=("说完时间", "Until", "datetime"),
        ),
        ENDED: fact("谈话结束", "Conversation ended"),
    }  # fmt: skip

    channel: Names = ()
    """Where it is said; anywhere, unless given."""
    situation: Names = ()
    """In which of these situations."""
    position: Positions = ()
    """At which of these moments of the conversation."""
    posts: Posts = ()
    """By whom; by anybody, unless given."""
    after_silence: Span | None = None
    """After nobody has spoken for so long."""
    lasting: Span | None = None
    """Once the conversation has lasted so long."""
    to: Listener | None = None
    """To whom the required words have to be said; to anybody, unless given."""
    required: SpokenWords = ()
    """Words that all have to be said."""
    required_any: SpokenWords = ()
    """Words of which at least one has to be said."""
    model: PhraseModel | None = None
    """A model sentence."""
    order: tuple[Spoken, ...] = ()
    """Required words and {slots} in the order in which they are said."""
    forbidden: SpokenWords = ()
    """Words that may not be said."""
    together: tuple[tuple[Spoken, ...], ...] = ()
    """Groups of words that may not all be said in one turn."""
    harmless: SpokenWords = ()
    """Longer words in which a forbidden one does no harm."""
    replace: dict[Spoken, Said] = Field(default_factory=dict)
    """What to say in the place of a forbidden word."""
    instead: Said | None = None
    """What to say in the place of all other forbidden words."""
    reason: PhraseReason | None = None
    """A reason has to follow a refusal; {} for the common words of both."""
    language: Languages = ()
    """The language staff speaks."""

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        for check in (_asks_something, _replaces_what_is_forbidden, _orders_what_is_asked, _not_both):
            check(self)
        return self

    @property
    def triggers(self) -> tuple[str, ...]:
        """What is said."""
        return (SAID,)

    @property
    def must(self) -> tuple[str, ...]:
        """The words of which all have to be said."""
        return (*self.required, *(self.model.keywords if self.model else ()))

    @property
    def forbids(self) -> tuple[str, ...]:
        """The words that are forbidden alone or together with others."""
        return (*self.forbidden, *(word for group in self.together for word in group))

    def mentions(self) -> Iterator[Mention]:
        """Its channels, situations and posts."""
        for sort, names in (("channel", self.channel), ("situation", self.situation)):
            for index, name in enumerate(names):
                yield Mention(sort, name, (sort, index) if len(names) > 1 else (sort,))
        yield from posts(self.posts, "posts")

    def carries(self) -> Iterator[tuple[str, str, DataField]]:
        """The fields of speech.said that its slots read."""
        for name, slot in self.model.slots.items() if self.model else ():
            yield SAID, name, DataField(title=slot.title, type="text")


def _asks_something(rule: Phrase) -> None:
    if not (rule.must or rule.required_any or rule.model or rule.forbids or rule.reason or rule.language):
        raise wrong(
            Words("没有要求任何话", "it asks for no words"),
            Words(
                "请写 required、required_any、model、forbidden、together、reason 或 language",
                "write required, required_any, model, forbidden, together, reason or language",
            ),
        )
    model = rule.model
    if model and not (model.keywords or model.parts or model.slots or rule.required or rule.required_any):
        raise wrong(
            Words("示范用语没有可以核对的词", "the model sentence has nothing that can be checked"),
            Words("请写 keywords、parts 或 slots", "write keywords, parts or slots"),
            ("model",),
        )
    for name in (model.slots.keys() & _FIELDS) if model else ():
        raise wrong(
            Words(f"「{name}」已是 speech.said 的字段", f"'{name}' is a field of speech.said already"),
            Words("请换一个名称", "give the slot another name"),
            ("model", "slots", name),
        )


def _replaces_what_is_forbidden(rule: Phrase) -> None:
    for word in rule.replace.keys() - set(rule.forbids):
        raise wrong(
            Words(
                f"「{word}」有替换说法，却不在禁语中", f"'{word}' has a better wording but is not forbidden"
            ),
            Words(
                "请把它加入 forbidden，或删去替换说法", "add it to forbidden, or remove its better wording"
            ),
            ("replace", word),
        )
    if rule.instead and not rule.forbids:
        raise wrong(
            Words("有替代说法，却没有禁语", "there is a wording instead, but no forbidden word"),
            Words("请写 forbidden，或删去 instead", "write forbidden, or remove instead"),
            ("instead",),
        )
    for index, word in enumerate(rule.harmless):
        if not any(folded_word(each) in folded_word(word) for each in rule.forbids):
            raise wrong(
                Words(f"「{word}」不含任何禁语", f"'{word}' holds none of the forbidden words"),
                Words("请删去它", "remove it"),
                ("harmless", index),
            )


def _orders_what_is_asked(rule: Phrase) -> None:
    slots = {f"{{{name}}}" for name in rule.model.slots} if rule.model else set()
    for index, item in enumerate(rule.order):
        if item not in slots and item not in rule.must:
            listed = "、".join((*rule.must, *sorted(slots)))
            raise wrong(
                Words(f"次序中的「{item}」并未要求说", f"'{item}' stands in the order but is not required"),
                Words(
                    f"可写 {listed or '（无）'}",
                    f"{'the slots are' if is_slot(item) else 'write'} {listed or 'none'}",
                ),
                ("order", index),
            )
    if len(rule.order) == 1:
        raise wrong(
            Words("一个词没有次序", "one word has no order"),
            Words("请至少写两项，或删去 order", "give at least two, or remove order"),
            ("order",),
        )


def _not_both(rule: Phrase) -> None:
    asked = {folded_word(word) for word in (*rule.must, *rule.required_any)}
    for index, word in enumerate(rule.forbidden):
        if folded_word(word) in asked:
            raise wrong(
                Words(f"「{word}」既要求说又禁止说", f"'{word}' is both required and forbidden"),
                Words("请从其中一处删去", "remove it from one of the two"),
                ("forbidden", index),
            )


_FIELDS: Mapping[str, Any] = Phrase.brings[SAID].data
