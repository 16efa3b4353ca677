"""phrase: what was said in the conversations, held against all phrase rules at once by the judge of speech.

The SQL engine calls this too: words are not SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, cast

from shouwen.law.charter.language.rules.phrase import NONE
from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.plain.history import History
from shouwen.law.judge.rules import LimitRule, PhraseRow, Price, Rules
from shouwen.law.judge.rules.phrase import ENDED, SAID
from shouwen.law.judge.verdict import Draft, Verdict, VerdictWord
from shouwen.law.speech import Finding, PhraseBook, Utterance, placed
from shouwen.law.speech import judge as judge_speech
from shouwen.law.speech.utterance import SERVED, Speaker

_FREE = Price()
_KEPT_AT = "_phrase_book"
_FIELDS = {"silence": "until"}
"""What is not known, where the field that says it has another name."""


def phrase_book(rules: Rules) -> PhraseBook:
    """All phrase rules of a charter as one machine; made once and kept with the rules."""
    kept: dict[str, Any] = vars(rules)
    if _KEPT_AT not in kept:
        kept[_KEPT_AT] = PhraseBook({row.phrase.id: row.phrase for row in rules.of(PhraseRow)}.values())
    book: PhraseBook = kept[_KEPT_AT]
    return book


def phrase_verdicts(seen: Iterable[History], rules: Rules) -> Iterator[Verdict]:
    """The verdicts of all phrase rules on subjects in which something was said."""
    if not rules.of(PhraseRow):
        return
    book = phrase_book(rules)
    for history in seen:
        if SAID not in history.kinds:
            continue
        facts = {fact.id: fact for fact in history.kinds[SAID]}
        is_over = ENDED in history.kinds
        talk = utterances(history.kinds[SAID], rules, is_over)
        going_on = () if is_over else (talk[0].subject,)
        for finding in judge_speech(talk, book, going_on=going_on):
            yield _verdict(finding, facts[finding.utterances[0]], rules)


def utterances(facts: Iterable[Fact], rules: Rules, is_over: bool) -> list[Utterance]:
    """What was said, as the judge of speech knows it; positions by order where none is given.

    As long as the conversation goes on, nothing is its closing.
    """
    slots = {slot for row in rules.of(PhraseRow) if row.phrase.model for slot in row.phrase.model.slots}
    ordered = placed((_utterance(fact, slots, rules.zone) for fact in facts), is_over=is_over)
    return [
        replace(said, position="middle") if said.speaker == "staff" and said.position is None else said
        for said in ordered
    ]


def _utterance(fact: Fact, slots: Iterable[str], zone: str) -> Utterance:
    """Whoever does not say that the customer spoke says that staff did."""
    field = partial(read, fact)
    speaker: Speaker = "customer" if field("speaker") == "customer" else "staff"
    situation = field("situation")
    return Utterance(
        id=fact.id,
        subject=fact.subject,
        at=fact.at,
        speaker=speaker,
        text=field("text") or "",
        channel=field("channel"),
        situations=None if situation is None else frozenset(situation.split()) - {NONE},
        position=field("position"),
        post=field("post"),
        staff=field("staff"),
        unit=field("unit"),
        until_at=LimitRule.promise(field("until"), zone),
        known={slot: value for slot in slots if (value := field(slot))},
        to=field("to") or SERVED,
        language=field("language"),
    )


def _verdict(finding: Finding, opened: Fact, rules: Rules) -> Verdict:
    rule = rules.named[f"{finding.rule}/{finding.what}"]
    word = cast(VerdictWord, finding.verdict)
    if word == "kept" and rule.praised:
        word = "praised"
    price = rule.breach if word == "breached" else rule.praise if word == "praised" else _FREE
    missing = finding.unknown[0] if word == "undecided" else None
    places = (finding.utterances[0], *(hit.utterance for hit in finding.hits))
    return Draft(
        key=f"{rule.rule}|{finding.subject}|{finding.utterances[0]}",
        verdict=word,
        clause=rule.clause,
        rule=rule.rule,
        charter=rules.charter,
        version=rules.version,
        cites=rule.cites,
        subject=finding.subject,
        staff=finding.staff,
        unit=finding.unit,
        customer=read(opened, "customer"),
        at=finding.at,
        points=price.points,
        money=price.money,
        evidence=tuple(dict.fromkeys(places)),
        missing=_FIELDS.get(missing, missing) if missing else None,
        words="、".join(_words(finding)) or None,
    )


def _words(finding: Finding) -> Iterable[str]:
    """The words it is about, as the rule writes them: those lacking, else those said that were not to be."""
    if finding.verdict == "kept" or finding.what == "language":
        return ()
    return dict.fromkeys(finding.lacking or (hit.word for hit in finding.hits))
