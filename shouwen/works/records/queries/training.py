"""Reading training and competence: who has passed what, who may not serve yet, who is marked low and waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shouwen.law.charter.registers import Module, Quality
from shouwen.law.facts.fact import Fact, read
from shouwen.works.duty.models import Verdict
from shouwen.works.journal import charters, store
from shouwen.works.journal.instants import to_datetime
from shouwen.works.people import access
from shouwen.works.people.models import Posting, Staff
from shouwen.works.records.queries import dues
from shouwen.works.records.trained import is_passed


@dataclass(frozen=True, slots=True)
class Learnt:
    """Where somebody stands in a module. `state` is passed, failed, missing or again (to be passed anew)."""

    module: Module
    mark: str
    at: datetime | None
    state: str
    due_at: datetime | None

    @property
    def keeps_off(self) -> bool:
        """Whether it keeps the person from serving."""
        return self.module.before_duty and self.state in ("missing", "failed")


@dataclass(frozen=True, slots=True)
class Marked:
    """The last mark of somebody in a quality; `coach_due_at` where coaching is owed."""

    quality: Quality
    mark: float | None
    at: datetime | None
    note: str
    coached_at: datetime | None
    coach_due_at: datetime | None

    @property
    def is_low(self) -> bool:
        return self.mark is not None and self.quality.low is not None and self.mark < self.quality.low

    @property
    def awaits_coaching(self) -> bool:
        """Low, and nobody has coached since."""
        coached = self.coached_at is not None and self.at is not None and self.coached_at >= self.at
        return self.is_low and not coached


@dataclass(frozen=True, slots=True)
class Profile:
    """One person: posts held, modules asked of these posts, qualities they are assessed by."""

    person: Staff
    postings: tuple[Posting, ...]
    learnt: tuple[Learnt, ...]
    marked: tuple[Marked, ...]

    @property
    def may_serve(self) -> bool:
        return not any(each.keeps_off for each in self.learnt)

    @property
    def to_learn(self) -> list[Learnt]:
        return [each for each in self.learnt if each.state != "passed"]

    @property
    def to_coach(self) -> list[Marked]:
        return [each for each in self.marked if each.awaits_coaching]


def profile(person: Staff) -> Profile:
    """One person's training and marks; whether they may be seen, the caller asks."""
    found = _profiles(Posting.objects.in_force().filter(staff=person))
    return found[0] if found else Profile(person, (), (), ())


def team(user: Staff) -> list[Profile]:
    """Everybody posted in the units this person leads, by unit; those who may not serve first."""
    stood = access.standing(user)
    if stood is None or not (stood.everything or stood.leads):
        return []
    held = Posting.objects.in_force().filter(stood.in_led("unit__code")).exclude(staff=user)
    found = _profiles(held)
    return sorted(found, key=lambda each: (each.may_serve, not each.to_coach, each.postings[0].unit.path))


def _profiles(postings: Iterable[Posting]) -> list[Profile]:
    """The profiles of those who hold these postings, in three statements however many they are."""
    people: dict[Staff, list[Posting]] = {}
    for posting in postings.select_related("staff", "unit").order_by("unit__path", "staff__name", "id"):  # type: ignore[attr-defined]
        people.setdefault(posting.staff, []).append(posting)
    facts, stood = _facts(people), _standing(people)
    return [
        Profile(person, tuple(held), *_of(person, {each.post for each in held}, facts, stood))
        for person, held in people.items()
    ]


def _of(
    person: Staff,
    posts: set[str],
    facts: Mapping[str, Sequence[Fact]],
    stood: Mapping[str, Sequence[Verdict]],
) -> tuple[tuple[Learnt, ...], tuple[Marked, ...]]:
    charter, subject = charters.current(), f"staff:{person.username}"
    modules = [each for each in charter.modules.values() if posts & set(each.posts)]
    qualities = [each for each in charter.qualities.values() if posts & set(each.posts)]
    learnt = [_learnt(each, facts.get(subject, ()), stood.get(subject, ())) for each in modules]
    marked = [
        _marked(each, facts.get(f"{subject}/{each.name}", ()), stood.get(f"{subject}/{each.name}", ()))
        for each in qualities
    ]
    return tuple(learnt), tuple(marked)


def _learnt(module: Module, facts: Sequence[Fact], stood: Sequence[Verdict]) -> Learnt:
    tried = [fact for fact in facts if fact.kind == "training.passed" and read(fact, "module") == module.name]
    passed = [fact for fact in tried if is_passed(module, fact)]
    shown = passed[-1] if passed else tried[-1] if tried else None
    due_at = next((row.due_at for row in stood if row.clause in module.clauses and row.due_at), None)
    state = "passed" if passed else "failed" if tried else "missing"
    if passed and any(row.verdict == "overdue" and row.clause in module.clauses for row in stood):
        state = "again"
    mark = read(shown, "mark") or "" if shown else ""
    return Learnt(module, mark, to_datetime(shown.at) if shown else None, state, due_at)


def _marked(quality: Quality, facts: Sequence[Fact], stood: Sequence[Verdict]) -> Marked:
    last = next((fact for fact in reversed(facts) if fact.kind == "competence.assessed"), None)
    coached = next((fact for fact in reversed(facts) if fact.kind == "coaching.held"), None)
    return Marked(
        quality,
        float(last.data["mark"]) if last else None,  # type: ignore[arg-type]
        to_datetime(last.at) if last else None,
        read(last, "note") or "" if last else "",
        to_datetime(coached.at) if coached else None,
        next((row.due_at for row in stood if row.due_at), None),
    )


def _subjects(people: Iterable[Staff]) -> list[str]:
    qualities = charters.current().qualities
    return [
        subject
        for person in people
        for subject in (
            f"staff:{person.username}", *(f"staff:{person.username}/{name}" for name in qualities),
        )
    ]  # fmt: skip


def _facts(people: Iterable[Staff]) -> Mapping[str, Sequence[Fact]]:
    """The facts of training and competence by subject, in the order they happened."""
    kinds = ["training.passed", "competence.assessed", "coaching.held"]
    rows = store.select("subject = ANY(%s) AND kind = ANY(%s)", [_subjects(people), kinds])
    found: dict[str, list[Fact]] = {}
    for fact in sorted(rows, key=lambda fact: fact.order):
        found.setdefault(fact.subject, []).append(fact)
    return found


def _standing(people: Iterable[Staff]) -> Mapping[str, Sequence[Verdict]]:
    return dues.standing(_subjects(people))
