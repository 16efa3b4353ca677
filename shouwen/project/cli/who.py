"""`shouwen charter who`: what a post is in the house, and everything a charter asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from shouwen.project.cli.packs import WRONG, json_option, pack_argument, print_json, told
from shouwen.project.cli.table import print_table

if TYPE_CHECKING:
    from shouwen.law.charter import Charter
    from shouwen.words import Words

ROLES = {"head": ("负责人", "head"), "deputy": ("副职", "deputy"), "member": ("成员", "member")}


@click.command("who")
@pack_argument
@click.argument("post")
@json_option
@told
def who(pack: str, post: str, as_json: bool) -> None:
    """What a POST is in the bodies of the house, and its steps, sheets, training, signatures, by clause."""
    from shouwen.law.charter import load
    from shouwen.law.charter.errors import did_you_mean
    from shouwen.words import Words as Pair

    charter = load(pack)
    if post not in charter.posts:
        listed = Pair("、".join(charter.posts), ", ".join(charter.posts))
        cure = did_you_mean(post, charter.posts, Pair(f"可写：{listed.zh}", f"write one of {listed.en}"))
        click.echo(f"there is no post '{post}'; {cure.en} 没有岗位「{post}」；{cure.zh}", err=True)
        raise SystemExit(WRONG)
    found = list(lines(charter, post))
    if as_json:
        title = charter.posts[post]
        print_json({"post": post, "title": {"zh": title.zh, "en": title.en}, "has": found})
        return
    rows = [[each["what"], f"{each['zh']} {each['en']}", each["clause"]] for each in found]
    name = charter.posts[post]
    print_table(f"{name.en} {name.zh}", ("what 事项", "title 标题", "clause 条"), rows)


def lines(charter: Charter, post: str) -> Iterator[dict[str, Any]]:
    """What a charter says of a post: `what` it is, its title in `zh` and `en`, and the `clause` behind it."""
    from shouwen.law.charter.language import Approval, Flow
    from shouwen.words import Words as Pair

    for body in charter.bodies.values():
        for role in body.roles(post):
            zh, en = ROLES[role]
            yield _line(
                "body", Pair(f"{body.title.zh}：{zh}", f"{body.title.en}: {en}"), ", ".join(body.clauses)
            )
            if role == "head":
                for duty in body.duties.values():
                    yield _line("duty", duty, ", ".join(body.clauses))
    for rule in charter.rules_of(Flow):
        for step in rule.body.steps.values():
            if post in step.who:
                title = Pair(
                    f"{rule.body.title.zh}：{step.title.zh}", f"{rule.body.title.en}: {step.title.en}"
                )
                yield _line("step", title, rule.clause.clause)
    for signed in charter.rules_of(Approval):
        if any(post in tier.by for tier in signed.body.tiers):
            yield _line("signature", signed.clause.title, signed.clause.clause)
    for module in charter.modules.values():
        if post in module.posts:
            yield _line("training", module.title, ", ".join(module.clauses))
    for sheet in charter.sheets.values():
        for item in sheet.items.values():
            if post in item.posts:
                title = Pair(f"{sheet.title.zh}：{item.title.zh}", f"{sheet.title.en}: {item.title.en}")
                yield _line("item", title, item.clause)
    for quality in charter.qualities.values():
        if post in quality.posts:
            yield _line("quality", quality.title, ", ".join(quality.clauses))


def _line(what: str, title: Words, clause: str) -> dict[str, Any]:
    return {"what": what, "zh": title.zh, "en": title.en, "clause": clause}
