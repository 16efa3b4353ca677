"""Flows: every step can be reached, every matter can come to an end, and forms suit what is recorded."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Rule
from shouwen.law.charter.checks.survey import Survey
from shouwen.law.charter.errors import CharterError, did_you_mean
from shouwen.law.charter.language import Body, Flow, Step
from shouwen.words import Words


def check(survey: Survey) -> Iterator[CharterError]:
    """Every flow."""
    first: dict[str, Rule[Body]] = {}
    for rule in survey.charter.written:
        if not isinstance(rule.body, Flow):
            continue
        if rule.body.name in first:
            yield _same_name(survey, rule, first[rule.body.name], rule.body.name)
        first.setdefault(rule.body.name, rule)
        yield from _names(survey, rule, rule.body)
        yield from _reach(survey, rule, rule.body)
        yield from _forms(survey, rule, rule.body) if survey.whole else ()


def _same_name(survey: Survey, rule: Rule[Body], other: Rule[Body], name: str) -> CharterError:
    what = Words(f"流程名「{name}」已经用过", f"the name of the flow '{name}' is taken")
    mend = Words("请换一个名称", "give it another name")
    return CharterError(
        survey.in_rule(rule, "name"), rule.clause.clause, what, mend, survey.in_rule(other, "name")
    )


def _names(survey: Survey, rule: Rule[Body], flow: Flow) -> Iterator[CharterError]:
    """Steps that are named have to exist; states are steps that move the matter."""
    states = {name for name, step in flow.steps.items() if not step.stays}
    for index, name in enumerate(flow.start):
        if name not in states:
            yield _unknown(survey, rule, name, states, "start", index)
    for name, step in flow.steps.items():
        for index, state in enumerate(step.after if step.after != "any" else ()):
            if state not in states:
                yield _unknown(survey, rule, state, states, "steps", name, "after", index)
        if not step.after and name not in flow.start:
            yield survey.wrong_in(
                rule,
                Words(
                    f"步骤「{name}」没有写在哪些状态之后",
                    f"the step '{name}' does not say after which states it comes",
                ),
                Words("请写 after，或把它列入 start", "write after, or list it under start"),
                "steps",
                name,
            )
        if step.stays and step.ends:
            yield survey.wrong_in(
                rule,
                Words(f"步骤「{name}」既 stays 又 ends", f"the step '{name}' both stays and ends"),
                Words("请只留一个", "keep one of them"),
                "steps",
                name,
                "ends",
            )


def _unknown(survey: Survey, rule: Rule[Body], name: str, states: set[str], *path: str | int) -> CharterError:
    cure = Words("请改成会移动状态的步骤", "name a step that moves the state")
    what = Words(f"没有状态「{name}」", f"there is no state '{name}'")
    return survey.wrong_in(rule, what, did_you_mean(name, states, cure), *path)


def _reach(survey: Survey, rule: Rule[Body], flow: Flow) -> Iterator[CharterError]:
    """Every step can be taken some day, and from every state an end can be reached."""
    moving = {name: step for name, step in flow.steps.items() if not step.stays}
    ends = {name for name, step in moving.items() if step.ends}
    if not ends:
        yield survey.wrong_in(
            rule,
            Words(f"流程「{flow.name}」没有结束步骤", f"no step of the flow '{flow.name}' ends it"),
            Words("请给最后一步写 ends: true", "write ends: true at its last step"),
            "steps",
        )
        return
    after = {name: {to for to, step in moving.items() if _may_follow(name, step, flow)} for name in moving}
    reached = _closure({name for name in flow.start if name in moving}, after)
    before = {name: {one for one, others in after.items() if name in others} for name in moving}
    ending = _closure(ends, before)
    for name, step in flow.steps.items():
        usable = name in reached or (step.stays and (step.after == "any" or set(step.after) & reached))
        if not usable and (step.after or name in flow.start):
            what = Words(f"步骤「{name}」永远走不到", f"the step '{name}' can never be reached")
            yield survey.wrong_in(
                rule, what, Words("请改正 after 或 start", "correct after or start"), "steps", name
            )
        elif name in reached and name not in ending:
            what = Words(
                f"从步骤「{name}」走不到任何结束步骤", f"no end can be reached from the step '{name}'"
            )
            yield survey.wrong_in(
                rule, what, Words("请补一条通向结束的路", "add a way to an end"), "steps", name
            )


def _may_follow(state: str, step: Step, flow: Flow) -> bool:
    """Whether a step may come after a state; after an end only where it names that end."""
    if step.after == "any":
        return not flow.steps[state].ends
    return state in step.after


def _closure(start: set[str], to: dict[str, set[str]]) -> set[str]:
    found, waiting = set(start), list(start)
    while waiting:
        for name in to[waiting.pop()] - found:
            found.add(name)
            waiting.append(name)
    return found


def _forms(survey: Survey, rule: Rule[Body], flow: Flow) -> Iterator[CharterError]:
    asked = {name for step in flow.steps.values() for name in _fields(survey, step)}
    for index, name in enumerate(flow.carry):
        if name not in asked:
            cure = Words("请改成本流程某张表单的字段", "name a field that some form of the flow asks for")
            what = Words(f"没有表单填写字段「{name}」", f"no form of the flow asks for '{name}'")
            yield survey.wrong_in(rule, what, did_you_mean(name, asked, cure), "carry", index)
    for name, step in flow.steps.items():
        form = survey.charter.forms.get(step.form or "")
        if step.assigns and (
            form is None or step.assigns not in form.fields or form.fields[step.assigns].type != "unit"
        ):
            yield survey.wrong_in(
                rule,
                Words(
                    f"assigns 指的「{step.assigns}」不是本步表单的单位字段",
                    f"assigns names '{step.assigns}', which is no field of type unit of the step's form",
                ),
                Words("请在表单中加上 type: unit 的字段", "add a field of type unit to the form"),
                "steps",
                name,
                "assigns",
            )
    if flow.confidential and not flow.who_sees:
        what = Words("保密流程没有写谁能看到", "a confidential flow does not say who sees it")
        yield survey.wrong_in(
            rule, what, Words("请写 who_sees: [岗位]", "write who_sees: [posts]"), "confidential"
        )


def _fields(survey: Survey, step: Step) -> set[str]:
    form = survey.charter.forms.get(step.form or "")
    return set(form.fields) if form else set()
