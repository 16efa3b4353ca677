"""Rules as plain data put into words of both languages: labels for paths, words for values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from shouwen.law.charter.language import KINDS
from shouwen.law.charter.language.base import Path
from shouwen.words import Words

NOTHING: Any = object()
"""In place of a value that is not there."""
_LABELS: Mapping[str, Words] = {
    "after": Words("可承接的状态", "may follow"),
    "at_least": Words("至少", "at least"),
    "at_most": Words("至多", "at most"),
    "before": Words("之前", "before"),
    "breach": Words("违反的后果", "consequence of a breach"),
    "by": Words("由谁", "by whom"),
    "cites": Words("出处", "source"),
    "effective": Words("生效日", "first day in force"),
    "escalate": Words("升级", "escalation"),
    "every": Words("周期", "period"),
    "examples": Words("示例", "examples"),
    "exception_to": Words("例外于", "exception to"),
    "fields": Words("字段", "fields"),
    "forbidden": Words("禁用语", "forbidden words"),
    "from": Words("起算", "starts with"),
    "items": Words("检查项", "items"),
    "money": Words("金额（元）", "money (yuan)"),
    "points": Words("分数", "points"),
    "posts": Words("岗位", "posts"),
    "praise": Words("表扬", "praise"),
    "reaches": Words("达到", "reaches"),
    "reading": Words("理解", "reading"),
    "required": Words("必填", "required"),
    "says": Words("内容", "wording"),
    "settings": Words("设置项", "settings"),
    "steps": Words("步骤", "steps"),
    "tell": Words("告知", "tells"),
    "title": Words("标题", "title"),
    "to": Words("终止或对象", "ends with, or for"),
    "until": Words("最后一日", "last day in force"),
    "warn": Words("提前提醒", "warning ahead"),
    "where": Words("条件", "conditions"),
    "who": Words("可办理的岗位", "who may take it"),
    "within": Words("时限", "within"),
}


def label(path: Path) -> Words:
    """A path in words, as far as there are words for it."""
    steps = [_step(step, first=number == 0) for number, step in enumerate(path)]
    return Words(" › ".join(each.zh for each in steps), " › ".join(each.en for each in steps))


def _step(step: str | int, first: bool) -> Words:
    if isinstance(step, int):
        return Words(f"第 {step + 1} 项", f"no. {step + 1}")
    if first and step in KINDS:
        return KINDS[step].title_of_kind
    return _LABELS.get(step, Words(step, step))


def shown(value: Any, posts: Mapping[str, Words]) -> Words:
    """A value in words; posts are called by their titles."""
    if value is NOTHING:
        return Words("—", "—")
    if isinstance(value, Mapping) and set(value) == {"zh", "en"}:
        return Words(f"「{value['zh']}」", f"'{value['en']}'")
    if isinstance(value, str) and value in posts:
        return posts[value]
    if value is None:
        return Words("未设", "unset")
    if isinstance(value, bool):
        return Words("是", "yes") if value else Words("否", "no")
    if isinstance(value, list) and all(not isinstance(each, Mapping | list) for each in value):
        items = [shown(each, posts) for each in value]
        return Words("、".join(each.zh for each in items), ", ".join(each.en for each in items))
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Words(text, text)


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Everything that stands in plain data, each with its path; lists of single values and words stay whole."""
    if isinstance(value, Mapping) and value and set(value) != {"zh", "en"}:
        for key, below in value.items():
            yield from leaves(below, (*path, key))
    elif isinstance(value, list) and any(isinstance(each, Mapping | list) for each in value):
        for index, below in enumerate(value):
            yield from leaves(below, (*path, index))
    else:
        yield path, value
