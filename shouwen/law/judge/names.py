"""What sentences call kinds of fact, fields, people, periods and instants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language.where import LIKENESSES, MEASURES, OPENINGS, Condition, Test, Where
from shouwen.law.judge.rules import Per
from shouwen.law.judge.rules.picks import Picked
from shouwen.law.judge.verdict import Verdict
from shouwen.law.worktime.instants import to_datetime
from shouwen.words import Words

_FIELDS = {
    "staff": Words("经办人", "staff"),
    "unit": Words("单位", "unit"),
    "customer": Words("客户", "customer"),
    "subject": Words("事项", "subject"),
}

IN_ROW = {"day": Words("天", "day"), "week": Words("周", "week"), "month": Words("个月", "month")}
"""Periods as they are counted: 连续第 3 个月, the 3rd month in a row."""


def fact_words(charter: Charter, kinds: Iterable[str]) -> Words:
    """The titles of fact kinds, joined by or; a kind without one is called by its name."""
    titles = [_kind_words(charter, kind) for kind in sorted(kinds)]
    return Words("」或「".join(each.zh for each in titles), "' or '".join(each.en for each in titles))


def _kind_words(charter: Charter, kind: str) -> Words:
    """The title of a kind; of a pick also its conditions: 公示（「项目」为「星级」）."""
    if isinstance(kind, Picked):
        title, only = _kind_words(charter, kind.kind), where_words(charter, [kind.kind], kind.where)
        return Words(f"{title.zh}（{only.zh}）", f"{title.en} ({only.en})")
    return charter.facts[kind].title if kind in charter.facts else Words(kind, kind)


def field_words(charter: Charter, kinds: Iterable[str], field: str) -> Words:
    """The title of a field as the vocabulary has it, or its name."""
    for kind in sorted(kinds):
        known = charter.facts[kind].data.get(field) if kind in charter.facts else None
        if known and known.title:
            return known.title
    return _FIELDS.get(field, Words(field, field))


_VERBS: Mapping[Test, Words] = {
    "is": Words("为", "is"),
    "not": Words("不为", "is not"),
    "given": Words("已填", "is given"),
    "absent": Words("未填", "is not given"),
    "over": Words("大于", "is over"),
    "under": Words("小于", "is under"),
    "at_least": Words("不小于", "is at least"),
    "at_most": Words("不大于", "is at most"),
    "same_as": Words("同于", "is the same as"),
    "differs_from": Words("不同于", "differs from"),
    "open": Words("属于", "lies within"),
    "shut": Words("不属于", "lies outside"),
}
_TRUTH = {"true": Words("是", "yes"), "false": Words("否", "no")}


def where_words(charter: Charter, kinds: Iterable[str], where: Where) -> Words:
    """Conditions as words: 「评分」不小于 80 且「结果」为「合格」; mark is at least 80 and result is pass."""
    said = [_condition_words(charter, frozenset(kinds), each) for each in where]
    return Words("，且".join(each.zh for each in said), " and ".join(each.en for each in said))


def _condition_words(charter: Charter, kinds: frozenset[str], each: Condition) -> Words:
    verb, field = _VERBS[each.test], field_words(charter, kinds, each.field)
    if each.test in OPENINGS:
        spec = charter.header.calendars.get(each.values[0])
        hours = spec.title if spec and spec.title else Words(each.values[0], each.values[0])
        return Words(f"时间{verb.zh}{hours.zh}", f"the time {verb.en} {hours.en}")
    if each.test in LIKENESSES:
        other = field_words(charter, kinds, each.values[0])
        return Words(f"「{field.zh}」{verb.zh}「{other.zh}」", f"{field.en} {verb.en} {other.en}")
    if each.test in MEASURES:
        return Words(f"「{field.zh}」{verb.zh} {each.values[0]}", f"{field.en} {verb.en} {each.values[0]}")
    values = [value_words(charter, kinds, each.field, value) for value in each.values]
    zh, en = "或".join(f"「{value.zh}」" for value in values), " or ".join(value.en for value in values)
    return Words(f"「{field.zh}」{verb.zh}{zh}", f"{field.en} {verb.en} {en}".strip())


def value_words(charter: Charter, kinds: Iterable[str], field: str, value: str) -> Words:
    """A value of a field as the vocabulary labels it; yes and no for a tick."""
    for kind in sorted(kinds):
        known = charter.facts[kind].data.get(field) if kind in charter.facts else None
        if known and (label := known.of.get(value)):
            return label
    if field == "post" and value in charter.posts:
        return charter.posts[value]
    return _TRUTH.get(value, Words(value, value))


def who_words(per: Per, verdict: Verdict) -> Words:
    """Whom a group's verdict concerns."""
    if per == "all":
        return Words("全公司", "the company")
    code = getattr(verdict, per) or "?"
    return Words(f"{_FIELDS[per].zh} {code}", f"{_FIELDS[per].en} {code}")


def period_words(name: str) -> Words:
    """A period by its name: 2026 年 3 月, 2026 年第 10 周; English keeps the name."""
    year, _, rest = name.partition("-")
    if rest.startswith("W"):
        return Words(f" {year} 年第 {int(rest[1:])} 周", name)
    if rest.startswith("Q"):
        return Words(f" {year} 年第 {rest[1:]} 季度", name)
    month, _, day = rest.partition("-")
    spans = [
        f"{int(number)} {unit}"
        for number, unit in ((year, "年"), (month or 0, "月"), (day or 0, "日"))
        if number
    ]
    return Words(" " + " ".join(spans), name)


def instant_text(us: int | None, zone: str) -> str:
    """A local time as people write it: to the minute, seconds only where there are any."""
    if us is None:
        return "?"
    local = to_datetime(us, zone)
    text = local.strftime("%Y-%m-%d %H:%M")
    if not (local.second or local.microsecond):
        return text
    return (
        text + local.strftime(":%S") + (f".{local.microsecond:06}".rstrip("0") if local.microsecond else "")
    )
