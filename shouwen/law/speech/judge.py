"""The judge of speech: utterances and phrase rules in, findings out. Pure, and only staff is judged.

Forbidden words are judged utterance by utterance. Required words are judged over an occasion: staff's turns
to which the rule applies, one after the other; what the customer says in between does not end it. Where it is not known
whether the rule applies, the finding is undecided, never kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from shouwen.law.speech.applies import Setting, Unknown, after_silence, in_setting
from shouwen.law.speech.book import Found, PhraseBook
from shouwen.law.speech.findings import Finding, Hit, Verdict, What
from shouwen.law.speech.normal import Normal, folded, folded_word
from shouwen.law.speech.rules import PhraseRule
from shouwen.law.speech.shields import is_shielded
from shouwen.law.speech.utterance import Utterance


def judge(utterances: Iterable[Utterance], book: PhraseBook, *, with_kept: bool = True) -> list[Finding]:
    """All findings, in the order of time, whatever the order in which the utterances are given.

    `with_kept=False` leaves out what was kept: over long logs that is most of it. An utterance with the same id
    as another is that utterance. Whole conversations are expected: a reason may stand in the next turn.
    """
    ordered = sorted({said.id: said for said in utterances}.values(), key=lambda said: (said.at, said.id))
    talks: dict[str, list[Utterance]] = {}
    for said in ordered:
        talks.setdefault(said.subject, []).append(said)
    findings = [found for talk in talks.values() for found in _judge_talk(talk, book, with_kept)]
    return sorted(findings, key=lambda found: (found.at, found.key))


def judge_one(said: Utterance, book: PhraseBook, *, with_kept: bool = True) -> list[Finding]:
    """The findings of a single utterance, taken for a whole conversation."""
    return judge((said,), book, with_kept=with_kept)


@dataclass(slots=True)
class _Turn:
    """An utterance of staff, what precedes it, and the words found in it."""

    said: Utterance
    before: Utterance | None
    normal: Normal | None
    found: list[Found]
    words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = frozenset(found.word for found in self.found)

    def places(self, words: Sequence[str]) -> list[Found]:
        """Where words were said; of words within words at one place only the longest."""
        here = [found for found in self.found if found.word in words] if self.words else []
        return [found for found in here if not any(_covers(other, found) for other in here)]

    def hit(self, found: Found, rule: PhraseRule | None = None) -> Hit:
        """A found word as a hit, with the better wording of the rule that forbids it."""
        assert self.normal is not None
        start, end = self.normal.span(found.start, found.end)
        better = rule.better_for(found.word) if rule else None
        return Hit(self.said.id, found.word, self.said.text[start:end], start, end, better)

    def charged(self, words: Sequence[str], harmless: Sequence[str]) -> list[Found]:
        """The places of words that staff said of its own accord."""
        places = self.places(words)
        if not places or self.normal is None:
            return []
        excuses = [found for found in self.found if found.word in harmless]
        return [found for found in places if not is_shielded(self.normal, found, excuses)]


def _covers(longer: Found, found: Found) -> bool:
    wider = longer.end - longer.start > found.end - found.start
    return wider and longer.start <= found.start and found.end <= longer.end


def _judge_talk(talk: Sequence[Utterance], book: PhraseBook, with_kept: bool) -> Iterator[Finding]:
    turns = []
    for i, said in enumerate(talk):
        if said.speaker == "staff":
            turns.append(_Turn(said, talk[i - 1] if i else None, *book.find(said.text)))
    for i, turn in enumerate(turns):
        yield from _forbidden(turn, book, with_kept)
        yield from _reasons(turns[i : i + 2], book, with_kept)
    for rule, occasion, unknown in _occasions(turns, book):
        finding = _required(rule, occasion, unknown)
        if with_kept or finding.verdict != "kept":
            yield finding


def _forbidden(turn: _Turn, book: PhraseBook, with_kept: bool) -> Iterator[Finding]:
    """Rules with nothing to charge are looked at only if what was kept is wanted too."""
    broken = set()
    for rule in book.forbidding(turn.words):
        hits = tuple(turn.hit(found, rule) for found in _offences(rule, turn))
        unknown = _unknown(rule, turn) if hits else None
        if unknown is not None:
            broken.add(rule.id)
            yield _finding("forbidden", "breached", rule, [turn], unknown, hits=hits)
    for rule, unknown in book.all_forbidding(Setting.of(turn.said)) if with_kept else ():
        silence = after_silence(rule, unknown, turn.said, turn.before)
        if silence == () and rule.id not in broken:
            yield _finding("forbidden", "kept", rule, [turn], ())


def _offences(rule: PhraseRule, turn: _Turn) -> list[Found]:
    """The places of forbidden words, and those of groups of which every word is there to be charged."""
    offences = turn.charged(rule.forbidden, rule.harmless)
    for group in rule.forbidden_together:
        together = turn.charged(group, rule.harmless)
        if {found.word for found in together} == set(group):
            offences += [found for found in together if found not in offences]
    return sorted(offences, key=lambda found: (found.start, found.end))


def _reasons(turns: Sequence[_Turn], book: PhraseBook, with_kept: bool) -> Iterator[Finding]:
    """A refusal in the first turn, and the reason in that turn or in the next one of staff."""
    turn = turns[0]
    for rule in book.refusing(turn.words):
        assert rule.reason is not None
        refusals = turn.charged(rule.reason.refusals, rule.harmless)
        unknown = _unknown(rule, turn) if refusals else None
        if unknown is None:
            continue
        given = any(near.words.intersection(rule.reason.reasons) for near in turns)
        if with_kept or unknown or not given:
            hits = tuple(turn.hit(found) for found in refusals)
            verdict: Verdict = "kept" if given else "breached"
            yield _finding("reason", verdict, rule, turns if given else [turn], unknown, hits=hits)


def _unknown(rule: PhraseRule, turn: _Turn) -> Unknown | None:
    unknown = in_setting(rule, Setting.of(turn.said))
    return None if unknown is None else after_silence(rule, unknown, turn.said, turn.before)


def _occasions(turns: Sequence[_Turn], book: PhraseBook) -> Iterator[tuple[PhraseRule, list[_Turn], Unknown]]:
    """Runs of turns to which a rule that asks for words applies, or may apply for want of the same knowledge."""
    running: dict[str, tuple[PhraseRule, list[_Turn], Unknown]] = {}
    for turn in turns:
        now: dict[str, tuple[PhraseRule, list[_Turn], Unknown]] = {}
        for rule, in_setting_unknown in book.asking(Setting.of(turn.said)):
            unknown = after_silence(rule, in_setting_unknown, turn.said, turn.before)
            if unknown is None:
                continue
            run = running.get(rule.id)
            if run and run[2] == unknown:
                run[1].append(turn)
                now[rule.id] = running.pop(rule.id)
            else:
                now[rule.id] = (rule, [turn], unknown)
        yield from running.values()
        running = now
    yield from running.values()


def _required(rule: PhraseRule, occasion: Sequence[_Turn], unknown: Unknown) -> Finding:
    said = frozenset[str]().union(*(turn.words for turn in occasion))
    lacking = [word for word in rule.must if word not in said]
    if rule.required_any and said.isdisjoint(rule.required_any):
        lacking.append("／".join(rule.required_any))
    unfilled, unheard = _slots(rule, occasion)
    lacking += unheard
    words = (*rule.must, *rule.required_any)
    hits = tuple(turn.hit(found) for turn in occasion for found in turn.places(words))
    if not lacking and not words:  # nothing to go by but slots whose values nobody knows
        unknown = (*unknown, *unfilled)
    verdict: Verdict = "breached" if lacking else "kept"
    return _finding("required", verdict, rule, occasion, unknown, hits=hits, lacking=tuple(lacking))


def _slots(rule: PhraseRule, occasion: Sequence[_Turn]) -> tuple[list[str], list[str]]:
    """Slots whose values are not known, and those whose known value was not said."""
    unfilled, unheard = [], []
    heard = folded("\n".join(turn.said.text for turn in occasion))
    for slot in rule.model.slots if rule.model else ():
        values = [turn.said.known[slot] for turn in occasion if turn.said.known.get(slot)]
        if not values:
            unfilled.append(slot)
        elif not any(folded_word(value) in heard for value in values):
            unheard.append(f"{{{slot}}}")
    return unfilled, unheard


def _finding(
    what: What,
    verdict: Verdict,
    rule: PhraseRule,
    turns: Sequence[_Turn],
    unknown: Unknown,
    *,
    hits: tuple[Hit, ...] = (),
    lacking: tuple[str, ...] = (),
) -> Finding:
    first = turns[0].said
    return Finding(
        what=what,
        verdict="undecided" if unknown else verdict,
        rule=rule.id,
        clause=rule.clause,
        subject=first.subject,
        at=first.at,
        utterances=tuple(turn.said.id for turn in turns),
        staff=first.staff,
        unit=first.unit,
        hits=hits,
        lacking=lacking,
        unknown=unknown,
    )
