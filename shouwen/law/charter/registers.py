"""What the rules of a charter come to for pages: sheets, notices, modules, qualities, keepers, bodies, principles.

A register joins what several clauses say of one thing, each part with the clause it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeVar

from shouwen.law.charter.language import (
    Assign,
    Body,
    Checklist,
    Competence,
    Org,
    Principle,
    Publish,
    Train,
)
from shouwen.law.charter.language.rules.checklist import Moment
from shouwen.law.worktime.limits import Limit
from shouwen.words import Words

if TYPE_CHECKING:
    from shouwen.law.charter.charter import Rule

B = TypeVar("B", bound=Body)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SheetItem:
    """One point of a sheet: its title, its clause, who is inspected for it, and when it has to be mended."""

    title: Words
    clause: str
    posts: tuple[str, ...]
    follow_up: Limit


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet. Without `posts` it is about a place; `every` names the clause that asks for it so often."""

    name: str
    title: Words
    posts: tuple[str, ...]
    place: Words | None
    moment: Moment
    every: tuple[str, str] | None
    items: Mapping[str, SheetItem]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be posted or told: `item` as facts name it, where, for whom, by which clause.

    `part` is the title of the part it is of what the clause posts, `title` that of the whole. `told`: in person.
    `after` are the facts that ask for it case by case; without it the notice hangs for good.
    """

    item: str
    title: Words
    part: Words | None
    at: tuple[str, ...]
    audience: Literal["staff", "customers", "public"]
    clause: str
    renew: Limit | None
    after: tuple[str, ...]
    told: bool


@dataclass(frozen=True, slots=True)
class Module:
    """A module of training. `asked` says by clause which posts need it; `topics` is the union."""

    name: str
    title: Words
    posts: tuple[str, ...]
    topics: Mapping[str, Words]
    before_duty: bool
    every: Limit | None
    pass_mark: int | float | None
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """A quality people are assessed by, from 1 to `scale`; below `low` they are coached within `coach`."""

    name: str
    title: Words
    posts: tuple[str, ...]
    every: str
    scale: int
    low: int | None
    coach: Limit | None
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A thing that needs a named keeper in every unit."""

    thing: str
    title: Words
    within: Limit
    clause: str


@dataclass(frozen=True, slots=True)
class OrgBody:
    """A body of the house with its posts and duties."""

    name: str
    title: Words
    head: str | None
    deputies: tuple[str, ...]
    members: tuple[str, ...]
    duties: Mapping[str, Words]
    clauses: tuple[str, ...]

    def roles(self, post: str) -> tuple[Literal["head", "deputy", "member"], ...]:
        """What a post is in it."""
        found = (
            ("head", post == self.head),
            ("deputy", post in self.deputies),
            ("member", post in self.members),
        )
        return tuple(role for role, held in found if held)  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Belief:
    """A principle of the handbook, and whether its reading is confirmed."""

    clause: str
    title: Words
    says: Words
    receipt: bool


def sheets(rules: Iterable[Rule[Checklist]]) -> Mapping[str, Sheet]:
    """The sheets by name, in the order they are first spoken of."""
    found: dict[str, Sheet] = {}
    for name, said in _grouped(rules, lambda body: body.sheet):
        items = {
            key: SheetItem(title, each.clause.clause, each.body.posts, each.body.follow_up)
            for each in said
            for key, title in each.body.items.items()
        }
        found[name] = Sheet(
            name,
            _first(each.body.title for each in said) or Words(name, name),
            _union(each.body.posts for each in said),
            _first(each.body.place for each in said),
            _first(each.body.moment for each in said) or "inspection",
            _first((each.body.every, each.clause.clause) if each.body.every else None for each in said),
            items,
        )
    return found


def notices(rules: Iterable[Rule[Publish]]) -> Mapping[str, Notice]:
    """Everything that has to be posted or told, by item."""
    found: dict[str, Notice] = {}
    for said in rules:
        body = said.body
        after = body.told.after if body.told else body.after
        whole = Notice(
            body.item,
            body.title,
            None,
            body.at,
            body.audience,
            said.clause.clause,
            body.renew,
            after,
            body.told is not None,
        )
        parts: dict[str, Words | None] = {f"{body.item}.{key}": title for key, title in body.parts.items()}
        parts = parts or {body.item: None}
        found |= {item: replace(whole, item=item, part=part) for item, part in parts.items()}
    return found


def modules(rules: Iterable[Rule[Train]]) -> Mapping[str, Module]:
    """The modules by name."""
    found: dict[str, Module] = {}
    for name, said in _grouped(rules, lambda body: body.module):
        found[name] = Module(
            name,
            _first(each.body.title for each in said) or Words(name, name),
            _union(each.body.for_ for each in said),
            {key: title for each in said for key, title in each.body.topics.items()},
            any(each.body.before_duty for each in said),
            _first(each.body.every for each in said),
            _first(each.body.pass_ for each in said),
            tuple(each.clause.clause for each in said),
        )
    return found


def qualities(rules: Iterable[Rule[Competence]]) -> Mapping[str, Quality]:
    """The qualities by name; the first clause that speaks of one gives its title and figures."""
    found: dict[str, Quality] = {}
    for said in rules:
        body = said.body
        for name, title in body.qualities.items():
            new = Quality(
                name, title, body.for_, body.every, body.scale, body.low, body.coach, (said.clause.clause,)
            )
            known = found.get(name)
            found[name] = (
                replace(known, posts=_union((known.posts, new.posts)), clauses=known.clauses + new.clauses)
                if known
                else new
            )
    return found


def keepers(rules: Iterable[Rule[Assign]]) -> Mapping[str, Kept]:
    """The things that need a named keeper."""
    return {
        thing: Kept(thing, title, said.body.keeper.within, said.clause.clause)
        for said in rules
        if said.body.keeper
        for thing, title in said.body.keeper.of.items()
    }


def bodies(rules: Iterable[Rule[Org]]) -> Mapping[str, OrgBody]:
    """The bodies of the house by name."""
    found: dict[str, OrgBody] = {}
    for name, said in _grouped(rules, lambda body: body.body):
        found[name] = OrgBody(
            name,
            _first(each.body.title for each in said) or Words(name, name),
            _first(each.body.head for each in said),
            _union(each.body.deputies for each in said),
            _union(each.body.members for each in said),
            {key: title for each in said for key, title in each.body.duties.items()},
            tuple(each.clause.clause for each in said),
        )
    return found


def principles(rules: Iterable[Rule[Principle]]) -> Mapping[str, Belief]:
    """The principles by clause."""
    return {
        said.clause.clause: Belief(said.clause.clause, said.clause.title, said.clause.says, said.body.receipt)
        for said in rules
    }


def _grouped(rules: Iterable[Rule[B]], name: Callable[[B], str]) -> Iterable[tuple[str, list[Rule[B]]]]:
    """The rules that speak of one thing, in the order of the files."""
    found: dict[str, list[Rule[B]]] = {}
    for rule in rules:
        found.setdefault(name(rule.body), []).append(rule)
    return found.items()


def _first(said: Iterable[T | None]) -> T | None:
    return next((each for each in said if each is not None), None)


def _union(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for several in lists for each in several))
