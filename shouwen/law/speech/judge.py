"""The judge of speech: utterances and phrase rules in, findings out. Pure, and only staff is judged.

Forbidden words are judged turn by turn, and kept once for everybody who said none of them in the whole conversation.
Required words are judged over an occasion: staff's turns to which the rule applies, one after the other; what the
customer says in between does not end it. Where it is not known whether the rule applies, the finding is undecided,
never kept; while the conversation goes on, what can still be said is open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from shouwen.law.speech.applies import Setting, Unknown, at_moment, in_setting
from shouwen.law.speech.book import Found, PhraseBook
from shouwen.law.speech.findings import Finding, Hit, Verdict, What
from shouwen.law.speech.normal import Normal, folded, folded_word, normalise
from shouwen.law.speech.rules import PhraseRule, is_slot
from shouwen.law.speech.shields import is_shielded
from shouwen.law.speech.utterance import Utterance


def judge(
    utterances: Iterable[Utterance],
    book: PhraseBook,
    *,
    with_kept: bool = True,
    going_on: Collection[str] = (),
) -> list[Finding]:
    """All findings, in the order of time, whatever the order in which the utterances are given.

    `with_kept=False` leaves out what was kept: over long logs that is most of it. An utterance with the same id
    as another is that utterance. Whole conversations are expected, but for the subjects of `going_on`.
    """
    ordered = sorted({said.id: said for said in utterances}.values(), key=lambda said: (said.at, said.id))
    talks: dict[str, list[Utterance]] = {}
    for said in ordered:
        talks.setdefault(said.subject, []).append(said)
    findings = [
        found
        for subject, talk in talks.items()
        for found in _judge_talk(talk, book, with_kept, subject not in going_on)
    ]
    return sorted(findings, key=lambda found: (found.at, found.key))


def judge_one(said: Utterance, book: PhraseBook, *, with_kept: bool = True) -> list[Finding]:
    """The findings of a single utterance, taken for a whole conversation."""
    return judge((said,), book, with_kept=with_kept)


def charged(text: str, book: PhraseBook) -> dict[str, tuple[str, ...]]:
    """Of each rule, wherever it applies, the forbidden words for which somebody who says this would be charged."""
    turn = _Turn(Utterance("", "", 0, "staff", text), None, 0, *book.find(text))
    found = {rule.id: _offences(rule, turn) for rule in book.forbidding(turn.words)}
    return {
        name: tuple(dict.fromkeys(each.word for each in places)) for name, places in found.items() if places
    }


@dataclass(slots=True)
class _Turn:
    """An utterance of staff, what precedes it, and the words found in it."""

    said: Utterance
    before: Utterance | None
    began_at: int
    normal: Normal | None
    found: list[Found]
    words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = frozenset(found.word for found in self.found)

    def applies(self, rule: PhraseRule, unknown: Unknown) -> Unknown | None:
        """What is not known about whether a rule of its setting applies; None where it does not."""
        return at_moment(rule, unknown, self.said, self.before, self.began_at)

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


def _judge_talk(
    talk: Sequence[Utterance], book: PhraseBook, with_kept: bool, over: bool
) -> Iterator[Finding]:
    turns = []
    for i, said in enumerate(talk):
        if said.speaker == "staff":
            turns.append(_Turn(said, talk[i - 1] if i else None, talk[0].at, *book.find(said.text)))
    yield from _forbidden(turns, book, with_kept and over)
    yield from _languages(turns, book, with_kept and over)
    for i in range(len(turns)):
        yield from _reasons(turns[i : i + 2], book, with_kept, over)
    for rule, occasion, unknown, closed in _occasions(turns, book):
        finding = _required(rule, occasion, unknown, closed or over)
        if with_kept or finding.verdict != "kept":
            yield finding
        ordered = _order(rule, occasion, unknown) if rule.order else None
        if ordered and (with_kept or ordered.verdict != "kept"):
            yield ordered


def _forbidden(turns: Sequence[_Turn], book: PhraseBook, with_kept: bool) -> Iterator[Finding]:
    """A finding for every turn with forbidden words; without any, one for each of staff to whom the rule applied."""
    broken: set[tuple[str, str | None]] = set()
    for turn in turns:
        for rule in book.forbidding(turn.words):
            hits = tuple(turn.hit(found, rule) for found in _offences(rule, turn))
            unknown = _unknown(rule, turn) if hits else None
            if unknown is not None:
                broken.add((rule.id, turn.said.staff))
                yield _finding("forbidden", "breached", rule, [turn], unknown, hits=hits)
    for turn in turns if with_kept else ():
        for rule, in_setting_unknown in book.all_forbidding(Setting.of(turn.said)):
            who = (rule.id, turn.said.staff)
            if who not in broken and turn.applies(rule, in_setting_unknown) == ():
                broken.add(who)
                yield _finding("forbidden", "kept", rule, [turn], ())


def _languages(turns: Sequence[_Turn], book: PhraseBook, with_kept: bool) -> Iterator[Finding]:
    """Of each rule and each of staff: the turns in another language; else whether all of them are known not to be."""
    for rule in book.speaking:
        asked: dict[str | None, list[tuple[_Turn, Unknown]]] = {}
        for turn in turns:
            unknown = _unknown(rule, turn)
            if unknown is not None:
                asked.setdefault(turn.said.staff, []).append((turn, unknown))
        for spoken in asked.values():
            wrong = [each for each in spoken if each[0].said.language not in (None, *rule.languages)]
            for turn, unknown in wrong:
                yield _finding("language", "breached", rule, [turn], unknown)
            vague = [each for each in spoken if each[1] or each[0].said.language is None]
            if not wrong and vague:
                turn, unknown = vague[0]
                yield _finding("language", "undecided", rule, [turn], unknown or ("language",))
            elif not wrong and with_kept:
                yield _finding("language", "kept", rule, [spoken[0][0]], ())


def _offences(rule: PhraseRule, turn: _Turn) -> list[Found]:
    """The places of forbidden words, and those of groups of which every word is there to be charged."""
    offences = turn.charged(rule.forbidden, rule.harmless)
    for group in rule.forbidden_together:
        together = turn.charged(group, rule.harmless)
        if {found.word for found in together} == set(group):
            offences += [found for found in together if found not in offences]
    return sorted(offences, key=lambda found: (found.start, found.end))


def _reasons(turns: Sequence[_Turn], book: PhraseBook, with_kept: bool, over: bool) -> Iterator[Finding]:
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
            missed: Verdict = "breached" if over or len(turns) > 1 else "open"
            verdict: Verdict = "kept" if given else missed
            yield _finding("reason", verdict, rule, turns if given else [turn], unknown, hits=hits)


def _unknown(rule: PhraseRule, turn: _Turn) -> Unknown | None:
    unknown = in_setting(rule, Setting.of(turn.said))
    return None if unknown is None else turn.applies(rule, unknown)


_Occasion = tuple[PhraseRule, list[_Turn], Unknown]


def _occasions(
    turns: Sequence[_Turn], book: PhraseBook
) -> Iterator[tuple[PhraseRule, list[_Turn], Unknown, bool]]:
    """Runs of turns to which a rule that asks for words applies, or may apply for want of the same knowledge.

    Last, whether the run has come to an end, so that nothing more can be said in it.
    """
    running: dict[str, _Occasion] = {}
    for turn in turns:
        now: dict[str, _Occasion] = {}
        for rule, in_setting_unknown in book.asking(Setting.of(turn.said)):
            unknown = turn.applies(rule, in_setting_unknown)
            if unknown is None:
                continue
            run = running.get(rule.id)
            if run and run[2] == unknown:
                run[1].append(turn)
                now[rule.id] = running.pop(rule.id)
            else:
                now[rule.id] = (rule, [turn], unknown)
        yield from ((*run, True) for run in running.values())
        running = now
    yield from ((*run, False) for run in running.values())


def _required(rule: PhraseRule, occasion: Sequence[_Turn], unknown: Unknown, closed: bool) -> Finding:
    heard = [turn for turn in occasion if rule.to in (None, turn.said.to)]
    said = frozenset[str]().union(*(turn.words for turn in heard))
    lacking = [word for word in rule.must if word not in said]
    lacking += ["／".join(group) for group in rule.choices if said.isdisjoint(group)]
    unfilled, unheard = _slots(rule, heard)
    lacking += unheard
    words = (*rule.must, *(word for group in rule.choices for word in group))
    hits = tuple(turn.hit(found) for turn in heard for found in turn.places(words))
    if not lacking and not words:  # nothing to go by but slots whose values nobody knows
        unknown = (*unknown, *unfilled)
    missed: Verdict = "breached" if closed else "open"
    verdict: Verdict = missed if lacking else "kept"
    return _finding("required", verdict, rule, occasion, unknown, hits=hits, lacking=tuple(lacking))


def _order(rule: PhraseRule, occasion: Sequence[_Turn], unknown: Unknown) -> Finding | None:
    """Whether words and slots were said in their order; None where one of them was not said at all."""
    heard = [turn for turn in occasion if rule.to in (None, turn.said.to)]
    firsts = [_first(item, rule, heard) for item in rule.order]
    said = [each for each in firsts if each is not None]
    if len(said) < len(firsts):
        return None
    hits = tuple(hit for _, hit in sorted(said, key=lambda each: each[0]))
    verdict: Verdict = "kept" if said == sorted(said, key=lambda each: each[0]) else "breached"
    return _finding("order", verdict, rule, occasion, unknown, hits=hits)


def _first(item: str, rule: PhraseRule, turns: Sequence[_Turn]) -> tuple[tuple[int, int], Hit] | None:
    """Where a word, or what fills a slot, was first said: turn and place."""
    for number, turn in enumerate(turns):
        if is_slot(item):
            value = _value(rule, item[1:-1], turn)
            place = _place(turn, value) if value else None
            if place:
                text = turn.said.text[place[0] : place[1]]
                return (number, place[0]), Hit(turn.said.id, item, text, *place)
        elif places := turn.places((item,)):
            hit = turn.hit(places[0])
            return (number, hit.start), hit
    return None


def _value(rule: PhraseRule, slot: str, turn: _Turn) -> str | None:
    filled = rule.model.filled if rule.model else {}
    return turn.said.known.get(slot) or filled.get(slot)


def _place(turn: _Turn, value: str) -> tuple[int, int] | None:
    """The span of the text in which a value is said."""
    normal = normalise(turn.said.text)
    start = normal.text.find(folded_word(value))
    return normal.span(start, start + len(folded_word(value))) if start >= 0 else None


def _slots(rule: PhraseRule, occasion: Sequence[_Turn]) -> tuple[list[str], list[str]]:
    """Slots whose values are not known, and those whose known value was not said."""
    unfilled, unheard = [], []
    heard = folded("\n".join(turn.said.text for turn in occasion))
    for slot in rule.model.slots if rule.model else ():
        assert rule.model
        values = [value for turn in occasion if (value := _value(rule, slot, turn))]
        values = values or [value for value in (rule.model.filled.get(slot),) if value]
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
