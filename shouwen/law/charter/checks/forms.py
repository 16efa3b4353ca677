"""Forms: one title, no field asked for twice, conditions that speak of fields of the same form."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Rule
from shouwen.law.charter.checks.survey import Survey
from shouwen.law.charter.errors import CharterError, did_you_mean
from shouwen.law.charter.language import Body, Form
from shouwen.law.charter.language.values import NUMBERS, suits
from shouwen.law.charter.language.where import MEASURES, Condition
from shouwen.words import Words


def check(survey: Survey) -> Iterator[CharterError]:
    """Every form, and the clauses that share one."""
    for form in (rule for rule in survey.charter.written if isinstance(rule.body, Form)):
        assert isinstance(form.body, Form)
        whole = survey.charter.forms.get(form.body.name, form.body)
        if whole.title is None:
            yield survey.wrong_in(
                form,
                Words(f"表单「{whole.name}」没有标题", f"the form '{whole.name}' has no title"),
                Words("请写 title", "give it a title"),
            )
        for name, field in form.body.fields.items():
            for condition in field.needed_where or ():
                at = ("fields", name, "required", "where", condition.field)
                for what, mend in _asked(survey, whole, condition):
                    yield survey.wrong_in(form, what, mend, *at)
        yield from _fills(survey, form, whole)
    yield from _twice(survey)


def _asked(survey: Survey, form: Form, condition: Condition) -> Iterator[tuple[Words, Words]]:
    """A condition speaks of fields of the form, and asks of each what its type can answer."""
    unknown = [name for name in condition.fields or (condition.field,) if name not in form.fields]
    for name in unknown if survey.whole else ():
        what = Words(f"表单里没有字段「{name}」", f"the form has no field '{name}'")
        cure = Words("请改成本表单的字段", "name a field of the same form")
        yield what, did_you_mean(name, form.fields, cure)
    if unknown:
        return
    field = form.fields[condition.field]
    if condition.test in MEASURES and field.type not in NUMBERS:
        yield (
            Words(
                f"字段 {condition.field} 不是数（类型 {field.type}）",
                f"the field {condition.field} ({field.type}) is no number",
            ),
            Words("请用数字类型的字段", "use a field that holds a number"),
        )
    for value in condition.values if condition.test in ("is", "not") else ():
        if not suits(field.type, field.of, value):
            what = Words(
                f"「{value}」不是字段 {condition.field} 的值",
                f"'{value}' is not a value of the field {condition.field}",
            )
            cure = Words(f"该字段的类型是 {field.type}", f"the field is of type {field.type}")
            yield what, did_you_mean(value, field.of, cure)


def _fills(survey: Survey, rule: Rule[Body], whole: Form) -> Iterator[CharterError]:
    """A leader follows from a person of the same form whom somebody fills in."""
    assert isinstance(rule.body, Form)
    for name, field in rule.body.fields.items() if survey.whole else ():
        person = whole.fields.get(field.fill.person) if field.fill else None
        if field.fill and (person is None or person.type != "staff" or person.fill):
            people = [key for key, each in whole.fields.items() if each.type == "staff" and not each.fill]
            yield survey.wrong_in(
                rule,
                Words(
                    f"表单里没有由人填写的人员字段「{field.fill.person}」",
                    f"the form has no field '{field.fill.person}' of type staff that somebody fills in",
                ),
                did_you_mean(
                    field.fill.person,
                    people,
                    Words("请改成本表单的人员字段", "name a field of type staff of the form"),
                ),
                "fields",
                name,
                "fill",
            )


def _twice(survey: Survey) -> Iterator[CharterError]:
    first: dict[tuple[str, str], str] = {}
    for rule in survey.charter.written:
        for name in rule.body.fields if isinstance(rule.body, Form) else ():
            assert isinstance(rule.body, Form)
            key = (rule.body.name, name)
            if key in first:
                what = Words(
                    f"表单字段「{name}」已由第 {first[key]} 条要求",
                    f"clause {first[key]} asks for the field '{name}' already",
                )
                yield survey.wrong_in(
                    rule, what, Words("请删去一处", "remove one of the two"), "fields", name
                )
            first.setdefault(key, rule.clause.clause)
