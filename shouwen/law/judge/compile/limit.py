"""`limit` as rows."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.rules.limit import Limit
from shouwen.law.judge.compile.head import head, names_of, steps_of, wall
from shouwen.law.judge.rules import LimitRule, Stop


def limit_rows(rule: Written[Limit], charter: Charter) -> Iterator[LimitRule]:
    """The row of a rule."""
    body, clause = rule.body, rule.clause
    praised = clause.praise
    yield LimitRule(
        **head(rule, charter, body.from_, body.where),
        to=names_of(body.to, charter),
        ends=names_of(body.ends, charter),
        steps=steps_of(body.within, charter.zone),
        calendar=body.clock,
        stops=tuple(
            Stop(
                names_of(stop.from_, charter),
                names_of(stop.to, charter),
                wall(stop.at_most) if stop.at_most else None,
            )
            for stop in body.stops
        ),
        answers=body.answers,
        warn=clause.warn,
        praise_steps=steps_of(praised.within, charter.zone) if praised and praised.within else (),
        due=body.due,
    )
