"""Exceptions that leave nothing of the clause they except: it could never apply."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from shouwen.law.charter.charter import Rule
from shouwen.law.charter.checks.survey import Survey
from shouwen.law.charter.errors import CharterError
from shouwen.law.charter.language import Body, Condition
from shouwen.words import Words


def check(survey: Survey) -> Iterator[CharterError]:
    """Every rule beside the exceptions that apply instead of it."""
    for rule in survey.charter.rules:
        for other in survey.charter.exceptions(rule):
            if _swallows(other, rule):
                number = rule.clause.clause
                yield CharterError(
                    survey.place(other.clause.clause, "exception_to"),
                    other.clause.clause,
                    Words(
                        f"例外把第 {number} 条全部吃掉了", f"the exception leaves nothing of clause {number}"
                    ),
                    Words(
                        "请用 where 或日期写明例外的范围，或删去那一条",
                        "say by where or by dates when the exception holds, or remove that clause",
                    ),
                    survey.in_rule(rule),
                )


def _swallows(exception: Rule[Body], rule: Rule[Body]) -> bool:
    """Whether whatever sets the rule off fulfils the exception too."""
    covers = bool(rule.body.triggers) and set(rule.body.triggers) <= set(exception.body.triggers)
    asked = set(_conditions(exception.body)) <= set(_conditions(rule.body))
    days = exception.effective <= rule.effective and (exception.until or date.max) >= (rule.until or date.max)
    return covers and asked and days


def _conditions(body: Body) -> tuple[Condition, ...]:
    return tuple(getattr(body, "where", ()))
