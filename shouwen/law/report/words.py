"""What the columns of a report are called."""

from __future__ import annotations

from collections.abc import Mapping

from shouwen.law.judge.words.verdicts import BAD, VERDICTS
from shouwen.words import Words

__all__ = ["BAD", "VERDICTS"]

CLAUSE = Words("条款", "Clause")
TITLE = Words("标题", "Title")
TOTAL = Words("合计", "All")
MEDIAN = Words("用时中位", "Median")
P95 = Words("95 分位", "95 %")
POINTS = Words("分值", "Points")
MONEY = Words("金额（元）", "Money (yuan)")
WORST = Words("最严重的", "Worst")

COLUMNS: Mapping[str, Words] = {
    "verdict": Words("认定", "Verdict"),
    "clause": CLAUSE,
    "title": TITLE,
    "subject": Words("事项", "Subject"),
    "staff": Words("经办人", "Staff"),
    "unit": Words("单位", "Unit"),
    "customer": Words("客户", "Customer"),
    "period": Words("期间", "Period"),
    "at": Words("起算", "From"),
    "due": Words("到期", "Due"),
    "closed_at": Words("了结", "Closed"),
    "limit": Words("时限", "Limit"),
    "elapsed_s": Words("用时", "Took"),
    "late_s": Words("超时", "Late by"),
    "points": POINTS,
    "money": MONEY,
    "why": Words("理由", "Why"),
    "cites": Words("依据", "Cites"),
    "rule": Words("规则", "Rule"),
    "evidence": Words("事实编号", "Facts"),
    "version": Words("规范版本", "Charter version"),
}
"""The columns of the verdicts in a workbook, in their order."""

PROBLEMS: Mapping[str, Words] = {
    "file": Words("文件", "File"),
    "line": Words("行", "Line"),
    "what": Words("问题", "What is wrong"),
    "mend": Words("如何改正", "How to mend it"),
}
