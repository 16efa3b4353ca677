"""Values in conditions, classes and formulas: they have to suit the type of their field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shouwen.law.charter.checks.survey import Survey
from shouwen.law.charter.errors import CharterError, did_you_mean
from shouwen.law.charter.language import Body, DataField, Limit, Score, Target, Where
from shouwen.law.charter.language.base import Path
from shouwen.law.charter.language.overlap import clash
from shouwen.law.charter.language.rules.score import COUNTS
from shouwen.law.charter.language.values import NUMBERS, suits
from shouwen.law.charter.language.where import LIKENESSES, MEASURES, OPENINGS
from shouwen.words import Words


def check(survey: Survey) -> Iterator[CharterError]:
    """The values every rule compares with, and the fields it computes with."""
    for rule in survey.charter.written:
        for path, what, mend in _wrong(survey, rule.body):
            yield survey.wrong_in(rule, what, mend, *path)


def _wrong(survey: Survey, body: Body) -> Iterator[tuple[Path, Words, Words]]:
    for where, kinds, path in body.conditions():
        yield from _conditions(survey, where, kinds, path)
    if isinstance(body, Limit):
        for step in body.within.steps:
            classes = [value for value in step.values if value is not None]
            dated = (step.since.isoformat(),) if step.since else ()
            for value in classes:
                at = ("within", *dated, step.by or "", value)
                yield from _value(survey, body.from_, step.by or "", value, at)
        if body.due:
            yield from _instant(survey, body.from_, body.due)
    if isinstance(body, Score):
        yield from _bearer(survey, body)
        for name in body.needs - COUNTS:
            at = ("points",) if body.points and name in body.points.names else ("money",)
            yield from _number(survey, body.on, name, ("integer",), at)
    if isinstance(body, Target) and body.mean:
        yield from _number(survey, body.mean.of, body.mean.field, NUMBERS, ("mean", "field"))


def _conditions(
    survey: Survey, where: Where, kinds: Iterable[str], path: Path
) -> Iterator[tuple[Path, Words, Words]]:
    for condition in where:
        at = (*path, condition.field)
        if condition.test in MEASURES:
            yield from _number(survey, kinds, condition.field, NUMBERS, at)
        elif condition.test not in LIKENESSES | OPENINGS:
            for value in condition.values:
                yield from _value(survey, kinds, condition.field, value, at)
    if (never := clash(where)) is not None:
        yield (
            (*path, never.field),
            Words(
                f"「{never.field}」的条件不可能同时成立",
                f"the conditions on '{never.field}' can never hold together",
            ),
            Words("请改正上下限", "correct the bounds"),
        )


def _value(
    survey: Survey, kinds: Iterable[str], name: str, value: str, at: Path
) -> Iterator[tuple[Path, Words, Words]]:
    for kind in kinds:
        field = survey.field(kind, name)
        if field is not None and not suits(field.type, field.of, value):
            yield (
                at,
                Words(f"「{value}」不是字段 {name} 的值", f"'{value}' is not a value of the field {name}"),
                _cure(field, value),
            )
            return


def _cure(field: DataField, value: str) -> Words:
    if field.type == "choice":
        listed = ", ".join(field.of)
        return did_you_mean(value, field.of, Words(f"可写：{listed}", f"it may be: {listed}"))
    return Words(f"该字段的类型是 {field.type}", f"the field is of type {field.type}")


def _instant(survey: Survey, kinds: Iterable[str], name: str) -> Iterator[tuple[Path, Words, Words]]:
    types = {field.type for kind in kinds if (field := survey.field(kind, name))}
    if types - {"datetime"}:
        yield (
            ("due",),
            Words(f"字段 {name} 不是时刻", f"the field {name} is no instant"),
            Words("请用类型为 datetime 的字段", "use a field of type datetime"),
        )


def _number(
    survey: Survey, kinds: Iterable[str], name: str, types: tuple[str, ...], at: Path
) -> Iterator[tuple[Path, Words, Words]]:
    for kind in kinds:
        field = survey.field(kind, name)
        if field is not None and field.type not in types:
            listed = "、".join(types), " or ".join(types)
            yield (
                at,
                Words(
                    f"字段 {name} 不能用来计算（类型 {field.type}）",
                    f"the field {name} ({field.type}) cannot be computed with",
                ),
                Words(f"请用类型为 {listed[0]} 的字段", f"use a field of type {listed[1]}"),
            )
            return


def _bearer(survey: Survey, body: Score) -> Iterator[tuple[Path, Words, Words]]:
    """Whoever bears a score is staff or a unit, and the same sort in all its facts."""
    if body.to in ("staff", "unit"):
        return
    known = (survey.field(kind, body.to) for kind in body.on)
    types = {field.type for field in known if field} | ({body.to} & {"customer", "subject"})
    if len(types) > 1 or types - {"staff", "unit"}:
        yield (
            ("to",),
            Words(f"「{body.to}」不指明由谁承担", f"'{body.to}' names nobody who could bear it"),
            Words(
                "请写 staff、unit，或类型为 staff、unit 的字段",
                "write staff, unit, or a field of type staff or unit",
            ),
        )
