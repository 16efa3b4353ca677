"""Limits: units that their clock can measure, warnings and praise shorter than the limit itself."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Rule
from shouwen.law.charter.checks.survey import Survey
from shouwen.law.charter.errors import CharterError
from shouwen.law.charter.language import Body, Clause, Limit
from shouwen.law.charter.language.base import Path
from shouwen.law.charter.language.figures import Figure
from shouwen.law.worktime.limits import Limit as Time
from shouwen.words import Words

_NO_WORKING_DAYS = (
    Words("这里没有日历，不能用工作日", "working days need a calendar, and there is none here"),
    Words(
        "请写自然日或小时，或写 clock: 日历名", "write days or hours, or clock: and the name of a calendar"
    ),
)
_DAY = 24 * 3600 * 1_000_000
_DAYS = {"d": 1, "wd": 1, "w": 7, "mo": 31, "y": 366}


def check(survey: Survey) -> Iterator[CharterError]:
    """Every limit with its warning and its praise."""
    for rule in survey.charter.written:
        if isinstance(rule.body, Limit):
            yield from _units(survey, rule, rule.body)
            yield from _warning(survey, rule, rule.body)
            yield from _praise(survey, rule, rule.body)


def _units(survey: Survey, rule: Rule[Body], limit: Limit) -> Iterator[CharterError]:
    """Working days need a calendar; how long a clock may stand still is wall time, which has none."""
    for index, stop in enumerate(limit.stops):
        if stop.at_most and stop.at_most.unit == "wd":
            yield survey.wrong_in(rule, *_NO_WORKING_DAYS, "stops", index, "at_most")
    if limit.clock != "always":
        return
    if any(time.unit == "wd" for time in limit.within.limits):
        yield survey.wrong_in(rule, *_NO_WORKING_DAYS, "within")
    for path, time in _beside(rule.clause):
        if time.unit == "wd":
            yield survey.wrong(rule.clause.clause, *_NO_WORKING_DAYS, *path)


def _beside(clause: Clause) -> Iterator[tuple[Path, Time]]:
    """The times of the consequences, which run on the clock of the limit."""
    if clause.warn:
        yield ("warn",), clause.warn
    for index, escalation in enumerate(clause.escalate):
        yield ("escalate", index, "after"), escalation.after
    for time in clause.praise.within.limits if clause.praise and clause.praise.within else ():
        yield ("praise", "within"), time


def _warning(survey: Survey, rule: Rule[Body], limit: Limit) -> Iterator[CharterError]:
    warn = rule.clause.warn
    too_short = [time for time in limit.within.limits if warn and _longer(warn, time)]
    if warn and too_short:
        yield survey.wrong(
            rule.clause.clause,
            Words(
                f"提醒提前 {warn}，比时限 {too_short[0]} 还长",
                f"the warning of {warn} is longer than the limit of {too_short[0]}",
            ),
            Words("请缩短 warn", "make warn shorter"),
            "warn",
        )


def _praise(survey: Survey, rule: Rule[Body], limit: Limit) -> Iterator[CharterError]:
    praise = rule.clause.praise
    if praise is None or praise.within is None:
        return
    longest = max(map(_size, limit.within.limits), default=None)
    if longest is not None and any(_size(time) >= longest for time in praise.within.limits):
        yield survey.wrong(
            rule.clause.clause,
            Words("表扬的时限不比规定时限短", "the limit for praise is not shorter than the limit itself"),
            Words("请缩短 praise.within", "make praise.within shorter"),
            "praise",
            "within",
        )
    yield from _classes(survey, rule, limit, praise.within)


def _classes(survey: Survey, rule: Rule[Body], limit: Limit, within: Figure) -> Iterator[CharterError]:
    for name in within.fields:
        if any(kind in survey.charter.facts and survey.field(kind, name) is None for kind in limit.from_):
            yield survey.wrong(
                rule.clause.clause,
                Words(
                    f"起算的事实没有字段「{name}」", f"the facts that start the clock carry no field '{name}'"
                ),
                Words("请用起算事实的字段分类", "choose by a field of those facts"),
                "praise",
                "within",
                name,
            )


def _longer(warn: Time, limit: Time) -> bool:
    """Whether a warning certainly lies before the start of a limit."""
    if limit.unit.startswith("same"):
        return False
    return _size(warn) > _size(limit)


def _size(time: Time) -> int:
    """A length for comparison, in microseconds; days of any sort are taken as long as they can be."""
    if time.unit == "clock":
        return time.count
    named = {"same day": _DAY, "same week": 7 * _DAY, "same month": 31 * _DAY}
    return named.get(time.unit) or time.count * _DAYS[time.unit] * _DAY
