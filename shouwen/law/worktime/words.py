"""Limits and lengths of time in words, for sentences people read."""

from __future__ import annotations

from shouwen.law.worktime.limits import HOUR, MINUTE, SECOND, Limit, Unit
from shouwen.words import Words

_DAY = 24 * HOUR
_SAME = {
    "same day": Words("当日", "the same day"),
    "same week": Words("当周", "the same week"),
    "same month": Words("当月", "the same month"),
}
_COUNTED = {
    "d": Words("天", "day"),
    "wd": Words("个工作日", "working day"),
    "w": Words("周", "week"),
    "mo": Words("个月", "month"),
    "y": Words("年", "year"),
    "same day": Words("天", "day"),
    "same week": Words("周", "week"),
    "same month": Words("个月", "month"),
}
_CLOCK = (
    ("d", _DAY, Words("天", "day")),
    ("h", HOUR, Words("小时", "hour")),
    ("min", MINUTE, Words("分钟", "minute")),
    ("s", SECOND, Words("秒", "second")),
)


def limit_words(limit: Limit) -> Words:
    """A limit as a sentence names it: 90 分钟, 7 个工作日, 当日; 90 minutes, 7 working days, the same day."""
    if limit.unit in _SAME:
        return _SAME[limit.unit]
    if limit.unit != "clock":
        return count_words(limit.count, limit.unit)
    one = [(size, words) for name, size, words in _CLOCK[1:] if limit.text == f"{limit.count // size}{name}"]
    return _amount(limit.count // one[0][0], one[0][1]) if one else duration_words(limit.count)


def count_words(count: int, unit: Unit) -> Words:
    """So many days, working days, weeks, ... in words."""
    return _amount(count, _COUNTED[unit])


def duration_words(us: int, days: bool = False) -> Words:
    """A length of time in words, below a second with its fraction: 27 小时, 1.5 秒.

    `days` puts 24 hours together into one day; leave it off for open time, where a day has fewer.
    """
    if us < 0:
        raise ValueError(f"a length of time cannot be negative: {us} µs")
    parts, rest = [], us
    for _, size, words in _CLOCK[0 if days else 1 : -1]:
        number, rest = divmod(rest, size)
        if number:
            parts.append(_amount(number, words))
    if rest or not parts:
        parts.append(_amount(f"{rest / SECOND:.6f}".rstrip("0").rstrip("."), _CLOCK[-1][2]))
    return Words(" ".join(part.zh for part in parts), " ".join(part.en for part in parts))


def _amount(number: int | str, unit: Words) -> Words:
    plural = "" if str(number) == "1" else "s"
    return Words(f"{number} {unit.zh}", f"{number} {unit.en}{plural}")
