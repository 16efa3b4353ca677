"""The live side in miniature: keeps facts and verdicts, judges what was touched from no more than it needs."""

from __future__ import annotations

from collections.abc import Iterable

from shouwen.law.charter import Charter
from shouwen.law.facts import Fact
from shouwen.law.judge import Judgement, Verdict
from shouwen.law.judge.group import key_of
from shouwen.law.judge.live import (
    GroupNeeds,
    group_needs,
    group_of,
    groups_of,
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
        self.second: dict[str, Verdict] = {}

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
        self._judge(set().union(*touched))

    def turn(self) -> None:
        """A period has turned: memberships open groups without any fact."""
        members = [fact for fact in self.facts if fact.kind in standing_kinds(self.charter)]
        self._judge(standing_groups(members, self.charter, self.now))

    def _judge(self, groups: set[str]) -> None:
        for group in groups:
            needs = group_needs(group, self.charter)
            facts = [fact for fact in self.facts if _wanted(fact, needs)]
            verdicts = [verdict for verdict in self.first.values() if _wanted(verdict, needs)]
            found = judge_groups(facts, verdicts, self.charter, self.now, [group])
            kept = {key: v for key, v in self.second.items() if group_of(v, self.charter) != group}
            self.second = kept | {verdict.key: verdict for verdict in found}

    def judgement(self) -> Judgement:
        """All that holds now."""
        return Judgement.of([*self.first.values(), *self.second.values()])


def _wanted(what: Fact | Verdict, needs: GroupNeeds) -> bool:
    if needs.field is not None and key_of(what, needs.field) != needs.value:
        return False
    at = what.at or 0
    inside = (needs.from_at is None or at >= needs.from_at) and (needs.to_at is None or at < needs.to_at)
    if isinstance(what, Verdict):
        return inside and what.clause in needs.clauses
    return what.kind in needs.standing or (inside and what.kind in needs.kinds)
