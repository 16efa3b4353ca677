"""phrase: where and when, what to say, what not, and what is better said."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language import Phrase
from shouwen.law.charter.language.rules.phrase import LANGUAGES, LISTENERS, POSITIONS, PhraseModel
from shouwen.law.charter.sentences.events import Said
from shouwen.law.charter.sentences.told import clauses, labelled, listed, posts, texts
from shouwen.law.worktime.words import limit_words
from shouwen.words import Words

EVERYWHERE = Words("任何渠道、任何场合", "anywhere and at any time")


def phrase(charter: Charter, body: Phrase) -> Said:
    """Where it holds as the sentence, the words as its points."""
    channels, situations = charter.header.channels, charter.header.situations
    silence, lasting = body.after_silence, body.lasting
    said = clauses(
        _given("渠道", "channel", [channels.get(name, Words(name, name)) for name in body.channel]),
        _given("场合", "situation", [situations.get(name, Words(name, name)) for name in body.situation]),
        _given("环节", "moment", [Words(*POSITIONS[name]) for name in body.position]),
        _given("岗位", "post", [posts(charter, body.posts)] if body.posts else []),
        Words(f"无人说话 {limit_words(silence).zh}后", f"after {limit_words(silence).en} of silence")
        if silence
        else None,
        Words(f"通话满 {limit_words(lasting).zh}后", f"once it has lasted {limit_words(lasting).en}")
        if lasting
        else None,
        _given("对象", "said to", [Words(*LISTENERS[body.to])] if body.to else []),
    )
    return said if said.zh else EVERYWHERE, tuple(_points(body))


def _given(zh: str, en: str, items: list[Words]) -> Words | None:
    return labelled(Words(zh, en), listed(items)) if items else None


def _points(body: Phrase) -> Iterator[Words]:
    if body.required:
        yield labelled(Words("须说", "has to be said"), texts(body.required))
    if body.required_any:
        yield labelled(Words("至少说一句", "one of these has to be said"), texts(body.required_any))
    if body.model:
        yield from _model(body.model)
    if body.order:
        yield labelled(Words("先后次序", "in this order"), texts(body.order))
    for word in body.forbidden:
        yield _instead(
            labelled(Words("不得说", "not to be said"), texts([word])), body.replace.get(word, body.instead)
        )
    for group in body.together:
        yield _instead(labelled(Words("不得同时说", "not together"), texts(group)), body.instead)
    if body.harmless:
        yield labelled(Words("其中的词不算", "harmless within"), texts(body.harmless))
    if body.reason:
        yield labelled(Words("说了", "after saying"), texts(body.reason.after))
        yield labelled(Words("须接着说明原因，如", "a reason follows, such as"), texts(body.reason.any))
    if body.language:
        yield labelled(Words("使用语言", "spoken"), listed(Words(*LANGUAGES[each]) for each in body.language))


def _model(model: PhraseModel) -> Iterator[Words]:
    if model.says:
        zh, en = model.says.zh, model.says.en
        for name, slot in model.slots.items():
            zh, en = (
                zh.replace(f"{{{name}}}", f"〔{slot.title.zh}〕"),
                en.replace(f"{{{name}}}", f"[{slot.title.en}]"),
            )
        yield Words(f"示范（{model.for_.zh}）：“{zh}”", f"model ({model.for_.en}): “{en}”")
    else:
        yield labelled(Words("示范", "model"), model.for_)
    if model.keywords:
        yield labelled(Words("关键词", "key words"), texts(model.keywords))
    for part in model.parts.values():
        yield labelled(part.title, texts(part.any))
    if model.slots:
        yield labelled(
            Words("须说出", "to be filled in"), listed(slot.title for slot in model.slots.values())
        )


def _instead(said: Words, better: Words | None) -> Words:
    if better is None:
        return said
    return Words(f"{said.zh}，改说“{better.zh}”", f"{said.en}; say “{better.en}” instead")
