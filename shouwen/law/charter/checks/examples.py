"""Examples: the facts, steps and forms they speak of exist, and outcomes suit the rules of their clause."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.checks.survey import Survey
from shouwen.law.charter.errors import CharterError, did_you_mean
from shouwen.law.charter.language import Clause, Example
from shouwen.law.charter.language.base import Path
from shouwen.law.charter.language.example import NEW
from shouwen.law.charter.language.rules.phrase import SAID
from shouwen.law.charter.language.talk import HEAD as TALK_HEAD
from shouwen.law.charter.talks import known_values
from shouwen.words import Words


def check(survey: Survey) -> Iterator[CharterError]:
    """Every example of every clause."""
    for clause in survey.clauses():
        keys = {key for key, _, _ in clause.bodies()}
        names: set[str] = set()
        for index, example in enumerate(clause.examples):
            if example.name in names:
                what = Words(f"例子「{example.name}」写了两次", f"the example '{example.name}' stands twice")
                mend = Words("请换一个名称", "give it another name")
                yield survey.wrong(clause.clause, what, mend, "examples", index, "name")
            names.add(example.name)
            yield from _facts(survey, clause, index, example)
            if example.talks and survey.whole:
                yield from _talks(survey, clause, index, example)
            yield from _tried(survey, clause, index, example, keys) if survey.whole else ()


def _talks(survey: Survey, clause: Clause, index: int, example: Example) -> Iterator[CharterError]:
    """What turns and their circumstances say: fields of what was said, and names the charter knows."""
    fields = survey.charter.facts[SAID].data if SAID in survey.charter.facts else {}
    named = known_values(survey.charter)
    said: list[tuple[Path, str, object]] = [
        (("in",), name, value) for name, values in example.in_.items() for value in values
    ]
    for key, turns in (("says", example.says), ("each", example.each)):
        for n, turn in enumerate(turns):
            said += [((key, n), name, value) for name, value in turn.known.items()]
    for at, name, value in said:
        if name not in fields and name not in TALK_HEAD:
            what = Words(f"说话没有字段「{name}」", f"what is said has no field '{name}'")
            cure = Words("请写场合、渠道等字段", "write a field of speech.said, or who, unit or customer")
            near = did_you_mean(name, {*fields, *TALK_HEAD}, cure)
            yield survey.wrong(clause.clause, what, near, "examples", index, *at, name)
        for each in str(value).split() if name in named else ():
            if each not in named[name]:
                what = Words(f"「{name}」不能是「{each}」", f"'{name}' cannot be '{each}'")
                listed = ", ".join(named[name])
                cure = Words(f"可写 {listed}", f"write one of {listed}")
                near = did_you_mean(each, named[name], cure)
                yield survey.wrong(clause.clause, what, near, "examples", index, *at, name)


def _facts(survey: Survey, clause: Clause, index: int, example: Example) -> Iterator[CharterError]:
    known = survey.charter.facts
    for n, fact in enumerate(example.facts):
        at = ("examples", index, "facts", n)
        if fact.kind not in known:
            cure = Words("请在 charter.yaml 的 facts 中列出", "list it under facts in charter.yaml")
            what = Words(f"没有事实种类「{fact.kind}」", f"there is no kind of fact '{fact.kind}'")
            yield survey.wrong(clause.clause, what, did_you_mean(fact.kind, known, cure), *at, fact.kind)
            continue
        for name in fact.data.keys() - known[fact.kind].data.keys() if survey.whole else ():
            cure = Words(f"请在 facts 的 {fact.kind} 下列出", f"list it under {fact.kind} in facts")
            what = Words(
                f"事实 {fact.kind} 没有字段「{name}」", f"facts of kind {fact.kind} carry no field '{name}'"
            )
            fields = {*known[fact.kind].data, "staff", "unit", "customer", "subject"}
            yield survey.wrong(clause.clause, what, did_you_mean(name, fields, cure), *at, name)


def _tried(
    survey: Survey, clause: Clause, index: int, example: Example, keys: set[str]
) -> Iterator[CharterError]:
    flows, forms = survey.charter.flows, survey.charter.forms
    flow = flows.get(example.flow or "")
    steps = flow.steps if flow else {}
    asked = (
        ("flow", example.flow, flows),
        ("form", example.form, forms),
        ("step", example.step if flow else None, steps),
        *(("state", state if flow else None, {NEW: None, **steps}) for state in example.state),
    )
    for key, name, known in asked:
        if name is not None and name not in known:
            what = Words(
                f"例子里的 {key}「{name}」不存在", f"the example names a {key} '{name}' that does not exist"
            )
            cure = Words("请改成已有的名称", "name one that exists")
            yield survey.wrong(clause.clause, what, did_you_mean(name, known, cure), "examples", index, key)
    for n, post in enumerate(example.by):
        if post not in survey.charter.posts:
            what = Words(f"没有岗位「{post}」", f"there is no post '{post}'")
            cure = Words("请在 charter.yaml 的 posts 中列出", "list it under posts in charter.yaml")
            yield survey.wrong(
                clause.clause,
                what,
                did_you_mean(post, survey.charter.posts, cure),
                "examples",
                index,
                "by",
                n,
            )
    if example.sort == "facts" and not any(body.stage for _, _, body in clause.bodies()):
        what = Words("本条没有能作出认定的规则", "the clause has no rule that gives verdicts")
        mend = Words("请改写成流程或表单的例子", "write it as an example of a flow or form")
        yield survey.wrong(clause.clause, what, mend, "examples", index)
