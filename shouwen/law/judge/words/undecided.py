"""Why a verdict could not be given."""

from __future__ import annotations

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.names import fact_words, field_words, instant_text
from shouwen.law.judge.rules import EXCLUDED, CadenceRule, RankRule, Rule, TargetRule
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.words.parts import joined, of_group
from shouwen.words import Words


def undecided(rule: Rule, verdict: Verdict, charter: Charter) -> Words:
    if verdict.missing == "sample":
        whole = verdict.whole or 0
        said = Words(f"只有 {whole} 件，样本不足，不作判定", f"only {whole} cases, too few to decide")
        return joined(of_group(rule, verdict), said)
    if verdict.missing == "seed" and isinstance(rule, CadenceRule):
        said = Words(
            "本期开始前没有公布抽签种子，无法判定",
            "no seed of a draw was published before it began, so it is undecided",
        )
        return joined(of_group(rule, verdict), said)
    if verdict.missing == EXCLUDED:
        return joined(of_group(rule, verdict), Words("，按规定不参评", "left out of the ranking"))
    field = field_words(charter, rule.kinds | rule.reads, verdict.missing or "")
    said = Words(
        f"缺少可用的「{field.zh}」，无法判定", f"'{field.en}' is missing or not usable, so it is undecided"
    )
    if isinstance(rule, RankRule):
        said = Words(
            f"，参评者缺少可用的「{field.zh}」，名次无法判定",
            f"'{field.en}' of one of those compared is missing or not usable, so nobody's place is decided",
        )
    if isinstance(rule, CadenceRule | TargetRule | RankRule):
        return joined(of_group(rule, verdict), said)
    at, kind = instant_text(verdict.at, charter.zone), fact_words(charter, rule.kinds)
    return joined(Words(f"{at}「{kind.zh}」", f"'{kind.en}' at {at}: "), said)
