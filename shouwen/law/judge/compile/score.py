"""`score` as rows."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.rules.score import Score
from shouwen.law.judge.compile.head import exclusion, head
from shouwen.law.judge.rules import Bearer, Exclusion, ScoreRule


def score_rows(rule: Written[Score], charter: Charter) -> Iterator[ScoreRule]:
    """The row of a rule."""
    body = rule.body
    yield ScoreRule(
        **head(rule, charter, body.on, body.where),
        to=body.to,
        bears=bears(body, charter),
        points=body.points,
        money=body.money,
        breaches=frozenset(body.breaches),
        kth=body.kth,
        of=body.kth_of or body.to,
        row=body.row,
        once=body.once,
        last=body.last,
        ladder=() if body.alone else tuple(_ladder(rule, charter)),
    )


def bears(body: Score, charter: Charter) -> Bearer:
    """Whether the field `to` names staff or a unit."""
    known = (charter.facts[kind].data.get(body.to) for kind in body.on if kind in charter.facts)
    types = {field.type for field in known if field}
    return "unit" if body.to == "unit" or "unit" in types else "staff"


def _ladder(rule: Written[Score], charter: Charter) -> Iterator[Exclusion]:
    """The rule and those it is tied to by exceptions, as far as they are about the same facts; none if it is alone."""
    scores = tuple(charter.rules_of(Score))
    named = {each.id: each for each in scores}
    family, waiting = {rule.id: rule}, [rule]
    while waiting:
        here = waiting.pop()
        tied = [named[each.id] for each in charter.exceptions(here)]
        tied += [each for each in scores if each.clause.clause in here.clause.exception_to]
        for each in tied:
            if each.id not in family and set(each.body.on) & set(rule.body.on):
                family[each.id] = each
                waiting.append(each)
    if len(family) > 1:
        yield from (exclusion(each, charter) for each in family.values())
