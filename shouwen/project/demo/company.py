"""The five companies of the demo, all invented, in a town that is on no map: who they are is a small file each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from random import Random

from shouwen.project.demo import corpus
from shouwen.words import Words

TOWN = Words("青禾市", "Qinghe")
PASSWORD = "qinghe-demo"  # noqa: S105 - the demo's own, printed on its sign-in page


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit of the tree; `parent` is the code of the one above."""

    code: str
    name: Words
    kind: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class StaffPlan:
    """A person: signs in as `username`, holds `post` in `unit`; `leads` watches over all units below."""

    username: str
    name: str
    post: str
    unit: str
    leads: bool = False
    supervisor: str | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """A company: `key` names its charter, `shown` the people to sign in as, `second_posts` (staff, post, unit).

    `said` is what its customers come with, by flow.
    """

    key: str
    name: Words
    units: tuple[UnitPlan, ...]
    staff: tuple[StaffPlan, ...]
    second_posts: tuple[tuple[str, str, str], ...] = ()
    shown: tuple[str, ...] = ()
    said: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def holding(self, post: str) -> list[StaffPlan]:
        """Those who hold a post, their second one included."""
        second = {name for name, held, _ in self.second_posts if held == post}
        return [plan for plan in self.staff if plan.post == post or plan.username in second]

    def posts_of(self, username: str) -> set[str]:
        """The posts somebody holds."""
        own = {plan.post for plan in self.staff if plan.username == username}
        return own | {post for name, post, _ in self.second_posts if name == username}


def of(key: str) -> Company:
    """The company with the charter of that name. Errors: KeyError."""
    from shouwen.project.settings import COMPANIES

    if key not in COMPANIES:
        raise KeyError(key)
    found = import_module(f"shouwen.project.demo.companies.{key.replace('-', '_')}").COMPANY
    assert isinstance(found, Company)
    return found


@dataclass(frozen=True, slots=True)
class Held:
    """A row of a staffing plan: `post` in `unit`, by so many people; the first `leads` or nobody does."""

    post: str
    unit: str
    people: int = 1
    leads: bool = False


def staffed(
    key: str,
    name: Words,
    units: Iterable[tuple[str, str, str, Words]],
    rows: Sequence[Held],
    shown: str,
    said: Mapping[str, Sequence[str]],
) -> Company:
    """A company from rows of units (code, code above, kind, name) and posts; names come out of the town's hat.

    People sign in with their post and a number from the second on: engineer, engineer2. Everybody answers to whoever
    leads their unit, or the next one above. `shown` names accounts, parted by blanks.
    """
    tree = tuple(UnitPlan(code, words, kind, above or None) for code, above, kind, words in units)
    hat = [surname + given for surname in corpus.SURNAMES for given in corpus.GIVEN]
    Random(key).shuffle(hat)  # noqa: S311 - names for a story, not a secret
    plans = list(_people(rows, iter(hat)))
    leader = {plan.unit: plan.username for plan in reversed(plans) if plan.leads}
    above = {unit.code: unit.parent for unit in tree}
    staff = tuple(
        StaffPlan(p.username, p.name, p.post, p.unit, p.leads, _supervisor(p, leader, above)) for p in plans
    )
    return Company(key, name, tree, staff, shown=tuple(shown.split()), said=said)


def _people(rows: Sequence[Held], names: Iterator[str]) -> Iterator[StaffPlan]:
    seen: Counter[str] = Counter()
    for row in rows:
        for place in range(row.people):
            seen[row.post] += 1
            number = "" if seen[row.post] == 1 else str(seen[row.post])
            yield StaffPlan(f"{row.post}{number}", next(names), row.post, row.unit, row.leads and not place)


def _supervisor(plan: StaffPlan, leader: dict[str, str], above: dict[str, str | None]) -> str | None:
    unit: str | None = plan.unit
    while unit:
        if leader.get(unit, plan.username) != plan.username:
            return leader[unit]
        unit = above[unit]
    return None
