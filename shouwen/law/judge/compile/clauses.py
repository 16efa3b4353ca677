"""Kinds of rule that are told in rows of other kinds: checks, limits, orders and cadences on the language's own facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.rules.access import Access
from shouwen.law.charter.language.rules.checklist import Checklist
from shouwen.law.charter.language.where import Condition, Where
from shouwen.law.judge.compile.head import Head, bound, head
from shouwen.law.judge.rules import CheckRule, LimitRule, Price, Rule, Step
from shouwen.law.judge.rules.base import EVER
from shouwen.law.worktime.limits import Limit


def checklist_rows(rule: Written[Checklist], charter: Charter) -> Iterator[Rule]:
    """Every tick is a pass; what failed is put right in time, for which there is no second price; sheets are filed."""
    body = rule.body
    of_sheet = _is("sheet", body.sheet)
    items = (*of_sheet, *_is("item", *body.items))
    asked = (*items, Condition("result", "not", ("not_applicable",)))
    yield CheckRule(**head(rule, charter, ("item.ticked",), asked), must=_is("result", "pass"))
    failed = _unpriced(head(rule, charter, ("item.ticked",), (*items, *_is("result", "fail")), "/mended"))
    yield _limit(rule, failed, ("item.mended",), body.follow_up, answers_from=True)


def access_rows(rule: Written[Access], charter: Charter) -> Iterator[CheckRule]:
    """Every such fact is as is allowed."""
    body = rule.body
    yield CheckRule(**head(rule, charter, body.on, body.where), must=bound(body.allowed, charter))


def _is(field: str, *values: str) -> Where:
    return (Condition(field, "is", values),)


def _limit(
    rule: Written[Any],
    made: Head,
    to: Iterable[str],
    within: Limit,
    ends: Iterable[str] = (),
    *,
    answers_from: bool = False,
) -> LimitRule:
    """A row of a limit with one figure, on the clock that never stands."""
    return LimitRule(
        **made,
        to=frozenset(to),
        ends=frozenset(ends),
        steps=(Step(-EVER, None, {None: within}),),
        calendar="always",
        stops=(),
        answers="from" if answers_from else "to",
        warn=rule.clause.warn,
        praise_steps=(),
    )


def _unpriced(made: Head) -> Head:
    """Without points and money, so that one failing is not paid for twice; who is told stays."""
    return {**made, "breach": Price(tell=made["breach"].tell), "praise": Price(), "praised": False}
