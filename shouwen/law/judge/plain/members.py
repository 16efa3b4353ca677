"""Who belongs to those that are counted, and in which whole periods: from one fact until the next of another kind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import TypeVar

from shouwen.law.facts.fact import Fact
from shouwen.law.judge.periods import Span, periods_between
from shouwen.law.judge.plain.source import Source
from shouwen.law.judge.rules import Period, Rule

K = TypeVar("K")
_AT = attrgetter("at")


def members(
    rule: Rule,
    source: Source,
    every: Period,
    begin: frozenset[str],
    end: frozenset[str],
    key: Callable[[Fact], K | None],
) -> Iterator[tuple[K, Span]]:
    """Every key with every whole period it belonged to from beginning to end, or does until now."""
    begins, ends = _by_key(source, begin, key), _by_key(source, end, key)
    last = min(source.now, rule.until_at)
    for who, starts in begins.items():
        for period in periods_between(max(starts[0].at, rule.from_at), last, every, source.rules.zone):
            start = starts[bisect_right(starts, period.from_at, key=_AT) - 1]
            if period.until_at <= rule.until_at and not _left(ends.get(who, []), start, period):
                yield who, period


def _by_key(source: Source, kinds: frozenset[str], key: Callable[[Fact], K | None]) -> dict[K, list[Fact]]:
    found: dict[K, list[Fact]] = {}
    for fact in source.of(kinds):
        if (who := key(fact)) is not None:
            found.setdefault(who, []).append(fact)
    return found


def _left(ends: list[Fact], start: Fact, period: Span) -> bool:
    """Whether the membership begun by `start` ended before the period did."""
    index = bisect_left(ends, start.at, key=_AT)
    return index < len(ends) and ends[index].at < period.until_at
