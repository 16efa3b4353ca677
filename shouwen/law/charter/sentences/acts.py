"""Rules about matters: flow, form, approval, assign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language import Approval, Assign, Flow, Form, Step
from shouwen.law.charter.language.rules.even import Even
from shouwen.law.charter.language.rules.form import FormField
from shouwen.law.charter.sentences.events import Said
from shouwen.law.charter.sentences.told import (
    PERIODS,
    clauses,
    kinds,
    labelled,
    listed,
    picks,
    posts,
    where,
)
from shouwen.law.judge.names import field_words, value_words, where_words
from shouwen.law.worktime.words import limit_words
from shouwen.words import Words

TYPES: Mapping[str, Words] = {
    "text": Words("文字", "text"),
    "choice": Words("选项", "a choice"),
    "yes_no": Words("是否", "yes or no"),
    "integer": Words("整数", "a whole number"),
    "number": Words("数字", "a number"),
    "money": Words("金额（元）", "money (yuan)"),
    "phone": Words("电话", "a telephone number"),
    "date": Words("日期", "a day"),
    "datetime": Words("时间", "a time"),
    "staff": Words("人员", "a member of staff"),
    "unit": Words("单位", "a unit"),
    "customer": Words("客户", "a customer"),
}


def flow(charter: Charter, body: Flow) -> Said:
    """The steps of a matter, each with who may take it and when."""
    number = Words(f"{body.title.zh}（编号 {body.prefix}）", f"{body.title.en} (numbers {body.prefix})")
    sees = posts(charter, body.who_sees)
    seen = Words(f"仅{sees.zh}可见", f"seen only by: {sees.en}") if body.who_sees else None
    secret = Words("保密", "confidential") if body.confidential else None
    return clauses(number, seen, secret), tuple(_step(charter, body, *each) for each in body.steps.items())


def _step(charter: Charter, body: Flow, name: str, step: Step) -> Words:
    parts = [posts(charter, step.who)]
    if step.after == "any":
        parts.append(Words("任何状态下", "from any state"))
    elif step.after:
        titles = [body.steps[each].title for each in step.after if each in body.steps]
        after = Words("」「".join(each.zh for each in titles), "', '".join(each.en for each in titles))
        parts.append(Words(f"在「{after.zh}」之后", f"after '{after.en}'"))
    if name in body.start:
        parts.append(Words("起始步骤", "begins it"))
    if step.stays:
        parts.append(Words("不改变状态", "the state stays"))
    if step.ends:
        parts.append(Words("办结", "closes it"))
    return labelled(
        step.title, Words("，".join(each.zh for each in parts), ", ".join(each.en for each in parts))
    )


def form(charter: Charter, body: Form) -> Said:
    """The fields, each with what may be filled in."""
    whole = charter.forms[body.name]
    title = whole.title or Words(body.name, body.name)
    said = Words(f"填写「{title.zh}」，本条要求下列内容", f"'{title.en}' is filled in; this clause asks for")
    return said, tuple(_field(body, field) for field in body.fields.values())


def _field(body: Form, field: FormField) -> Words:
    parts = [TYPES[field.type]]
    if field.of:
        parts = [listed(label or Words(value, value) for value, label in field.of.items())]
    if field.fill:
        person = body.fields.get(field.fill.person)
        named = person.title if person else Words(field.fill.person, field.fill.person)
        rank = (
            Words("上级", "leader")
            if field.fill.lead_of
            else Words("上一级单位的领导", "leader of the unit above")
        )
        parts.append(Words(f"自动填写「{named.zh}」的{rank.zh}", f"filled in: the {rank.en} of '{named.en}'"))
    if field.must:
        parts.append(Words("须做到并确认", "has to be done and ticked"))
    elif field.needed_where == ():
        parts.append(Words("必填", "required"))
    elif field.needed_where:
        parts.append(Words("视情况必填", "required in some cases"))
    return labelled(
        field.title, Words("，".join(each.zh for each in parts), ", ".join(each.en for each in parts))
    )


def _titles(charter: Charter, flow: str, step: str) -> tuple[Words, Words, tuple[str, ...]]:
    """The titles of a flow and a step, and the kind of fact it records."""
    known = charter.flows.get(flow)
    if known is None or step not in known.steps:
        return Words(flow, flow), Words(step, step), ()
    found = known.steps[step]
    return known.title, found.title, (found.records,)


def approval(charter: Charter, body: Approval) -> Said:
    """Who signs what, what it takes, and whose signature does not count."""
    of, step, kind = _titles(charter, body.flow, body.step)
    only = where(charter, body.where, kind)
    said = Words(
        f"{only.zh}「{of.zh}」的「{step.zh}」须按下列权限审批"
        if body.tiers
        else f"{only.zh}「{of.zh}」的「{step.zh}」",
        f"{only.en}'{step.en}' of '{of.en}'" + (" is signed by:" if body.tiers else ""),
    )
    needs = listed(field_words(charter, kind, name) for name in body.needs)
    given = Words(f"须先填写：{needs.zh}", f"to be given first: {needs.en}") if body.needs else None
    own = listed(_titles(charter, body.flow, name)[1] for name in body.not_by)
    not_own = (
        Words(f"办理过「{own.zh}」的人不得审批", f"not by whoever took '{own.en}'") if body.not_by else None
    )
    return clauses(said, given, not_own), tuple(_tiers(charter, body, kind))


def _tiers(charter: Charter, body: Approval, kind: tuple[str, ...]) -> Iterator[Words]:
    for tier in body.tiers:
        when = where_words(charter, kind, tier.when)
        label = (
            when
            if tier.when
            else Words("其他", "otherwise")
            if len(body.tiers) > 1
            else Words("一律", "always")
        )
        if tier.title:
            label = Words(f"{tier.title.zh}（{label.zh}）", f"{tier.title.en} ({label.en})")
        yield labelled(label, posts(charter, tier.by))


def assign(charter: Charter, body: Assign) -> Said:
    """A keeper for things, work spread evenly, or a ladder."""
    if body.keeper:
        within = limit_words(body.keeper.within)
        said = Words(
            f"每个单位的下列事项须有专人负责，启用或卸任后 {within.zh}内指定",
            f"each of these has a named keeper in every unit, named within {within.en}",
        )
        return said, tuple(body.keeper.of.values())
    if body.even:
        return _even(charter, body.even), ()
    of, step, kind = _titles(charter, body.flow or "", body.step or "")
    ((field, rungs),) = body.by.items()
    title = field_words(charter, kind, field)
    said = Words(
        f"「{of.zh}」的「{step.zh}」按「{title.zh}」分级办理",
        f"'{step.en}' of '{of.en}' goes by '{title.en}'",
    )
    return said, tuple(
        labelled(value_words(charter, kind, field, value), posts(charter, who))
        for value, who in rungs.items()
    )


def _even(charter: Charter, even: Even) -> Words:
    what, every = kinds(charter, even.of), PERIODS[even.every]
    among, only = picks(charter, even.among.from_), where(charter, even.where, even.of)
    per = Words("同一单位", "of a unit") if even.per == "unit" else Words("全公司", "of the company")
    said = Words(
        f"{only.zh}「{what.zh}」在{per.zh}已「{among.zh}」的人员中均衡分派，每{every.zh}最多比最少的多 {even.apart} 件",
        f"{only.en}'{what.en}' is spread evenly among those {per.en} with '{among.en}': at most {even.apart} more than "
        f"the least loaded in a {every.en}",
    )
    if even.ability is None:
        return said
    able = field_words(charter, [pick.kind for pick in even.among.from_], even.ability)
    return clauses(said, Words(f"件数相同时{able.zh}高的优先", f"of equals, who has more {able.en} is next"))
