"""The conversations of examples as facts; with `only`, also the same words in every other circumstance."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language import Example
from shouwen.law.charter.language.moment import instant
from shouwen.law.charter.language.rules.phrase import ENDED, NONE, POSITIONS, SAID
from shouwen.law.charter.language.talk import HEAD, Turn
from shouwen.law.facts.fact import Fact, Value

_EIGHT = "08:00"
_SECOND = 1_000_000
_STEP, _APART = 10 * _SECOND, 600 * _SECOND
ELSEWHERE = "elsewhere "
"""How the subjects of conversations begin of which nothing may follow."""


def how_many(example: Example) -> int:
    """How many conversations of an example come to what it expects."""
    return len(example.talks) * sum(1 for _ in _variants(example)) or 1


def talk_facts(example: Example, charter: Charter, on: date) -> Iterator[Fact]:
    """What is said in an example: the first conversation is of its subject 1, each further one of its own."""
    talks = [(known, talk) for known in _variants(example) for talk in example.talks]
    for number, (known, talk) in enumerate(talks):
        times = _times(talk, number * _APART, charter, on)
        yield from _talk(str(number + 1), talk, known, times, is_over=example.over)
    for place, known in _elsewhere(example, charter) if example.only and example.talks else ():
        for index, talk in enumerate(example.talks):
            times = _times(talk, 0, charter, on)
            yield from _talk(f"{ELSEWHERE}{place} {index}", talk, known, times, is_over=example.over)


def _times(talk: Sequence[Turn], later: int, charter: Charter, on: date) -> list[int]:
    """The instants of the turns, all so much later than the example writes them."""
    times: list[int] = []
    for turn in talk:
        at = times[-1] + _STEP if times else instant(_EIGHT, on, charter.zone) + later
        times.append(instant(turn.time, on, charter.zone) + later if turn.time else at)
    return times


def _talk(
    subject: str, talk: Sequence[Turn], known: Mapping[str, Value], times: Sequence[int], *, is_over: bool
) -> Iterator[Fact]:
    for number, (turn, at) in enumerate(zip(talk, times, strict=True), start=1):
        about = {**known, **turn.known}
        head = {name: str(about[name]) if name in about else None for name in HEAD}
        data: dict[str, Value] = {name: value for name, value in about.items() if name not in HEAD}
        yield Fact(
            SAID,
            at,
            subject,
            f"{subject}-turn-{number:03}",
            staff=head["who"] if turn.speaker == "staff" else None,
            unit=head["unit"],
            customer=head["customer"],
            data={"text": turn.text, "speaker": turn.speaker, **data},
        )
    if is_over:
        yield Fact(ENDED, max(times) + _STEP, subject, f"{subject}-turn-end")


def _variants(example: Example) -> Iterator[Mapping[str, Value]]:
    """The circumstances with the first value of every list, then with each of the others in its turn."""
    first = {name: values[0] for name, values in example.in_.items()}
    yield first
    for name, values in example.in_.items():
        for other in values[1:]:
            yield {**first, name: other}


def _elsewhere(example: Example, charter: Charter) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """The circumstances with one of them exchanged for each that the example does not list."""
    first = {name: values[0] for name, values in example.in_.items()}
    for name, others in known_values(charter).items():
        listed = example.in_.get(name, ())
        for other in others if listed else ():
            if other not in listed:
                yield f"{name} {other}", {**first, name: other}


def known_values(charter: Charter) -> Mapping[str, Collection[str]]:
    """The circumstances a charter knows by name."""
    return {
        "channel": tuple(charter.header.channels),
        "situation": (NONE, *charter.header.situations),
        "position": tuple(POSITIONS),
        "post": tuple(charter.posts),
    }
