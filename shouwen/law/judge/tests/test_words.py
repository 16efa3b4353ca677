"""Every verdict can say why, in one sentence of either language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from shouwen.law.charter import Charter
from shouwen.law.judge import Verdict, judge
from shouwen.law.judge.tests.packs import at, log, small
from shouwen.law.judge.words import why


@pytest.fixture
def charter(tmp_path: Path) -> Charter:
    return small(tmp_path)


def verdicts(charter: Charter, now: str) -> Mapping[str, Verdict]:
    return {verdict.key: verdict for verdict in judge(log(), charter, at(now)).verdicts}


SENTENCES = {
    "1#limit|j1|f02": (
        "第 1 条（到场时限）：2026-03-02 08:00「报修」，时限 45 分钟，最迟 2026-03-02 08:45；"
        "2026-03-02 08:08「到场」，值得表扬，加 1.5 分。",
        "Clause 1 (Arrival): 'Reported' at 2026-03-02 08:00, 45 minutes allowed, due 2026-03-02 08:45; "
        "'Arrived' at 2026-03-02 08:08, worth praise, 1.5 points added.",
    ),
    "1#limit|j2|f05": (
        "第 1 条（到场时限）：2026-03-02 09:00「报修」，时限 45 分钟，最迟 2026-03-02 09:55；"
        "2026-03-02 10:00 才「到场」，超时 5 分钟，扣 5 分，扣 20 元。",
        "Clause 1 (Arrival): 'Reported' at 2026-03-02 09:00, 45 minutes allowed, due 2026-03-02 09:55; "
        "'Arrived' only at 2026-03-02 10:00, 5 minutes late, 5 points deducted, 20 yuan deducted.",
    ),
    "1#limit|j3|f09": (
        "第 1 条（到场时限）：2026-03-02 10:00「报修」，时限 90 分钟，最迟 2026-03-02 11:30；"
        "2026-03-02 12:30 才了结，超时 1 小时，扣 5 分，扣 20 元。",
        "Clause 1 (Arrival): 'Reported' at 2026-03-02 10:00, 90 minutes allowed, due 2026-03-02 11:30; "
        "it ended only at 2026-03-02 12:30, 1 hour late, 5 points deducted, 20 yuan deducted.",
    ),
    "1#limit|j5|f12": (
        "第 1 条（到场时限）：2026-03-02 11:00「报修」缺少可用的「地段」，无法判定。",
        "Clause 1 (Arrival): 'Reported' at 2026-03-02 11:00: 'area' is missing or not usable, so it is undecided.",
    ),
    "1#limit|j7|f15": (
        "第 1 条（到场时限）：2026-03-02 11:30「报修」，时限 45 分钟，最迟 2026-03-02 12:15；"
        "至今没有「到场」，已逾期 45 分钟，扣 5 分，扣 20 元。",
        "Clause 1 (Arrival): 'Reported' at 2026-03-02 11:30, 45 minutes allowed, due 2026-03-02 12:15; "
        "no 'Arrived' yet, overdue by 45 minutes, 5 points deducted, 20 yuan deducted.",
    ),
    "1#limit|j8|f16": (
        "第 1 条（到场时限）：2026-03-02 12:50「报修」，时限 45 分钟，最迟 2026-03-02 13:40；等待「到场」，计时暂停中。",
        "Clause 1 (Arrival): 'Reported' at 2026-03-02 12:50, 45 minutes allowed, due 2026-03-02 13:40; "
        "'Arrived' awaited, the clock stands still.",
    ),
    "2#limit|j4|f11": (
        "第 2 条（约定时间）：2026-03-02 10:30「报修」，约定 2026-03-02 15:00；等待「到场」，尚未到期。",
        "Clause 2 (Appointment): 'Reported' at 2026-03-02 10:30, promised for 2026-03-02 15:00; "
        "'Arrived' awaited, still in time.",
    ),
    "3#precede|j1|f04": (
        "第 3 条（先派工后到场）：2026-03-02 08:08「到场」之前已「派工」。",
        "Clause 3 (Order): 'Dispatched' came before 'Arrived' at 2026-03-02 08:08.",
    ),
    "3#precede.2|j3|f09": (
        "第 3 条（先派工后到场）：2026-03-02 10:00「报修」之后没有「派工」，2026-03-02 12:30 就已「撤销」。",
        "Clause 3 (Order): 'Withdrawn' at 2026-03-02 12:30 although 'Dispatched' had not followed "
        "'Reported' at 2026-03-02 10:00.",
    ),
    "4#score|j3|f10": (
        "第 4 条（撤销扣分）：2026-03-02 12:30「撤销」，单位 u 2026 年 3 月第 2 次，按 -1×2 计，扣 2 分。",
        "Clause 4 (Withdrawals): 'Withdrawn' at 2026-03-02 12:30, unit u: number 2 in 2026-03, counted as -1×2, 2 points deducted.",
    ),
    "5#cadence|u|2026-03-01": (
        "第 5 条（每日到场）：单位 u 2026 年 3 月 1 日「到场」0 次，应不少于 2 次，少 2 次，扣 1 分。",
        "Clause 5 (Every day): unit u in 2026-03-01: 'Arrived' 0 times, at least 2 required, 2 too few, 1 point deducted.",
    ),
    "6#threshold|u|2026-03": (
        "第 6 条（屡次超时）：单位 u 2026 年 3 月违反第 1 条累计 2 次，于 2026-03-02 10:00 达到 2 次的界限。",
        "Clause 6 (Late again): unit u in 2026-03: breaches of 1 reached 2 at 2026-03-02 10:00.",
    ),
    "6#threshold.2|u|f10": (
        "第 6 条（屡次超时）：单位 u 7 天内「撤销」累计 2 次，于 2026-03-02 12:30 达到 2 次的界限。",
        "Clause 6 (Late again): unit u within 7 days: 'Withdrawn' reached 2 at 2026-03-02 12:30.",
    ),
    "7#target.2|u|2026-03-02": (
        "第 7 条（指标）：单位 u 2026 年 3 月 2 日「星级」平均 4.00 (8/2)，目标不低于 4，期间未结束。",
        "Clause 7 (Targets): unit u in 2026-03-02: mean of 'stars' 4.00 (8/2), at least 4 wanted, the period is still running.",
    ),
}


@pytest.mark.parametrize("key", SENTENCES)
def test_sentences_read_like_this(charter: Charter, key: str) -> None:
    said = why(verdicts(charter, "13:00")[key], charter)
    assert (said.zh, said.en) == SENTENCES[key]


def test_too_small_a_sample_says_so(charter: Charter) -> None:
    said = why(verdicts(charter, "2026-04-01T00:00")["7#target.3|all|2026-03"], charter)
    assert said.zh == "第 7 条（指标）：全公司 2026 年 3 月只有 2 件，样本不足，不作判定。"


def test_a_rule_of_another_charter_has_no_words(charter: Charter) -> None:
    stranger = Verdict("x|y|z", "kept", "99", "99#limit", "other", "1")
    with pytest.raises(KeyError):
        why(stranger, charter)
