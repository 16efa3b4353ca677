"""One turn of a conversation: who said what, where, at which moment of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Speaker = Literal["staff", "customer"]
SERVED = "served"
"""The listener unless told: the customer who is being served."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one person said in one go, spoken or written.

    None means: not known. `situations` empty means: known to be none that any rule names. `position` is the
    moment in the conversation (opening, closing, before-hold ...; "middle" for no special one). `known` holds
    what slots of a model sentence have to be filled with, by slot name. `to`: whom it was said to, as the rules name
    them; the customer being served unless told. Units: instants in µs UTC.
    """

    id: str
    subject: str
    at: int
    speaker: Speaker
    text: str
    channel: str | None = None
    situations: frozenset[str] | None = None
    position: str | None = None
    post: str | None = None
    staff: str | None = None
    unit: str | None = None
    until_at: int | None = None
    known: Mapping[str, str] = field(default_factory=dict, hash=False)
    to: str = SERVED
    language: str | None = None


def placed(utterances: Iterable[Utterance], *, is_over: bool) -> list[Utterance]:
    """The same utterances in order, those of staff without a position given one by where they stand.

    The first of a subject's staff utterances is its opening; when the conversation is over the last is its
    closing (a single one stays the opening); the others are in the middle. Shape: all of the subjects' utterances.
    """
    ordered = sorted(utterances, key=lambda said: (said.at, said.id))
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for said in ordered:
        if said.speaker == "staff":
            first.setdefault(said.subject, said.id)
            last[said.subject] = said.id

    def where(said: Utterance) -> str | None:
        if said.speaker != "staff" or said.position is not None:
            return said.position
        if said.id == first[said.subject]:
            return "opening"
        if said.id == last[said.subject]:
            return "closing" if is_over else None
        return "middle"

    return [replace(said, position=where(said)) for said in ordered]
