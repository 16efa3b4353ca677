"""score that counts: the k-th in a period, the n-th period in a row, once in a period, breaches of clauses.

What is undecided is not counted. An exception changes what a fact costs and not that it happened, so the rules
of one ladder count their facts together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from shouwen.law.charter.language.figures import Missing
from shouwen.law.charter.language.where import holds
from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.group import ALL, key_of
from shouwen.law.judge.periods import Periods, ordinal
from shouwen.law.judge.plain.score import score_verdict
from shouwen.law.judge.plain.source import Source
from shouwen.law.judge.rules import ScoreRule
from shouwen.law.judge.verdict import Verdict

Event = Fact | Verdict


def counted_verdicts(rule: ScoreRule, source: Source) -> Iterator[Verdict]:
    """The verdicts of one rule, in the order of its events."""
    tally = _Tally(rule, source.rules.zone)
    groups = Periods(rule.group_every, source.rules.zone) if rule.group_every else None
    shown = Periods(rule.shown, source.rules.zone) if rule.shown else None
    for event in source.of_clauses(rule.breaches) if rule.breaches else source.of(rule.reads):
        answer, counts = _applies(rule, event)
        key, at = key_of(event, rule.of), event.at
        if at is None or (answer is False and not counts):
            continue
        counted = tally.add(key, at) if counts and key else {}
        if counted is None or answer is False:
            continue
        missing = answer.field if isinstance(answer, Missing) else None if key else rule.of
        if source.asks(rule.rule, key or "", groups.at(at).name if groups else ALL):
            period = shown.at(at).name if shown else None
            yield score_verdict(
                rule, source.rules, event, missing, {} if isinstance(answer, Missing) else counted, period
            )


def _applies(rule: ScoreRule, event: Event) -> tuple[bool | Missing, bool]:
    """Whether the rule scores an event, and whether the event counts in its ladder."""
    if isinstance(event, Verdict):
        broken = event.verdict in ("breached", "overdue") and rule.from_at <= (event.at or 0) < rule.until_at
        return broken, broken
    answer = rule.holds(event) if event.kind in rule.kinds else False
    if not rule.ladder:
        return answer, answer is True
    asked = (
        each for each in rule.ladder if event.kind in each.kinds and each.from_at <= event.at < each.until_at
    )
    return answer, any(holds(each.where, partial(read, event)) is True for each in asked)


class _Tally:
    """What has been counted of each key so far; events come in order."""

    def __init__(self, rule: ScoreRule, zone: str) -> None:
        self.rule, self.zone = rule, zone
        self.kth = Periods(rule.kth, zone) if rule.kth else None
        self.once = Periods(rule.once, zone) if rule.once else None
        self.seen: set[tuple[str, str]] = set()
        self.times: Counter[tuple[str, str]] = Counter()
        self.rows: dict[str, tuple[int, int]] = {}

    def add(self, key: str, at: int) -> Mapping[str, int] | None:
        """k or n of one more event; None if its period has had the one that counts."""
        if self.once:
            place = (key, self.once.at(at).name)
            if place in self.seen:
                return None
            self.seen.add(place)
        if self.kth:
            self.times[key, self.kth.at(at).name] += 1
            return {"k": self.times[key, self.kth.at(at).name]}
        return {"n": self._in_row(key, at)} if self.rule.row else {}

    def _in_row(self, key: str, at: int) -> int:
        """How many periods in a row have one, that of `at` included."""
        assert self.rule.row is not None
        here = ordinal(at, self.rule.row, self.zone)
        last, length = self.rows.get(key, (here, 0))
        length = length if here == last and length else length + 1 if here == last + 1 else 1
        self.rows[key] = (here, length)
        return length
