"""`limit` as rows."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.rules.limit import Limit
from shouwen.law.judge.compile.head import head, steps_of, wall
from shouwen.law.judge.rules import LimitRule, Stop


def limit_rows(rule: Written[Limit], charter: Charter) -> Iterator[LimitRule]:
    """The row of a rule."""
    body, clause = rule.body, rule.clause
    praised = clause.praise
    yield LimitRule(
        **head(rule, charter, body.from_, body.where),
        to=frozenset(body.to),
        ends=frozenset(body.ends),
        steps=steps_of(body.within, charter.zone),
        calendar=body.clock,
        stops=tuple(
            Stop(frozenset(stop.from_), frozenset(stop.to), wall(stop.at_most) if stop.at_most else None)
            for stop in body.stops
        ),
        answers=body.answers,
        warn=clause.warn,
        praise_steps=steps_of(praised.within, charter.zone) if praised and praised.within else (),
        due=body.due,
    )
