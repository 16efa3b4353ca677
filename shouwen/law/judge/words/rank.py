"""rank: the place among those compared."""

from __future__ import annotations

from shouwen.law.charter.charter import Charter
from shouwen.law.judge.rules import RankRule
from shouwen.law.judge.verdict import Verdict
from shouwen.law.judge.words.parts import NONE, joined, of_group
from shouwen.words import Words


def said(rule: RankRule, verdict: Verdict, charter: Charter) -> Words:
    """The middle of the sentence, as far as it is of this kind."""
    who = of_group(rule, verdict)
    if verdict.part is None:
        return joined(who, Words("，期间未结束，尚未评比", "not compared yet, the period is still running"))
    place = Words(
        f"，{verdict.whole} 个参评中列第 {verdict.part}", f"place {verdict.part} of {verdict.whole}"
    )
    end = {
        "praised": Words("，评为最好", ", one of the best"),
        "breached": Words("，评为最差", ", one of the worst"),
    }
    return joined(who, place, end.get(verdict.verdict, NONE))
