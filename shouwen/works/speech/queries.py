"""A conversation as it stands: the turns with the words marked in place, what the charter says, what to say now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone

from shouwen.law.facts.fact import Fact
from shouwen.law.judge.compile import compile
from shouwen.law.judge.plain import judge_subjects
from shouwen.law.judge.plain.phrase import phrase_book, utterances
from shouwen.law.judge.rules.phrase import ENDED, SAID
from shouwen.law.judge.verdict import Verdict
from shouwen.law.speech import Feeling, Hit, PhraseRule, Prompt, Utterance, prompt, read_emotion
from shouwen.law.speech import judge as judge_speech
from shouwen.law.speech.prompts import SITUATION_OF
from shouwen.words import Words
from shouwen.works.journal import charters, store
from shouwen.works.journal.instants import to_datetime, to_us
from shouwen.works.journal.models import Fact as Row
from shouwen.works.people import access
from shouwen.works.people.models import Staff
from shouwen.works.refusal import NotFound

RECENT = 20
_LAST_LINES = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of what was said: plain, charged (with clause and better wording), or asked for and said."""

    text: str
    mark: str = ""
    clause: str = ""
    better: Words | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn with its marks."""

    said: Utterance
    at: datetime
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation: its turns, verdicts and how the customer seems to feel."""

    name: str
    turns: tuple[Turn, ...]
    verdicts: tuple[Verdict, ...]
    feeling: Feeling | None
    is_over: bool
    channel: str


def all_of(talk: str) -> list[Fact]:
    """The facts of a conversation, for those who may."""
    return store.select("subject = %s AND kind = ANY(%s) ORDER BY at, id", [talk, [SAID, ENDED]])


def facts_of(user: Staff, talk: str) -> list[Fact]:
    """The facts of a conversation; none unless this person sees one of them."""
    seen = access.visible(user, Row.objects.all(), "talk.see").filter(subject=talk).exists()
    return all_of(talk) if seen else []


def recent(user: Staff) -> list[dict[str, Any]]:
    """The latest conversations this person sees: subject, when they began and ended, how many facts."""
    rows = access.visible(user, Row.objects.all(), "talk.see").values("subject")
    return list(rows.annotate(began=Min("at"), last=Max("at")).order_by("-last")[:RECENT])


def talk(user: Staff, name: str) -> Talk:
    """A conversation with what the charter says of it now. Errors: NotFound."""
    facts = facts_of(user, name)
    if not facts:
        raise NotFound
    charter = charters.current()
    rules = compile(charter)
    is_over = any(fact.kind == ENDED for fact in facts)
    said = utterances([fact for fact in facts if fact.kind == SAID], rules, is_over)
    findings = judge_speech(said, phrase_book(rules), going_on=() if is_over else (name,))
    marks: dict[str, list[tuple[Hit, str, str]]] = {}
    for finding in findings:
        mark = {("forbidden", "breached"): "bad", ("required", "kept"): "good"}.get(
            (finding.what, finding.verdict)
        )
        for hit in finding.hits if mark else ():
            marks.setdefault(hit.utterance, []).append((hit, mark or "", finding.clause))
    phrases = {rule for rule in rules.named if "#phrase" in rule}
    verdicts = [v for v in judge_subjects(facts, charter, to_us(timezone.now())) if v.rule in phrases]
    return Talk(
        name,
        tuple(Turn(each, to_datetime(each.at), _pieces(each, marks.get(each.id, ()))) for each in said),
        tuple(sorted(verdicts, key=lambda v: (_URGENCY.get(v.verdict, 9), v.at or 0, v.key))),
        feeling(said),
        is_over,
        next((each.channel for each in reversed(said) if each.channel), ""),
    )


_URGENCY = {"breached": 0, "open": 1, "undecided": 2, "praised": 3, "kept": 4}


def feeling(said: Iterable[Utterance]) -> Feeling | None:
    """How the customer seems to feel by what was said last; None when the customer said nothing."""
    lines = [each.text for each in said if each.speaker == "customer"][-_LAST_LINES:]
    return read_emotion(*lines) if lines else None


def prompts(
    *,
    channel: str,
    situations: Iterable[str],
    position: str,
    post: str,
    known: Mapping[str, str],
    felt: Feeling | None,
    lasted_s: int,
) -> list[tuple[Prompt, PhraseRule]]:
    """What to say here and now, and what not; a rule for long conversations only once it has lasted so long."""
    book = phrase_book(compile(charters.current()))
    now = to_us(timezone.now())
    found = prompt(
        book,
        situations=situations,
        channel=channel or None,
        position=position or None,
        post=post or None,
        known=known,
        emotion=felt.emotion if felt else "uncertain",
    )
    rules = [(each, book.named[each.rule]) for each in found]
    return [
        (each, rule)
        for each, rule in rules
        if rule.from_at <= now < rule.until_at and (rule.lasting_s is None or lasted_s >= rule.lasting_s)
    ]


def felt_situation(felt: Feeling | None) -> str | None:
    """The situation the customer's words suggest; whoever serves decides whether it is one."""
    name = SITUATION_OF.get(felt.emotion) if felt else None
    return name if name in charters.current().header.situations else None


def _pieces(said: Utterance, marks: Iterable[tuple[Hit, str, str]]) -> tuple[Piece, ...]:
    """The text cut at the marks; where two overlap, the first and the charged one come first."""
    found: list[Piece] = []
    at = 0
    for hit, mark, clause in sorted(marks, key=lambda each: (each[0].start, each[1] != "bad", -each[0].end)):
        if hit.start < at:
            continue
        if hit.start > at:
            found.append(Piece(said.text[at : hit.start]))
        found.append(Piece(hit.said, mark, clause, hit.better))
        at = hit.end
    if at < len(said.text):
        found.append(Piece(said.text[at:]))
    return tuple(found)
