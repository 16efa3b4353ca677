"""A finding about words: what was said, which words it is about, and what is better said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shouwen.law.charter import Charter
from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.compile import compile
from shouwen.law.judge.rules import PhraseRow
from shouwen.law.judge.rules.phrase import SAID
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.words.phrase import better_wording, words_of
from shouwen.words import Words


@dataclass(frozen=True, slots=True)
class Spoken:
    """`words` may not be said; or, where they are `lacking`, have to be said and were not."""

    text: str
    words: tuple[Words, ...]
    lacking: bool
    better: tuple[Words, ...]
    model: Words | None


def of(verdict: Verdict, facts: Sequence[Fact], charter: Charter) -> Spoken | None:
    """What a finding of a phrase rule is about; None for other findings. `facts` are those it rests on."""
    rule = compile(charter).named.get(verdict.rule)
    if not isinstance(rule, PhraseRow):
        return None
    told = [fact for fact in facts if fact.kind == SAID and read(fact, "speaker") != "customer"]
    model = rule.phrase.model
    known = {name: read(fact, name) or "" for fact in told for name in (model.slots if model else ())}
    return Spoken(
        "\n".join(str(fact.data.get("text", "")) for fact in told),
        words_of(rule, verdict),
        rule.what != "forbidden",
        better_wording(verdict, charter),
        model.sentence({name: value for name, value in known.items() if value}) if model else None,
    )
