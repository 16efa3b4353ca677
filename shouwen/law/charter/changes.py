"""Small breakages of a clause, each one thing only: a unit more or less, a word, an item, a post, a state gone or added.

They are made on the plain data of the clause, by its shape: what is a figure, a list, an entry or a key of the
language says the JSON Schema, so that a new kind of rule is covered without a word here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from shouwen.law.charter.catalogue import HANDBOOK
from shouwen.law.charter.language import KINDS, AnyClause
from shouwen.law.charter.language.base import Path
from shouwen.law.charter.mending import parts_at

HEAD = ("effective", "until", "warn", "escalate", "breach", "praise")
"""Keys of a clause beside its rules that decide something."""
FOR_PEOPLE = frozenset({"cites", "type", "name", "prefix", "title", "does", "help", "reading", "formula"})
"""Keys that say how something is called, shown or stored; nothing is decided by them."""
SHOWN_IN: Mapping[str, frozenset[str]] = {
    "checklist": frozenset({"posts", "place", "moment", "every"}),
    "publish": frozenset({"at", "audience"}),
    "train": frozenset({"topics"}),
}
"""Keys of single kinds that plan, print and show their sheets, boards and courses; no example can be decided by them."""
_POSTS_NEVER = frozenset({"after", "start", "state", "not_by", "of"})
"""Keys whose words may be called like posts and are none: states, and the choices of a field."""
_STATES = ("after", "start")
_FORMULAS = ("points", "money")
_SPAN = re.compile(r"(?:[0-9]+h)?(?:[0-9]+min)?(?:[0-9]+s)?|[0-9]+(?:d|wd|w|mo|y)")
_LAST = re.compile(r"([0-9]+)([a-z]+)$")
_SHARE = re.compile(r"([0-9]+(?:\.[0-9]+)?)%")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE_DAY = {"same day": "1d", "same week": "1w", "same month": "1mo"}
GONE: Any = object()
"""In place of a value: the key or the item is left out."""


@dataclass(frozen=True, slots=True)
class Change:
    """What stands at a path instead; `shown` says it in signs that need no language: 45min → 46min, − crew, + head."""

    path: Path
    value: Any
    shown: str

    @property
    def where(self) -> str:
        """The path as text."""
        return ".".join(map(str, self.path))


def changes(raw: Mapping[str, Any], posts: Collection[str]) -> Iterator[Change]:
    """Every small breakage of a clause as written, settings filled in."""
    for key, value in raw.items():
        if key in HEAD or (key in KINDS and key not in HANDBOOK):
            if key in HEAD:
                yield Change((key,), GONE, f"− {_short(value)}")
            yield from _value((key,), value, _unheard(raw, posts) if key == "escalate" else posts, ())


def _unheard(raw: Mapping[str, Any], posts: Collection[str]) -> Collection[str]:
    """The posts that a breach does not tell anyway; to tell the others once more shows in no example."""
    told = raw.get("breach", {}).get("tell", ())
    return [post for post in posts if post not in ((told,) if isinstance(told, str) else told)]


def applied(data: Any, path: Path, value: Any) -> Any:
    """Plain data with another value at a path; only what leads there is copied."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    copy: Any = dict(data) if isinstance(data, Mapping) else list(data)
    if not rest and value is GONE:
        del copy[step]
    else:
        copy[step] = applied(copy[step], rest, value)
    return copy


def _value(path: Path, value: Any, posts: Collection[str], states: Collection[str]) -> Iterator[Change]:
    if isinstance(value, Mapping):
        if set(value) != {"zh", "en"}:
            yield from _mapping(path, value, posts, states)
    elif isinstance(value, list):
        yield from _list(path, value, posts, states)
    else:
        for other in _others(path, value):
            yield Change(path, other, f"{_short(value)} → {_short(other)}")
        yield from _added(path, [value], posts, states)


def _mapping(
    path: Path, value: Mapping[str, Any], posts: Collection[str], states: Collection[str]
) -> Iterator[Change]:
    known, needed = _keys(path)
    if set(value) == {"not"}:
        yield Change(path, value["not"], f"not {_short(value['not'])} → {_short(value['not'])}")
    yield from _swapped(path, value)
    steps = value.get("steps") if "start" in value else None
    inner = tuple(steps) if isinstance(steps, Mapping) else states
    for key, below in value.items():
        at = (*path, key)
        if key in known and (key in FOR_PEOPLE or key in SHOWN_IN.get(str(path[0]), ())):
            continue
        words = isinstance(below, Mapping) and set(below) == {"zh", "en"}
        if (key not in known and len(value) > 1) or (key in known and key not in needed and not words):
            yield Change(at, GONE, f"− {key}" if key not in known else f"− {_short(below)}")
        if key not in known and _DATE.fullmatch(key):
            for day in _days(key):
                yield Change(path, _renamed(value, key, day), f"{key} → {day}")
        yield from _value(at, below, posts, inner)


def _renamed(value: Mapping[str, Any], old: str, new: str) -> Mapping[str, Any]:
    return {new if key == old else key: below for key, below in value.items()}


def _swapped(path: Path, value: Mapping[str, Any]) -> Iterator[Change]:
    """The order of two events turned round."""
    for one, other in (("what", "before"), ("what", "after"), ("from", "to")):
        if one in value and other in value:
            yield Change(path, {**value, one: value[other], other: value[one]}, f"{one} ⇄ {other}")
    for one, other in (("before", "after"), ("after", "before")):
        if "what" in value and one in value and other not in value:
            yield Change(path, _renamed(value, one, other), f"{one} → {other}")


def _list(path: Path, value: list[Any], posts: Collection[str], states: Collection[str]) -> Iterator[Change]:
    for index, item in enumerate(value):
        if len(value) > 1:
            yield Change((*path, index), GONE, f"− {_short(item)}")
        if isinstance(item, Mapping | list):
            yield from _value((*path, index), item, posts, states)
        else:
            for other in _others((*path, index), item):
                yield Change((*path, index), other, f"{_short(item)} → {_short(other)}")
    yield from _added(path, value, posts, states)


def _added(path: Path, items: list[Any], posts: Collection[str], states: Collection[str]) -> Iterator[Change]:
    """A right widened: another post, or another state to come from."""
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    if isinstance(path[-1], int):
        return
    if key in _STATES and states and items != ["any"]:
        more = [state for state in states if state not in items]
    elif key not in _POSTS_NEVER and items and all(isinstance(x, str) and x in posts for x in items):
        more = [post for post in posts if post not in items]
    else:
        return
    for each in more:
        yield Change(path, [*items, each], f"+ {each}")


def _others(path: Path, value: Any) -> Iterator[Any]:
    """The values beside a single one: a unit more, a unit less, the other answer, the next choice."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value - 1, value + 1)
    elif isinstance(value, float):
        yield from map(float, _beside(repr(value)))
    elif isinstance(value, str) and value:
        yield from _texts(path, value)


def _texts(path: Path, value: str) -> Iterator[str]:
    if value in _WHOLE_DAY:
        yield _WHOLE_DAY[value]
    elif _SPAN.fullmatch(value):
        yield from _spans(value)
    elif share := _SHARE.fullmatch(value):
        yield from (f"{other}%" for other in _beside(share[1]))
    elif _DATE.fullmatch(value):
        yield from _days(value)
    elif path[-1] in _FORMULAS:
        yield from _formulas(value)
    else:
        listed = _choices(path)
        if value in listed:
            yield listed[(listed.index(value) + 1) % len(listed)]


def _spans(value: str) -> Iterator[str]:
    last = _LAST.search(value)
    assert last is not None
    for count in (int(last[1]) - 1, int(last[1]) + 1):
        text = f"{value[: last.start()]}{count}{last[2]}"
        if count or last.start():
            yield text


def _days(value: str) -> Iterator[str]:
    day = date.fromisoformat(value)
    yield from ((day + timedelta(days=step)).isoformat() for step in (-1, 1))


def _formulas(value: str) -> Iterator[str]:
    for number in _NUMBER.finditer(value):
        for other in _beside(number[0]):
            yield f"{value[: number.start()]}{other}{value[number.end() :]}"
    for one, two in (("max(", "min("), ("min(", "max(")):
        if one in value:
            yield value.replace(one, two)


def _beside(number: str) -> Iterator[str]:
    """A number one less and one more in its last place."""
    places = len(number.partition(".")[2])
    for step in (-1, 1):
        yield f"{float(number) + step * 10**-places:.{places}f}"


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _shape(path: Path) -> Path:
    """The path without what only tells one item from another, so that shapes are looked up once."""
    return tuple(0 if isinstance(step, int) else step for step in path)


def _keys(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    return _keys_of(_shape(path))


def _choices(path: Path) -> tuple[str, ...]:
    return _choices_of(_shape(path))


@cache
def _keys_of(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    """The keys of the language that may stand in a mapping, and those that have to."""
    found = [part for part in parts_at(AnyClause, path) if "properties" in part]
    known = frozenset(key for part in found for key in part["properties"])
    return known, frozenset(key for part in found for key in part.get("required", ()))


@cache
def _choices_of(path: Path) -> tuple[str, ...]:
    """The words that may stand at a path where no other text may."""
    found = parts_at(AnyClause, path)
    listed = [choice for part in found for choice in part.get("enum", ()) if isinstance(choice, str)]
    return tuple(dict.fromkeys(listed)) if len(listed) > 1 else ()
