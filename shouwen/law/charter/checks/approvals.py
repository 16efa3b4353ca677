"""Signatures and ladders: steps and fields they name exist, posts may take the step, every tier can apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shouwen.law.charter.charter import Rule
from shouwen.law.charter.checks.survey import HEAD, Survey
from shouwen.law.charter.errors import CharterError, did_you_mean
from shouwen.law.charter.language import Approval, Assign, Body, DataField, Flow
from shouwen.law.charter.language.base import Path
from shouwen.law.charter.language.values import suits
from shouwen.law.charter.language.where import Where
from shouwen.words import Words

Signed = Rule[Body]


def check(survey: Survey) -> Iterator[CharterError]:
    """Every approval and every ladder."""
    if not survey.whole:
        return
    for rule in survey.charter.written:
        body = rule.body
        if not isinstance(body, Approval | Assign) or body.flow is None or body.step is None:
            continue
        flow = survey.charter.flows.get(body.flow)
        if flow is None or body.step not in flow.steps:
            key = "flow" if flow is None else "step"
            known: Iterable[str] = survey.charter.flows if flow is None else flow.steps
            yield _unknown(survey, rule, key, getattr(body, key), known, key)
        elif isinstance(body, Approval):
            yield from _approval(survey, rule, body, flow)
        else:
            yield from _ladder(survey, rule, body, flow)


def _approval(survey: Survey, rule: Signed, body: Approval, flow: Flow) -> Iterator[CharterError]:
    if not (body.tiers or body.needs or body.not_by):
        yield survey.wrong_in(
            rule,
            Words("这条审批什么也没有要求", "this approval asks for nothing"),
            Words("请写 tiers、needs 或 not_by", "write tiers, needs or not_by"),
        )
    for index, step in enumerate(body.not_by):
        if step not in flow.steps:
            yield _unknown(survey, rule, "step", step, flow.steps, "not_by", index)
    fields = _fields(survey, flow, body.step)
    for index, name in enumerate(body.needs):
        if name not in fields and name not in HEAD:
            yield _unknown(survey, rule, "field", name, fields, "needs", index)
    yield from _conditions(survey, rule, body.where, fields, ("where",))
    for index, tier in enumerate(body.tiers):
        yield from _conditions(survey, rule, tier.when, fields, ("tiers", index, "when"))
        yield from _posts(survey, rule, tier.by, flow, body.step, ("tiers", index, "by"))
        earlier = next((n for n in range(index) if set(body.tiers[n].when) <= set(tier.when)), None)
        if earlier is not None:
            yield survey.wrong_in(
                rule,
                Words(
                    f"第 {index + 1} 档永远轮不到：第 {earlier + 1} 档先适用",
                    f"tier {index + 1} can never apply: tier {earlier + 1} comes first wherever it would fit",
                ),
                Words("请调换次序或收紧前一档的 when", "swap them, or narrow when of the earlier one"),
                "tiers",
                index,
            )


def _ladder(survey: Survey, rule: Signed, body: Assign, flow: Flow) -> Iterator[CharterError]:
    fields = _fields(survey, flow, body.step or "")
    for name, rungs in body.by.items():
        field = fields.get(name)
        if field is None:
            yield _unknown(survey, rule, "field", name, fields, "by", name)
            continue
        for value, posts in rungs.items():
            yield from _value(survey, rule, name, field, value, ("by", name, value))
            yield from _posts(survey, rule, posts, flow, body.step or "", ("by", name, value))


def _fields(survey: Survey, flow: Flow, step: str) -> dict[str, DataField]:
    """What is known of a matter when the step is taken: what the flow carries, and the form of the step."""
    kind = survey.charter.facts.get(flow.steps[step].records)
    form = survey.charter.forms.get(flow.steps[step].form or "")
    known = {*flow.carry, *(form.fields if form else ())}
    return {name: field for name, field in kind.data.items() if name in known} if kind else {}


def _conditions(
    survey: Survey, rule: Signed, where: Where, fields: dict[str, DataField], path: Path
) -> Iterator[CharterError]:
    for condition in where:
        at = (*path, condition.field)
        for name in condition.fields:
            if name not in fields and name not in HEAD:
                yield _unknown(survey, rule, "field", name, fields, *at)
        field = fields.get(condition.field)
        for value in condition.values if field and condition.test in ("is", "not") else ():
            assert field
            yield from _value(survey, rule, condition.field, field, value, at)


def _value(
    survey: Survey, rule: Signed, name: str, field: DataField, value: str, path: Path
) -> Iterator[CharterError]:
    if not suits(field.type, field.of, value):
        what = Words(f"「{value}」不是字段 {name} 的值", f"'{value}' is not a value of the field {name}")
        cure = Words(f"该字段的类型是 {field.type}", f"the field is of type {field.type}")
        yield survey.wrong_in(rule, what, did_you_mean(value, field.of, cure), *path)


def _posts(
    survey: Survey, rule: Signed, posts: Iterable[str], flow: Flow, step: str, path: Path
) -> Iterator[CharterError]:
    """Whoever signs has to be among those who may take the step at all."""
    who = flow.steps[step].who
    for index, post in enumerate(posts):
        if post in survey.charter.posts and post not in who:
            yield survey.wrong_in(
                rule,
                Words(
                    f"岗位「{post}」不在步骤「{step}」的 who 之中",
                    f"the post '{post}' is not in who of the step '{step}'",
                ),
                Words("请把它加进该步骤的 who", "add it to who of the step"),
                *path,
                index,
            )


_SORTS = {
    "flow": (Words("流程", "flow"), Words("请用 flow 规则写出它", "write it as a flow rule")),
    "step": (Words("步骤", "step"), Words("请改成该流程的步骤", "name a step of the flow")),
    "field": (
        Words("随事项可知的字段", "field known of the matter"),
        Words(
            "请让流程 carry 它，或由本步表单填写", "let the flow carry it, or the form of the step ask for it"
        ),
    ),
}


def _unknown(
    survey: Survey, rule: Signed, sort: str, name: str, known: Iterable[str], *path: str | int
) -> CharterError:
    said, cure = _SORTS[sort]
    what = Words(f"没有{said.zh}「{name}」", f"there is no {said.en} '{name}'")
    return survey.wrong_in(rule, what, did_you_mean(name, known, cure), *path)
