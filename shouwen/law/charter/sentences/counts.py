"""Rules that count, measure and compare: score, threshold, target, rank."""

from __future__ import annotations

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language import Rank, Score, Target, Threshold
from shouwen.law.charter.language.rules.target import Count, Mean, Share
from shouwen.law.charter.sentences.events import Said
from shouwen.law.charter.sentences.told import (
    EACH,
    NONE,
    PERIODS,
    ROWS,
    calendar,
    clauses,
    kinds,
    picks,
    where,
)
from shouwen.law.judge.names import field_words, where_words
from shouwen.words import Words


def score(charter: Charter, body: Score) -> Said:
    """What it costs or earns, who bears it, and what is counted."""
    priced = [
        Words(f"{formula.text} {unit.zh}", f"{formula.text} {unit.en}")
        for formula, unit in ((body.points, Words("分", "points")), (body.money, Words("元", "yuan")))
        if formula
    ]
    price = Words("、".join(each.zh for each in priced), " and ".join(each.en for each in priced))
    bearer = field_words(charter, body.on, body.to)
    only = where(charter, body.where, body.on)
    if body.breaches:
        broken = _numbers(body.breaches)
        when = Words(f"每违反一次{broken.zh}", f"every breach of {broken.en}")
    else:
        on = kinds(charter, body.on)
        when = Words(f"每次「{on.zh}」", f"every '{on.en}'")
    said = Words(
        f"{only.zh}{when.zh}记 {price.zh}，由{bearer.zh}承担",
        f"{only.en}for {when.en} {price.en}, borne by the {bearer.en}",
    )
    return clauses(said, *_counted(charter, body)), ()


def _counted(charter: Charter, body: Score) -> list[Words]:
    said = []
    if body.kth:
        period, of = PERIODS[body.kth], field_words(charter, body.on, body.kth_of or body.to)
        said.append(
            Words(
                f"k 为{of.zh}本{period.zh}第几次", f"k is the how-manieth of the {of.en} in the {period.en}"
            )
        )
    if body.row:
        every = ROWS[body.row]
        said.append(Words(f"n 为连续第几{every.zh}", f"n is how many {every.en} in a row"))
    if body.once:
        period = PERIODS[body.once]
        said.append(Words(f"同一{period.zh}只计第一次", f"only the first of a {period.en} counts"))
    if body.last:
        said.append(Words("以最后一次记录为准", "the last record counts"))
    return said


def threshold(charter: Charter, body: Threshold) -> Said:
    """How often in which window, of whom, is too often."""
    per, only = EACH[body.per], where(charter, body.where, body.count)
    if body.breaches:
        broken = _numbers(body.breaches)
        what = Words(f"违反{broken.zh}", f"breaches of {broken.en}")
    else:
        title = kinds(charter, body.count)
        what = Words(f"「{title.zh}」", f"'{title.en}'")
    if body.row:
        every = ROWS[body.row]
        days = calendar(charter, body.days) if body.days else None
        among = Words(f"（按{days.zh}开放的日子）", f" (days open by: {days.en})") if days else NONE
        said = Words(
            f"{only.zh}{per.zh}{what.zh}连续达到 {body.reaches} {every.zh}{among.zh}",
            f"{only.en}{what.en} on {body.reaches} {every.en} in a row{among.en}, {per.en}",
        )
        return said, ()
    window = _window(body)
    times = ROWS[body.once] if body.once else Words("次", "times")
    return Words(
        f"{only.zh}{per.zh}{window.zh}{what.zh}累计达到 {body.reaches} {times.zh}",
        f"{only.en}{what.en} {body.reaches} {times.en} {window.en}, {per.en}",
    ), ()


def _window(body: Threshold) -> Words:
    if body.rolling_days:
        return Words(f" {body.rolling_days} 天内", f"within {body.rolling_days} days")
    if body.rolling_months:
        return Words(f" {body.rolling_months} 个月内", f"within {body.rolling_months} months")
    if body.in_ in (None, "ever"):
        return Words("历次", "ever")
    period = PERIODS[body.in_ or "month"]
    return Words(f"同一{period.zh}内", f"in a {period.en}")


def target(charter: Charter, body: Target) -> Said:
    """What is measured, of whom, how often, and what it has to reach."""
    per, every = EACH[body.per], PERIODS[body.every]
    what = (
        Words(f"{_numbers(body.kept).zh}的兑现率", f"kept of {_numbers(body.kept).en}")
        if body.kept
        else _measure(charter, body.share or body.mean or body.count)
    )
    only = where(charter, body.where, body.of)
    least, most = body.at_least, body.at_most
    bound = Words(f"不低于 {least.text}", f"at least {least.text}") if least else NONE
    bound = Words(f"不高于 {most.text}", f"at most {most.text}") if most else bound
    said = Words(
        f"{only.zh}{per.zh}每{every.zh}{what.zh}{bound.zh}",
        f"{only.en}{what.en} {bound.en} every {every.en}, {per.en}",
    )
    few = body.sample if body.sample > 1 else 0
    sample = Words(f"不足 {few} 件不作判定", f"nothing is decided on fewer than {few}") if few else None
    how = body.formula
    formula = Words(f"算法：{how.zh}", f"computed as: {how.en}") if how else None
    return clauses(said, sample, formula), ()


def rank(charter: Charter, body: Rank) -> Said:
    """Who is compared by what, who is best and worst, and who is left out."""
    every = PERIODS[body.every]
    who = Words("员工", "staff") if body.per == "staff" else Words("各单位", "units")
    if body.within:
        who = Words("同一单位的员工", "staff of each unit")
    measured = body.by.share or body.by.mean or body.by.count
    by = _measure(charter, measured) if measured else _points(body.by.points)
    only = where(charter, body.where, body.of)
    fewer = Words("，以少为好", ", fewer is better") if body.better == "fewer" else NONE
    said = Words(
        f"每{every.zh}{who.zh}按{only.zh}{by.zh}评比{fewer.zh}",
        f"{who.en} are compared every {every.en} by {only.en}{by.en}{fewer.en}",
    )
    best, worst = body.best, body.worst
    first = Words(f"前 {best.places} 名表扬", f"praise for the best {best.places}") if best else None
    last = Words(f"末 {worst.places} 名为违反", f"a breach for the worst {worst.places}") if worst else None
    sample = (
        Words(f"不足 {body.sample} 件不参评", f"not ranked with fewer than {body.sample}")
        if body.sample
        else None
    )
    out = None
    if body.exclude:
        title, if_ = kinds(charter, body.exclude.of), where(charter, body.exclude.where, body.exclude.of)
        out = Words(f"{if_.zh}有「{title.zh}」的不参评", f"{if_.en}not ranked with '{title.en}'")
    begin = picks(charter, body.during.from_) if body.during else None
    during = Words(f"「{begin.zh}」后即参评", f"ranked from '{begin.en}' on") if begin else None
    return clauses(said, first, last, sample, out, during), ()


def _points(numbers: tuple[str, ...]) -> Words:
    of = _numbers(numbers)
    return Words(f"{of.zh}的得分", f"the points of {of.en}")


def _measure(charter: Charter, source: Share | Mean | Count | None) -> Words:
    if isinstance(source, Share):
        of, counted = kinds(charter, source.of), where_words(charter, source.of, source.where)
        return Words(f"「{of.zh}」中{counted.zh}的占比", f"the share of '{of.en}' where {counted.en}")
    if isinstance(source, Mean):
        of, field = kinds(charter, source.of), field_words(charter, source.of, source.field)
        return Words(f"「{of.zh}」的{field.zh}平均", f"the mean {field.en} of '{of.en}'")
    assert source is not None
    of = kinds(charter, source.of)
    return Words(f"「{of.zh}」的次数", f"the number of '{of.en}'")


def _numbers(clauses_: tuple[str, ...]) -> Words:
    return Words(
        f"第 {'、'.join(clauses_)} 条", f"clause{'' if len(clauses_) == 1 else 's'} {', '.join(clauses_)}"
    )
