"""Verdicts on what was said: their words, evidence and key, and how they change as the talk goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shouwen.law.charter import Charter
from shouwen.law.facts import Fact
from shouwen.law.judge import Verdict, judge
from shouwen.law.judge.live import groups_of
from shouwen.law.judge.plain import judge_subjects
from shouwen.law.judge.words import better_wording, why
from shouwen.law.worktime.instants import parse_iso
from shouwen.words import Words
from tests.packs import charter_of, clause, said

EIGHT = parse_iso("2026-03-02T08:00", "Asia/Shanghai")
BETTER = {"zh": "我马上为您查询", "en": "I will look it up"}
CHARTER = charter_of(
    {"channels": {"phone": said("phone")}, "situations": {"cash": said("cash")}},
    [
        clause(
            "1",
            phrase={"channel": "phone", "forbidden": ["不知道"], "instead": BETTER},
            breach={"points": -2},
        ),
        clause("2", phrase={"position": "closing", "required": ["谢谢", "再见"]}, praise={"points": 1}),
        clause("3", phrase={"reason": {}}),
        clause("4", phrase={"situation": "cash", "required": "收您"}),
        clause("5", threshold={"breaches": ["1"], "per": "staff", "in": "month", "reaches": 2}),
    ],
)


def turn(number: int, text: str, **data: str) -> Fact:
    """What Ann says ten seconds after the turn before."""
    data = {"channel": "phone", "situation": "none", **data, "text": text}
    at = EIGHT + number * 10_000_000
    return Fact("speech.said", at, "call-1", f"u{number}", staff="ann", unit="hall", customer="c", data=data)


def end(number: int) -> Fact:
    return Fact("speech.ended", EIGHT + number * 10_000_000, "call-1", "end")


def verdicts(*facts: Fact, charter: Charter = CHARTER) -> dict[str, Verdict]:
    """The verdicts by rule and the turn they are keyed by."""
    found = judge(facts, charter, EIGHT + 3_600_000_000).verdicts
    return {f"{verdict.rule} {verdict.key.rpartition('|')[2]}": verdict for verdict in found}


def test_a_breach_names_the_words_and_what_to_say_instead() -> None:
    found = verdicts(turn(0, "您好。"), turn(1, "这个我不 知 道。"), end(2))["1#phrase/forbidden u1"]
    assert (found.verdict, found.words, found.points, found.evidence) == ("breached", "不知道", -200, ("u1",))
    assert (found.staff, found.unit, found.customer) == ("ann", "hall", "c")
    assert better_wording(found, CHARTER) == (Words(**BETTER),)
    assert why(found, CHARTER) == Words(
        "第 1 条（1）：2026-03-02 08:00:10 说了禁语「不知道」，宜说：我马上为您查询，扣 2 分。",
        "Clause 1 (1): 2026-03-02 08:00:10: forbidden words were said: “不知道”; better: I will look it up, "
        "2 points deducted.",
    )


def test_what_was_said_in_the_end_is_kept_and_praised() -> None:
    found = verdicts(turn(0, "您好。"), turn(1, "谢谢，再见。"), end(2))
    assert found["2#phrase/required u1"].verdict == "praised"
    assert found["2#phrase/required u1"].points == 100
    assert found["1#phrase/forbidden u0"].verdict == "kept"


def test_as_long_as_the_talk_goes_on_nothing_is_its_end() -> None:
    assert verdicts(turn(0, "您好。"), turn(1, "好的。")) == {}
    found = verdicts(turn(0, "您好。"), turn(1, "好的。"), end(2))["2#phrase/required u1"]
    assert (found.verdict, found.words) == ("breached", "谢谢、再见")


def test_a_reason_can_still_be_given() -> None:
    refused = turn(1, "今天办不了。")
    assert verdicts(refused)["3#phrase/reason u1"].verdict == "open"
    assert verdicts(refused, turn(2, "因为系统在检修。"))["3#phrase/reason u1"].verdict == "kept"
    assert verdicts(refused, turn(2, "就这样。"))["3#phrase/reason u1"].verdict == "breached"
    assert "还应说明原因" in why(verdicts(refused)["3#phrase/reason u1"], CHARTER).zh


def test_an_unknown_situation_is_undecided() -> None:
    said_in = turn(0, "收您十元。")
    unknown = replace(said_in, data={"channel": "phone", "text": "收您十元。"})
    found = verdicts(unknown, end(1))["4#phrase/required u0"]
    assert (found.verdict, found.missing) == ("undecided", "situation")
    assert "4#phrase/required u0" not in verdicts(said_in, end(1))


def test_what_customers_say_is_not_judged() -> None:
    assert verdicts(turn(0, "不知道！", speaker="customer"), end(1)) == {}


def test_a_rule_holds_on_its_own_days_only() -> None:
    dated = charter_of({}, [clause("1", phrase={"forbidden": "不行"}, until="2026-03-01")])
    assert verdicts(turn(0, "不行。"), end(1), charter=dated) == {}


@pytest.mark.parametrize("ended", [True, False])
def test_live_asks_the_subject_alone_and_counts_its_breaches(ended: bool) -> None:
    facts = [turn(0, "不知道。"), turn(1, "真不知道。"), *([end(2)] if ended else [])]
    alone = judge_subjects(facts, CHARTER, EIGHT + 3_600_000_000)
    breached = [verdict for verdict in alone if verdict.verdict == "breached" and verdict.clause == "1"]
    assert len(breached) == 2
    assert groups_of(breached[0], CHARTER, EIGHT) == {"5#threshold|ann|2026-03"}
    whole = judge(facts, CHARTER, EIGHT + 3_600_000_000).verdicts
    assert [verdict.part for verdict in whole if verdict.clause == "5"] == [2]
