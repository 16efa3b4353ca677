"""`shouwen charter draw`: which day a lot falls on, with the whole arithmetic, so that anybody can check it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import click

from shouwen.project.cli.packs import UNREADABLE, json_option, pack_argument, print_json, told
from shouwen.words import Words

if TYPE_CHECKING:
    from shouwen.law.charter import Charter
    from shouwen.law.judge.periods import Span
    from shouwen.law.judge.rules import CadenceRule


@click.command("draw")
@pack_argument
@click.argument("clause")
@click.argument("period")
@click.option("--key", default="all", help="Whom it is drawn for: the code of a unit or of staff. 抽给谁。")
@click.option("--seed", required=True, help="The seed that was published before the period. 期前公布的种子。")
@json_option
@told
def draw(pack: str, clause: str, period: str, key: str, seed: str, as_json: bool) -> None:
    """The day drawn by CLAUSE for PERIOD (2026-W10, 2026-03, 2026-Q1, 2026), and how it comes about.

    The seed is the one of the last draw.published fact strictly before the period.
    """
    from shouwen.law.charter import load
    from shouwen.law.judge.draws import days_of
    from shouwen.law.judge.draws import draw as drawn
    from shouwen.law.worktime.instants import day_date

    charter = load(pack)
    rule = _rule(charter, clause)
    span = _span(period, rule, charter.zone)
    days = days_of(rule, span, charter)
    if not days:
        _stop(
            Words(
                f"{span.name} 没有可抽的开放日，本期不考核。",
                f"{span.name} has no open day, so it is not asked about.",
            )
        )
    lot = drawn(seed, rule.rule, key, span.name, days)
    named = [day_date(day).isoformat() for day in lot.days]
    if as_json:
        print_json(
            {
                "rule": rule.rule,
                "key": key,
                "period": span.name,
                "seed": seed,
                "text": lot.text,
                "sha256": lot.digest,
                "days": named,
                "place": lot.place,
                "day": named[lot.place],
            }
        )
        return
    click.echo(f"{named[lot.place]}  第 {clause} 条抽定的日子 the day drawn by clause {clause}\n")
    click.echo(f"text 文本    {lot.text}")
    click.echo(f"sha256       {lot.digest}")
    click.echo(f"days 可抽日  {len(named)}: {', '.join(named)}")
    click.echo(
        f"place 位次   0x{lot.digest[:8]}... mod {len(named)} = {lot.place} (从 0 数起 counted from 0)"
    )


def _rule(charter: Charter, clause: str) -> CadenceRule:
    from shouwen.law.judge.compile import compile
    from shouwen.law.judge.rules import CadenceRule

    known = [rule for rule in compile(charter).of(CadenceRule) if rule.drawn]
    found = next((rule for rule in known if clause in (rule.clause, rule.rule)), None)
    if found is None:
        names = ", ".join(rule.clause for rule in known) or "-"
        _stop(
            Words(
                f"第 {clause} 条不抽签；抽签的条款：{names}。",
                f"clause {clause} draws no lot; these do: {names}.",
            )
        )
    return found


def _span(period: str, rule: CadenceRule, zone: str) -> Span:
    from shouwen.law.judge.periods import period_at, period_named

    try:
        span = period_named(period, zone)
    except ValueError:
        span = None
    if span is None or span != period_at(span.from_at, rule.every, zone):
        example = {"week": "2026-W10", "month": "2026-03", "quarter": "2026-Q1", "year": "2026"}[rule.every]
        _stop(
            Words(
                f"「{period}」不是这一条的期间，请写成 {example}。",
                f"'{period}' is no period of this clause; write it as {example}.",
            )
        )
    return span


def _stop(words: Words) -> NoReturn:
    click.echo(f"{words.en}\n{words.zh}", err=True)
    sys.exit(UNREADABLE)
