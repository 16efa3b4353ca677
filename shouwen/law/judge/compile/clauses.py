"""Kinds of rule that are told in rows of other kinds: checks, limits, orders and cadences on the language's own facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.rules.access import Access
from shouwen.law.charter.language.rules.assign import Assign
from shouwen.law.charter.language.rules.checklist import Checklist
from shouwen.law.charter.language.rules.competence import Competence
from shouwen.law.charter.language.rules.publish import Publish
from shouwen.law.charter.language.rules.train import Train
from shouwen.law.charter.language.where import Condition, Where
from shouwen.law.judge.compile.even import even_rows
from shouwen.law.judge.compile.head import Head, bound, head
from shouwen.law.judge.rules import CadenceRule, CheckRule, LimitRule, PrecedeRule, Price, Rule, Step
from shouwen.law.judge.rules.base import EVER
from shouwen.law.judge.rules.picks import Picked
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
    if body.every:
        held = _held(body.posts) if body.posts else (frozenset({"unit.opened"}), frozenset({"unit.closed"}))
        yield CadenceRule(
            **head(rule, charter, ("sheet.filed",), of_sheet, "/filed"),
            every=body.every,
            at_least=1,
            per="staff" if body.posts else "unit",
            begin=held[0],
            end=held[1],
        )


def access_rows(rule: Written[Access], charter: Charter) -> Iterator[CheckRule]:
    """Every such fact is as is allowed."""
    body = rule.body
    yield CheckRule(**head(rule, charter, body.on, body.where), must=bound(body.allowed, charter))


def publish_rows(rule: Written[Publish], charter: Charter) -> Iterator[Rule]:
    """Of each item: told after the facts that ask for it, posted after them, or kept on every board."""
    for name in rule.body.names:
        yield from _notice(rule, charter, name, f"/{name}" if rule.body.parts else "")


def _notice(rule: Written[Publish], charter: Charter, name: str, suffix: str) -> Iterator[Rule]:
    body, item = rule.body, _is("item", name)
    posted = (Picked("notice.posted", item),)
    if body.told:
        yield PrecedeRule(
            **head(rule, charter, body.told.after, body.told.where, suffix),
            what=frozenset({Picked("notice.told", item)}),
            direction="after",
            until=frozenset(body.told.until),
        )
    elif body.after:
        yield _limit(rule, head(rule, charter, body.after, body.where, suffix), posted, body.within)
    else:
        closed = ("board.closed",)
        opened = head(rule, charter, ("board.opened",), _is("place", *body.at), suffix)
        yield _limit(rule, opened, posted, body.within, closed)
        removed = head(rule, charter, ("notice.removed",), item, f"{suffix}/removed")
        yield _limit(rule, removed, posted, body.within, closed)
        if body.renew:
            renewed = head(rule, charter, ("notice.posted",), item, f"{suffix}/renewed")
            yield _limit(rule, renewed, posted, body.renew, (*closed, Picked("notice.removed", item)))


def train_rows(rule: Written[Train], charter: Charter) -> Iterator[Rule]:
    """Passed before a post is taken, or soon after where that is enough; and anew in time."""
    body = rule.body
    module = _is("module", body.module)
    if body.pass_ is not None:
        module = (*module, Condition("mark", "at_least", (f"{body.pass_}",)))
    passed = (Picked("training.passed", module),)
    posts = _is("post", *body.for_)
    taken = head(rule, charter, ("post.taken",), posts)
    left = (Picked("post.left", posts),)
    if body.before_duty:
        yield PrecedeRule(**taken, what=frozenset(passed), direction="before", until=frozenset())
    elif body.every:
        yield _limit(rule, taken, passed, body.every, left, answers_from=True)
    if body.every:
        again = head(rule, charter, ("training.passed",), module, "/renewed")
        yield _limit(rule, again, passed, body.every, left, answers_from=True)


def competence_rows(rule: Written[Competence], charter: Charter) -> Iterator[Rule]:
    """Each quality assessed in every period in the post; coaching after a low mark."""
    body = rule.body
    begin, end = _held(body.for_)
    for quality in body.qualities:
        yield CadenceRule(
            **head(rule, charter, ("competence.assessed",), _is("quality", quality), f"/{quality}"),
            every=body.every,
            at_least=1,
            per="staff",
            begin=begin,
            end=end,
        )
    if body.low and body.coach:
        low = (*_is("quality", *body.qualities), Condition("mark", "under", (str(body.low),)))
        weak = head(rule, charter, ("competence.assessed",), low, "/coached")
        yield _limit(rule, weak, ("coaching.held",), body.coach, answers_from=True)


def assign_rows(rule: Written[Assign], charter: Charter) -> Iterator[Rule]:
    """Of each thing a keeper named in time after the unit was opened, and after the last one was released.

    Work that is spread evenly has rows of its own; a ladder has none.
    """
    yield from even_rows(rule, charter)
    keeper = rule.body.keeper
    for thing in keeper.of if keeper else ():
        assert keeper
        mine = _is("thing", thing)
        named, closed = (Picked("keeper.named", mine),), ("unit.closed",)
        opened = head(rule, charter, keeper.since, (), f"/{thing}")
        yield _limit(rule, opened, named, keeper.within, closed)
        released = head(rule, charter, ("keeper.released",), mine, f"/{thing}/again")
        yield _limit(rule, released, named, keeper.within, closed)


def _is(field: str, *values: str) -> Where:
    return (Condition(field, "is", values),)


def _held(posts: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What begins and ends the membership of those in some posts."""
    where = _is("post", *posts)
    return frozenset({Picked("post.taken", where)}), frozenset({Picked("post.left", where)})


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
