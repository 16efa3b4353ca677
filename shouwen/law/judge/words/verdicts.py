"""What verdicts are called, wherever people read one."""

from __future__ import annotations

from collections.abc import Mapping

from shouwen.words import Words

VERDICTS: Mapping[str, Words] = {
    "kept": Words("做到", "Kept"),
    "praised": Words("表扬", "Praised"),
    "met": Words("达标", "Met"),
    "breached": Words("违反", "Breached"),
    "overdue": Words("已逾期", "Overdue"),
    "fell-short": Words("未达标", "Fell short"),
    "open": Words("计时中", "Running"),
    "undecided": Words("无法认定", "Undecided"),
}
"""Every verdict, the good ones first."""

BAD = frozenset({"breached", "overdue", "fell-short"})
