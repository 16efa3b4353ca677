"""What else stands against a step, beside its post and its form: training, signatures, and what is forbidden. Pure.

Each question yields the refusal or None. Rules are asked as they stand at the instant of the act.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import TypeVar

from shouwen.law.charter.charter import Charter, Rule
from shouwen.law.charter.forms import Refusal
from shouwen.law.charter.language import Access, Approval, Assign, Body, Flow, Step, Train, Where, holds
from shouwen.law.charter.language.figures import Missing
from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.compile import compile
from shouwen.law.judge.compile.head import bound, from_at_of, until_at_of
from shouwen.words import Words

B = TypeVar("B", bound=Body)


def not_trained(
    charter: Charter, step: Step, posts: Collection[str], trained: Collection[str] | None, at: int
) -> Refusal | None:
    """Every post by which somebody may take the step asks for a module not passed; None where nobody asks."""
    if trained is None:
        return None
    wanting: Rule[Train] | None = None
    rules = [rule for rule in _in_force(charter, Train, at) if rule.body.before_duty]
    for post in set(step.who) & set(posts):
        lacking = [rule for rule in rules if post in rule.body.for_ and rule.body.module not in trained]
        if not lacking:
            return None
        wanting = wanting or lacking[0]
    if wanting is None:
        return None
    title = charter.modules[wanting.body.module].title
    return Refusal(
        "not-trained",
        Words(
            f"按第 {wanting.clause.clause} 条，须先通过培训「{title.zh}」才能办理。",
            f"By clause {wanting.clause.clause} the training '{title.en}' has to be passed first.",
        ),
        clause=wanting.clause.clause,
    )


def own_request(
    charter: Charter, flow: Flow, step: str, staff: str | None, facts: Iterable[Fact], at: int
) -> Refusal | None:
    """Who acts took a step of the matter that they may not sign themselves."""
    if staff is None:
        return None
    for rule in _approvals(charter, flow, step, at):
        kinds = {flow.steps[name].records for name in rule.body.not_by if name in flow.steps}
        if kinds and any(fact.kind in kinds and fact.staff == staff for fact in facts):
            return Refusal(
                "own-request",
                Words(
                    f"按第 {rule.clause.clause} 条，不能审批自己经办的事项。",
                    f"By clause {rule.clause.clause} nobody signs what they asked for themselves.",
                ),
                clause=rule.clause.clause,
            )
    return None


def not_signed(charter: Charter, flow: Flow, step: str, act: Fact, posts: Collection[str]) -> Refusal | None:
    """What a signature needs is not known of the matter, or it is that of another tier."""
    for rule in _approvals(charter, flow, step, act.at):
        applies = _ask(charter, rule.body.where, act)
        if isinstance(applies, Missing):
            return _unknown(charter, rule, applies.field, act)
        if applies:
            lacking = next((name for name in rule.body.needs if read(act, name) is None), None)
            refusal = _unknown(charter, rule, lacking, act) if lacking else _tier(charter, rule, act, posts)
            if refusal:
                return refusal
    ladders = (
        rule
        for rule in _in_force(charter, Assign, act.at)
        if rule.body.flow == flow.name and rule.body.step == step
    )
    return next((refusal for rule in ladders if (refusal := _rung(charter, rule, act, posts))), None)


def forbidden(charter: Charter, act: Fact) -> Refusal | None:
    """What the act would record is not allowed."""
    rows = compile(charter).named
    for rule in charter.rules_of(Access):
        row = rows[rule.id]
        if act.kind not in row.kinds or row.holds(act) is not True:
            continue
        if _ask(charter, rule.body.allowed, act) is not True:
            return Refusal(
                "forbidden",
                Words(
                    f"第 {rule.clause.clause} 条（{rule.clause.title.zh}）不允许这样做。",
                    f"Clause {rule.clause.clause} ({rule.clause.title.en}) does not allow this.",
                ),
                clause=rule.clause.clause,
            )
    return None


def _tier(charter: Charter, rule: Rule[Approval], act: Fact, posts: Collection[str]) -> Refusal | None:
    """The first tier that fits says who signs; where none fits nobody may."""
    for tier in rule.body.tiers:
        fits = _ask(charter, tier.when, act)
        if isinstance(fits, Missing):
            return _unknown(charter, rule, fits.field, act)
        if fits:
            return None if set(tier.by) & set(posts) else _belongs(charter, rule, tier.by)
    return _belongs(charter, rule, ()) if rule.body.tiers else None


def _rung(charter: Charter, rule: Rule[Assign], act: Fact, posts: Collection[str]) -> Refusal | None:
    ((field, rungs),) = rule.body.by.items()
    value = read(act, field)
    if value is None:
        return _unknown(charter, rule, field, act)
    return None if set(rungs.get(value, ())) & set(posts) else _belongs(charter, rule, rungs.get(value, ()))


def _belongs(charter: Charter, rule: Rule[Body], by: Iterable[str]) -> Refusal:
    named = [charter.posts[post] for post in by if post in charter.posts]
    zh = "、".join(post.zh for post in named) or "任何岗位都不能"
    en = ", ".join(post.en for post in named)
    return Refusal(
        "not-your-tier",
        Words(
            f"按第 {rule.clause.clause} 条，此事由{zh}审批。"
            if named
            else f"按第 {rule.clause.clause} 条，此事{zh}审批。",
            f"By clause {rule.clause.clause} this is for: {en}."
            if named
            else f"By clause {rule.clause.clause} no post may grant this.",
        ),
        clause=rule.clause.clause,
    )


def _unknown(charter: Charter, rule: Rule[Body], field: str, act: Fact) -> Refusal:
    kind = charter.facts.get(act.kind)
    known = kind.data.get(field) if kind else None
    title = known.title if known and known.title else Words(field, field)
    return Refusal(
        "missing-field",
        Words(
            f"按第 {rule.clause.clause} 条，须先填写「{title.zh}」。",
            f"By clause {rule.clause.clause} '{title.en}' has to be given first.",
        ),
        field,
        rule.clause.clause,
    )


def _ask(charter: Charter, where: Where, act: Fact) -> bool | Missing:
    return holds(bound(where, charter), partial(read, act))


def _approvals(charter: Charter, flow: Flow, step: str, at: int) -> Iterator[Rule[Approval]]:
    for rule in _in_force(charter, Approval, at):
        if rule.body.flow == flow.name and rule.body.step == step:
            yield rule


def _in_force(charter: Charter, kind: type[B], at: int) -> Iterator[Rule[B]]:
    for rule in charter.rules_of(kind):
        if from_at_of(rule, charter.zone) <= at < until_at_of(rule, charter.zone):
            yield rule
