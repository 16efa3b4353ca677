"""The live side in miniature: keeps facts and verdicts, judges what was touched from no more than it needs."""

from __future__ import annotations

from collections.abc import Iterable

from shouwen.law.charter import Charter
from shouwen.law.facts import Fact
from shouwen.law.facts.fact import read
from shouwen.law.judge import Judgement, Verdict
from shouwen.law.judge.group import key_of
from shouwen.law.judge.live import (
    GroupNeeds,
    drawn_groups,
    group_needs,
    groups_of,
    groups_without_members,
    standing_groups,
    standing_kinds,
)
from shouwen.law.judge.plain import judge_groups, judge_subjects


class Live:
    """What a worker does with each batch of facts that arrives."""

    def __init__(self, charter: Charter, now: int) -> None:
        self.charter, self.now = charter, now
        self.facts: list[Fact] = []
        self.first: dict[str, Verdict] = {}
        self.second: dict[str, tuple[str, Verdict]] = {}

    def take(self, batch: Iterable[Fact]) -> None:
        """Some facts arrive."""
        came = list(batch)
        self.facts += came
        subjects = {fact.subject for fact in came}
        old = [verdict for verdict in self.first.values() if verdict.subject in subjects]
        known = [fact for fact in self.facts if fact.subject in subjects]
        new = judge_subjects(known, self.charter, self.now)
        for verdict in old:
            del self.first[verdict.key]
        self.first |= {verdict.key: verdict for verdict in new}
        touched = (groups_of(what, self.charter, self.now) for what in (*came, *old, *new))
        self._judge(set().union(*touched) | drawn_groups(came, self._members(), self.charter, self.now))

    def turn(self) -> None:
        """A period has turned: memberships open groups without any fact."""
        self._judge(standing_groups(self._members(), self.charter, self.now))

    def adopt(self) -> None:
        """The charter comes into force: what it asks of the company opens by itself."""
        self._judge(groups_without_members(self.charter, self.now))

    def _members(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind in standing_kinds(self.charter)]

    def _judge(self, groups: set[str]) -> None:
        for group in groups:
            needs = group_needs(group, self.charter)
            facts = [fact for fact in self.facts if _wanted(fact, needs)]
            pool = [*self.first.values(), *(verdict for _, verdict in self.second.values())]
            verdicts = [verdict for verdict in pool if _wanted(verdict, needs)]
            found = judge_groups(facts, verdicts, self.charter, self.now, [group])
            old = [verdict for own, verdict in self.second.values() if own == group]
            kept = {key: each for key, each in self.second.items() if each[0] != group}
            self.second = kept | {verdict.key: (group, verdict) for verdict in found}
            touched = (groups_of(what, self.charter, self.now) for what in (*old, *found))
            self._judge(set().union(*touched))

    def judgement(self) -> Judgement:
        """All that holds now."""
        return Judgement.of([*self.first.values(), *(verdict for _, verdict in self.second.values())])


def _key(what: Fact | Verdict, needs: GroupNeeds) -> str | None:
    about = needs.about.get(what.kind) if isinstance(what, Fact) else None
    if isinstance(what, Fact) and about:
        return read(what, about)
    return key_of(what, needs.field or "")


def _wanted(what: Fact | Verdict, needs: GroupNeeds) -> bool:
    if isinstance(what, Fact) and what.kind in needs.general:
        return True
    if needs.field is not None and _key(what, needs) != needs.value:
        return False
    at = what.at or 0
    inside = (needs.from_at is None or at >= needs.from_at) and (needs.to_at is None or at < needs.to_at)
    if isinstance(what, Verdict):
        return inside and what.clause in needs.clauses
    return what.kind in needs.standing or (inside and what.kind in needs.kinds)
