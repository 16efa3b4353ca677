"""target: the figure, and what was wanted."""

from __future__ import annotations

from decimal import Decimal

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.names import fact_words, field_words
from shouwen.law.judge.rules import TargetRule
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.words.parts import NONE, joined, of_group
from shouwen.words import Words


def said(rule: TargetRule, verdict: Verdict, charter: Charter) -> Words:
    """The middle of the sentence, as far as it is of this kind."""
    part, whole = verdict.part or 0, verdict.whole or 0
    match rule.measure:
        case "kept":
            clauses = sorted(rule.kept)
            what = Words(f"第 {'、'.join(clauses)} 条兑现率", f"kept of clauses {', '.join(clauses)}")
        case "mean":
            field = field_words(charter, rule.kinds, rule.field or "")
            what = Words(f"「{field.zh}」平均", f"mean of '{field.en}'")
        case "share":
            kind = fact_words(charter, rule.kinds)
            what = Words(f"「{kind.zh}」中符合者占比", f"share of '{kind.en}'")
        case "count":
            kind = fact_words(charter, rule.kinds)
            what = Words(f"「{kind.zh}」次数", f"number of '{kind.en}'")
    bound = Words(
        f"目标{'不低于' if rule.sign > 0 else '不高于'} {rule.bound}",
        f"{'at least' if rule.sign > 0 else 'at most'} {rule.bound} wanted",
    )
    end = {
        "met": Words("，达标", ", met"),
        "fell-short": Words("，未达标", ", fell short"),
    }.get(verdict.verdict, Words("，期间未结束", ", the period is still running"))
    said = Words(f"{what.zh}，{bound.zh}", f"{what.en}, {bound.en}")
    if verdict.part is not None:
        value = _value(rule, part, whole)
        said = Words(f"{what.zh} {value}，{bound.zh}", f"{what.en} {value}, {bound.en}")
    how = rule.formula
    by = Words(f"（算法：{how.zh}）", f" (computed as: {how.en})") if how else NONE
    return joined(of_group(rule, verdict), said, end, by)


def _value(rule: TargetRule, part: int, whole: int) -> str:
    if rule.measure == "count":
        return str(part)
    if not whole:
        return f"{part}/{whole}"
    if rule.measure == "mean":
        total = (Decimal(part) / 10**rule.decimals).normalize()
        return f"{total / whole:.2f} ({total:f}/{whole})"
    return f"{100 * part / whole:.2f}% ({part}/{whole})"
