"""What changed from one charter to another, clause by clause, in words of both languages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language import KINDS
from shouwen.law.charter.language.base import Path
from shouwen.words import Words

Sort = Literal["added", "removed", "changed"]
_NOTHING: Any = object()
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


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed. `clause` is None for the head of the charter; `path` is empty for a whole clause."""

    clause: str | None
    sort: Sort
    path: str
    words: Words


def differences(one: Charter, other: Charter) -> tuple[Difference, ...]:
    """Everything in which `other` differs from `one`, the head first, then clause by clause in their order."""
    return tuple(_Comparison(one, other).all())


class _Comparison:
    """Two charters side by side; posts are called by their titles."""

    def __init__(self, one: Charter, other: Charter) -> None:
        self.one, self.other = _content(one), _content(other)
        self.posts = {**one.posts, **other.posts}

    def all(self) -> Iterator[Difference]:
        heads = (self.one["header"], self.other["header"])
        yield from self._values(None, (), *heads)
        yield from self._values(None, ("settings",), self.one["settings"], self.other["settings"])
        old, new = _clauses(self.one), _clauses(self.other)
        for number in dict.fromkeys([*old, *new]):
            if number not in new:
                yield Difference(
                    number, "removed", "", _titled("删去本条", "the clause is gone", old[number])
                )
            elif number not in old:
                yield Difference(number, "added", "", _titled("新增本条", "a new clause", new[number]))
            else:
                yield from self._values(number, (), old[number], new[number])

    def _values(self, clause: str | None, path: Path, old: Any, new: Any) -> Iterator[Difference]:
        if old == new:
            return
        if path == ("examples",):
            yield Difference(clause, "changed", "examples", _examples(old, new))
        elif isinstance(old, Mapping) and isinstance(new, Mapping) and not _is_words(old, new):
            for key in dict.fromkeys([*old, *new]):
                yield from self._values(clause, (*path, key), old.get(key, _NOTHING), new.get(key, _NOTHING))
        elif isinstance(old, list) and isinstance(new, list):
            yield from self._lists(clause, path, old, new)
        else:
            sort: Sort = "added" if old is _NOTHING else "removed" if new is _NOTHING else "changed"
            yield Difference(clause, sort, ".".join(map(str, path)), self._changed(path, old, new))

    def _lists(self, clause: str | None, path: Path, old: list[Any], new: list[Any]) -> Iterator[Difference]:
        if len(old) == len(new) and all(isinstance(each, Mapping | list) for each in (*old, *new)):
            for index, (mine, theirs) in enumerate(zip(old, new, strict=True)):
                yield from self._values(clause, (*path, index), mine, theirs)
            return
        where = ".".join(map(str, path))
        gone, come = [x for x in old if x not in new], [x for x in new if x not in old]
        for item in gone:
            yield Difference(clause, "removed", where, self._changed(path, item, _NOTHING))
        for item in come:
            yield Difference(clause, "added", where, self._changed(path, _NOTHING, item))
        if not gone and not come:
            yield Difference(clause, "changed", where, self._changed(path, old, new))

    def _changed(self, path: Path, old: Any, new: Any) -> Words:
        label, before, after = _label(path), self._shown(old), self._shown(new)
        if old is _NOTHING:
            return Words(f"{label.zh}：增加 {after.zh}", f"{label.en}: added {after.en}")
        if new is _NOTHING:
            return Words(f"{label.zh}：去掉 {before.zh}", f"{label.en}: removed {before.en}")
        return Words(
            f"{label.zh}：由 {before.zh} 改为 {after.zh}", f"{label.en}: from {before.en} to {after.en}"
        )

    def _shown(self, value: Any) -> Words:
        if value is _NOTHING:
            return Words("—", "—")
        if isinstance(value, Mapping) and set(value) == {"zh", "en"}:
            return Words(f"「{value['zh']}」", f"'{value['en']}'")
        if isinstance(value, str) and value in self.posts:
            return Words(self.posts[value].zh, self.posts[value].en)
        if isinstance(value, bool) or value is None:
            return Words(
                {True: "是", False: "否", None: "未设"}[value],
                {True: "yes", False: "no", None: "unset"}[value],
            )
        if isinstance(value, list) and all(not isinstance(each, Mapping | list) for each in value):
            shown = [self._shown(each) for each in value]
            return Words("、".join(each.zh for each in shown), ", ".join(each.en for each in shown))
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return Words(text, text)


def _content(charter: Charter) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(charter.text)
    return kept


def _clauses(content: Mapping[str, Any]) -> dict[str, Any]:
    return {str(raw["clause"]): raw for _, chapter in content["chapters"] for raw in chapter["clauses"]}


def _is_words(*values: Mapping[str, Any]) -> bool:
    return all(set(value) == {"zh", "en"} for value in values)


def _titled(zh: str, en: str, raw: Mapping[str, Any]) -> Words:
    return Words(f"{zh}：{raw['title']['zh']}", f"{en}: {raw['title']['en']}")


def _examples(old: Any, new: Any) -> Words:
    before, after = ([] if each is _NOTHING else each for each in (old, new))
    come = sum(each not in before for each in after)
    gone = sum(each not in after for each in before)
    return Words(
        f"示例：新增或改写 {come} 个，去掉 {gone} 个", f"examples: {come} new or rewritten, {gone} gone"
    )


def _label(path: Path) -> Words:
    """The path in words, as far as there are words for it."""
    steps = [_step(step, first=number == 0) for number, step in enumerate(path)]
    return Words(" › ".join(each.zh for each in steps), " › ".join(each.en for each in steps))


def _step(step: str | int, first: bool) -> Words:
    if isinstance(step, int):
        return Words(f"第 {step + 1} 项", f"no. {step + 1}")
    if first and step in KINDS:
        return KINDS[step].title_of_kind
    return _LABELS.get(step, Words(step, step))
