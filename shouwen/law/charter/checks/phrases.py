"""Phrase rules against each other: a word nobody can both say and leave out, a better wording that is no better."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from shouwen.law.charter.charter import Rule
from shouwen.law.charter.checks.clashes import same_days
from shouwen.law.charter.checks.survey import Survey
from shouwen.law.charter.errors import CharterError
from shouwen.law.charter.language import Phrase
from shouwen.law.charter.language.base import Path
from shouwen.law.speech import PhraseBook, PhraseRule, charged
from shouwen.words import Words

_MEND = Words(
    "请换一种说法，或用 channel、situation、position 分开，或写 harmless",
    "word it otherwise, part the clauses by channel, situation or position, or write harmless",
)


class _Advised(NamedTuple):
    """A text a rule wants to be said, and its place in the rule."""

    text: str
    path: Path


def check(survey: Survey) -> Iterator[CharterError]:
    """Texts that one clause asks for and another forbids."""
    rules = list(survey.charter.rules_of(Phrase))
    forbidding = {rule.id: rule for rule in rules if rule.body.forbids}
    book = PhraseBook(
        PhraseRule(
            rule.id,
            rule.clause.clause,
            forbidden=rule.body.forbidden,
            forbidden_together=rule.body.together,
            harmless=rule.body.harmless,
        )
        for rule in forbidding.values()
    )
    for rule in rules if forbidding else ():
        for advised in _advised(rule.body):
            for name, words in charged(advised.text, book).items():
                other = forbidding[name]
                if same_days(rule, other) and _meet(rule.body, other.body):
                    yield _clash(survey, rule, other, advised, words)


def _advised(body: Phrase) -> Iterator[_Advised]:
    """Every text the rule asks for or shows."""
    for key in ("required", "required_any"):
        for index, word in enumerate(getattr(body, key)):
            yield _Advised(word, (key, index))
    for word, better in body.replace.items():
        yield _Advised(better.zh, ("replace", word))
    if body.instead:
        yield _Advised(body.instead.zh, ("instead",))
    if body.model:
        for index, word in enumerate(body.model.keywords):
            yield _Advised(word, ("model", "keywords", index))
        for name, part in body.model.parts.items():
            for index, word in enumerate(part.any):
                yield _Advised(word, ("model", "parts", name, "any", index))
        if body.model.says:
            yield _Advised(body.model.says.zh, ("model", "says"))


def _meet(one: Phrase, other: Phrase) -> bool:
    """Whether both can apply to what somebody says."""
    pairs = (
        (one.channel, other.channel),
        (one.situation, other.situation),
        (one.position, other.position),
        (one.posts, other.posts),
    )
    return all(not mine or not theirs or set(mine) & set(theirs) for mine, theirs in pairs)


def _clash(
    survey: Survey, rule: Rule[Phrase], other: Rule[Phrase], advised: _Advised, words: tuple[str, ...]
) -> CharterError:
    zh, en = "、".join(f"「{word}」" for word in words), ", ".join(f"'{word}'" for word in words)
    what = Words(
        f"要说的话里有第 {other.clause.clause} 条禁说的{zh}",
        f"what is to be said holds {en}, which clause {other.clause.clause} forbids",
    )
    keys = (("forbidden", word) for word in words)
    places = [
        survey.in_rule(other, key, other.body.forbidden.index(word))
        for key, word in keys
        if word in other.body.forbidden
    ]
    at = places[0] if places else survey.in_rule(other, "together")
    return CharterError(survey.in_rule(rule, *advised.path), rule.clause.clause, what, _MEND, at)
