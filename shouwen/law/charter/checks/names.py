"""Names that have to stand somewhere: kinds of fact, fields, posts, calendars, clauses, forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shouwen.law.charter.checks.survey import HEAD, Survey
from shouwen.law.charter.errors import CharterError, did_you_mean
from shouwen.law.charter.language import Body, Clause, Mention
from shouwen.law.charter.language.where import OPENINGS
from shouwen.words import Words

_SORTS = {
    "fact": Words("事实种类", "kind of fact"),
    "post": Words("岗位", "post"),
    "calendar": Words("日历", "calendar"),
    "clause": Words("条款", "clause"),
    "form": Words("表单", "form"),
    "channel": Words("渠道", "channel"),
    "situation": Words("场合", "situation"),
}
_CURES = {
    "fact": Words("请在 charter.yaml 的 facts 中列出", "list it under facts in charter.yaml"),
    "post": Words("请在 charter.yaml 的 posts 中列出", "list it under posts in charter.yaml"),
    "calendar": Words("请在 charter.yaml 的 calendars 中列出", "list it under calendars in charter.yaml"),
    "clause": Words("请改成已有的条号", "name a clause that exists"),
    "form": Words("请用 form 规则写出这张表单", "write it as a form rule"),
    "channel": Words("请在 charter.yaml 的 channels 中列出", "list it under channels in charter.yaml"),
    "situation": Words("请在 charter.yaml 的 situations 中列出", "list it under situations in charter.yaml"),
}

_IN_CLAUSES = ("field", "clause", "form")


def check(survey: Survey) -> Iterator[CharterError]:
    """Every name that rules and consequences mention."""
    for rule in survey.charter.written:
        for mention in (*rule.body.mentions(), *_fields(rule.body)):
            for what, mend in _unknown(survey, mention):
                yield survey.wrong_in(rule, what, mend, *mention.path)
    for clause in survey.clauses():
        for mention in _mentions(clause):
            for what, mend in _unknown(survey, mention):
                yield survey.wrong(clause.clause, what, mend, *mention.path)


def _fields(body: Body) -> Iterator[Mention]:
    """Fields and calendars that conditions ask for."""
    for where, of, path in body.conditions():
        for condition in where:
            for name in condition.fields:
                yield Mention("field", name, (*path, condition.field), of)
            if condition.test in OPENINGS:
                yield Mention("calendar", condition.values[0], (*path, condition.field))


def _mentions(clause: Clause) -> Iterator[Mention]:
    """Names in the consequences and the head of a clause."""
    for index, number in enumerate(clause.exception_to):
        yield Mention("clause", number, ("exception_to", index))
    for index, escalation in enumerate(clause.escalate):
        for n, post in enumerate(escalation.tell):
            yield Mention("post", post, ("escalate", index, "tell", n))
    for key, consequence in (("breach", clause.breach), ("praise", clause.praise)):
        for n, post in enumerate(consequence.tell if consequence else ()):
            yield Mention("post", post, (key, "tell", n))


def _unknown(survey: Survey, mention: Mention) -> Iterator[tuple[Words, Words]]:
    charter = survey.charter
    if mention.sort in _IN_CLAUSES and not survey.whole:
        return
    if mention.sort == "field":
        yield from _unknown_field(survey, mention)
        return
    known: Iterable[str] = {
        "fact": charter.facts,
        "post": charter.posts,
        "calendar": charter.header.calendars,
        "clause": charter.clauses,
        "form": charter.forms,
        "channel": charter.header.channels,
        "situation": charter.header.situations,
    }[mention.sort]
    if mention.name not in known:
        sort = _SORTS[mention.sort]
        yield (
            Words(f"没有{sort.zh}「{mention.name}」", f"there is no {sort.en} '{mention.name}'"),
            did_you_mean(mention.name, known, _CURES[mention.sort]),
        )


def _unknown_field(survey: Survey, mention: Mention) -> Iterator[tuple[Words, Words]]:
    for kind in mention.of:
        fact = survey.charter.facts.get(kind)
        if fact is None or mention.name in fact.data or mention.name in HEAD:
            continue
        cure = Words(f"请在 facts 的 {kind} 下列出这个字段", f"list the field under {kind} in facts")
        yield (
            Words(
                f"事实 {kind} 没有字段「{mention.name}」",
                f"facts of kind {kind} carry no field '{mention.name}'",
            ),
            did_you_mean(mention.name, {*fact.data, *HEAD}, cure),
        )
