"""Rules about people: train, competence, org, principle."""

from __future__ import annotations

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language import Competence, Org, Principle, Train
from shouwen.law.charter.sentences.events import Said
from shouwen.law.charter.sentences.told import NONE, PERIODS, clauses, labelled, posts
from shouwen.law.worktime.words import limit_words
from shouwen.words import Words


def train(charter: Charter, body: Train) -> Said:
    """Who has to have passed what, when, and how often anew; what it covers as points."""
    title, whom = charter.modules[body.module].title, posts(charter, body.for_)
    mark = (
        Words(f"（{body.pass_} 分及以上）", f" (a mark of {body.pass_} or more)")
        if body.pass_ is not None
        else NONE
    )
    every = limit_words(body.every) if body.every else None
    if body.before_duty:
        said = Words(
            f"{whom.zh}上岗前须通过「{title.zh}」{mark.zh}，未通过不得办理业务",
            f"{whom.en} pass '{title.en}'{mark.en} before duty, and take no steps until then",
        )
        again = Words(f"每 {every.zh}复训", f"anew every {every.en}") if every else None
    else:
        said = Words(f"{whom.zh}须通过「{title.zh}」{mark.zh}", f"{whom.en} pass '{title.en}'{mark.en}")
        again = (
            Words(
                f"任职后 {every.zh}内，以后每 {every.zh}一次",
                f"within {every.en} of taking the post, and every {every.en}",
            )
            if every
            else None
        )
    return clauses(said, again), tuple(body.topics.values())


def competence(charter: Charter, body: Competence) -> Said:
    """Who is assessed how often and when coached; the qualities as points."""
    whom, every = posts(charter, body.for_), PERIODS[body.every]
    said = Words(
        f"{whom.zh}每{every.zh}评定下列素质，1 至 {body.scale} 分",
        f"{whom.en} are assessed in these qualities every {every.en}, from 1 to {body.scale}",
    )
    coach = None
    if body.low and body.coach:
        within = limit_words(body.coach)
        coach = Words(
            f"低于 {body.low} 分的 {within.zh}内辅导",
            f"coached within {within.en} after a mark under {body.low}",
        )
    return clauses(said, coach), tuple(body.qualities.values())


def org(charter: Charter, body: Org) -> Said:
    """Who heads the body and who belongs to it; its duties as points."""
    title = charter.bodies[body.body].title
    roles = (
        (Words("负责人", "head"), (body.head,) if body.head else ()),
        (Words("副职", "deputies"), body.deputies),
        (Words("成员", "members"), body.members),
    )
    said = [labelled(role, posts(charter, held)) for role, held in roles if held]
    return clauses(title, *said), tuple(body.duties.values())


def principle(charter: Charter, body: Principle) -> Said:
    """It stands in the handbook, perhaps with receipts."""
    receipt = Words("每人阅读后签收", "everybody confirms having read it") if body.receipt else None
    return clauses(Words("载入服务手册", "stands in the handbook"), receipt), ()
