"""`phrase` as rows: one for each thing it asks, all of one rule of speech."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.figures import Span
from shouwen.law.charter.language.rules.phrase import Phrase, PhraseModel
from shouwen.law.judge.compile.head import from_at_of, head, until_at_of, wall
from shouwen.law.judge.rules.phrase import SAID, PhraseRow
from shouwen.law.speech import Model, Part, PhraseRule, Reason
from shouwen.law.speech.findings import What

_SECOND = 1_000_000


def phrase_rows(rule: Written[Phrase], charter: Charter) -> Iterator[PhraseRow]:
    """A row for what is forbidden, required, ordered, to be reasoned, and spoken in."""
    phrase = spoken(rule, charter.zone)
    for what in _asked(phrase):
        yield PhraseRow(
            **head(rule, charter, (SAID,), (), suffix=f"/{what}"),
            what=what,
            phrase=phrase,
        )


def spoken(rule: Written[Phrase], zone: str) -> PhraseRule:
    """The rule as the judge of speech knows it."""
    body = rule.body
    return PhraseRule(
        id=rule.id,
        clause=rule.clause.clause,
        channels=body.channel,
        situations=body.situation,
        positions=body.position,
        posts=body.posts,
        after_silence_s=_seconds(body.after_silence),
        lasting_s=_seconds(body.lasting),
        required=body.required,
        required_any=body.required_any,
        model=_model(body.model) if body.model else None,
        reason=Reason(body.reason.after, body.reason.any) if body.reason else None,
        order=body.order,
        forbidden=body.forbidden,
        forbidden_together=body.together,
        harmless=body.harmless,
        better=body.replace,
        instead=body.instead,
        to=body.to,
        languages=body.language,
        from_at=from_at_of(rule, zone),
        until_at=until_at_of(rule, zone),
    )


def _model(model: PhraseModel) -> Model:
    return Model(
        function=model.for_,
        slots=tuple(model.slots),
        keywords=model.keywords,
        says=model.says,
        parts=tuple(Part(part.title, part.any) for part in model.parts.values()),
        filled={name: slot.filled for name, slot in model.slots.items() if slot.filled},
        titles={name: slot.title for name, slot in model.slots.items()},
    )


def _seconds(span: Span | None) -> int | None:
    return None if span is None else wall(span) // _SECOND


def _asked(phrase: PhraseRule) -> Iterator[What]:
    if phrase.forbids:
        yield "forbidden"
    if phrase.asks_words:
        yield "required"
    if phrase.order:
        yield "order"
    if phrase.reason:
        yield "reason"
    if phrase.languages:
        yield "language"
