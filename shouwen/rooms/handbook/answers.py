"""Who may do what, asked of the charter by post: steps, signatures, bodies, what is inspected, what has to be learnt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shouwen.law.charter import Charter
from shouwen.law.charter.language import Approval, Assign, Flow
from shouwen.words import Words

ROLES = {
    "head": Words("负责人", "Head"),
    "deputy": Words("副职", "Deputy"),
    "member": Words("成员", "Member"),
}


@dataclass(frozen=True, slots=True)
class May:
    """One thing a post may do or has to have: what, in which context, by which clause."""

    what: Words
    of: Words
    clause: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything the charter says of one post."""

    post: str
    title: Words
    starts: tuple[May, ...]
    takes: tuple[May, ...]
    signs: tuple[May, ...]
    bodies: tuple[May, ...]
    learns: tuple[May, ...]
    inspected: tuple[May, ...]

    @property
    def count(self) -> int:
        """How many steps and signatures it has."""
        return len(self.starts) + len(self.takes) + len(self.signs)


def of_post(charter: Charter, post: str) -> Answer:
    """The answer for one post of the charter. Errors: KeyError for a post it does not have."""
    steps = list(_steps(charter, post))
    return Answer(
        post,
        charter.posts[post],
        tuple(may for may, begins in steps if begins),
        tuple(may for may, begins in steps if not begins),
        tuple(_signatures(charter, post)),
        tuple(
            May(body.title, ROLES[role], body.clauses[0])
            for body in charter.bodies.values()
            for role in body.roles(post)
        ),
        tuple(
            May(module.title, Words("", ""), module.clauses[0])
            for module in charter.modules.values()
            if post in module.posts
        ),
        tuple(
            May(item.title, sheet.title, item.clause)
            for sheet in charter.sheets.values()
            for item in sheet.items.values()
            if post in item.posts
        ),
    )


def _steps(charter: Charter, post: str) -> Iterator[tuple[May, bool]]:
    for rule in charter.rules_of(Flow):
        flow = rule.body
        for name, step in flow.steps.items():
            if post in step.who:
                yield May(step.title, flow.title, rule.clause.clause), name in flow.start


def _signatures(charter: Charter, post: str) -> Iterator[May]:
    """Signatures by tier, and rungs of a ladder."""
    for rule in charter.rules_of(Approval):
        step = _step(charter, rule.body.flow, rule.body.step)
        for tier in rule.body.tiers:
            if post in tier.by:
                yield May(step, tier.title or rule.clause.title, rule.clause.clause)
    for ladder in charter.rules_of(Assign):
        for rungs in ladder.body.by.values():
            held = [value for value, posts in rungs.items() if post in posts]
            if held:
                step = _step(charter, ladder.body.flow or "", ladder.body.step or "")
                said = "、".join(held)
                yield May(step, Words(said, ", ".join(held)), ladder.clause.clause)


def _step(charter: Charter, flow: str, step: str) -> Words:
    known = charter.flows.get(flow)
    return known.steps[step].title if known and step in known.steps else Words(step, step)
