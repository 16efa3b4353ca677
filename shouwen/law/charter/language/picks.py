"""Picks: facts a rule names beside those that set it off, by their kind and perhaps by conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, get_args

from pydantic import BeforeValidator

from shouwen.law.charter.language.base import Kind, Mention, Path, Shape, inside, wrong
from shouwen.law.charter.language.where import Where, Written, conditions
from shouwen.words import Words


@dataclass(frozen=True, slots=True)
class Pick:
    """Facts of a kind, as far as conditions hold; where one cannot be decided the fact is not picked."""

    kind: str
    where: Where = ()


_SHAPE: Shape = get_args(Kind)[1]


def _picks(value: object) -> tuple[Pick, ...]:
    if not isinstance(value, list | tuple):
        return (_pick(value),)
    found = []
    for index, each in enumerate(value):
        with inside((index,)):
            found.append(_pick(each))
    return tuple(found)


def _pick(value: object) -> Pick:
    if isinstance(value, Pick):
        return value
    if isinstance(value, str):
        return Pick(_SHAPE.check(value))
    if not isinstance(value, Mapping) or len(value) != 1:
        raise wrong(
            Words("须写事实种类，或「种类: {条件}」", "a kind of fact, or kind: {conditions}, is wanted"),
            Words(
                "请写 repair.arrived 或 {notice.posted: {item: star}}；几种用列表",
                "write repair.arrived or {notice.posted: {item: star}}; several in a list",
            ),
        )
    ((kind, where),) = value.items()
    with inside((str(kind),)):
        return Pick(_SHAPE.check(str(kind)), conditions(where))


_One = Kind | dict[Kind, Written]
Picks = Annotated[tuple[Pick, ...], BeforeValidator(_picks, json_schema_input_type=_One | list[_One])]
"""One pick or a list of them: `repair.arrived`, `{notice.posted: {item: star}}`."""


def picked(picks: tuple[Pick, ...], *path: str | int) -> Iterator[Mention]:
    """Mentions of the kinds of fact."""
    for place, pick in _places(picks, path):
        yield Mention("fact", pick.kind, place)


def asked(picks: tuple[Pick, ...], *path: str | int) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
    """Their conditions: each with the kind it is asked of, and its place in the rule."""
    for place, pick in _places(picks, path):
        if pick.where:
            yield pick.where, (pick.kind,), place


def _places(picks: tuple[Pick, ...], path: Path) -> Iterator[tuple[Path, Pick]]:
    for index, pick in enumerate(picks):
        place = (*path, index) if len(picks) > 1 else path
        yield (*place, pick.kind) if pick.where else place, pick
