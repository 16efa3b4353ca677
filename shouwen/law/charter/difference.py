"""What changed from one charter to another, clause by clause, in words of both languages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language.base import Path
from shouwen.law.charter.wording import NOTHING, label, shown
from shouwen.words import Words

Sort = Literal["added", "removed", "changed"]


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
                yield from self._values(clause, (*path, key), old.get(key, NOTHING), new.get(key, NOTHING))
        elif isinstance(old, list) and isinstance(new, list):
            yield from self._lists(clause, path, old, new)
        else:
            sort: Sort = "added" if old is NOTHING else "removed" if new is NOTHING else "changed"
            yield Difference(clause, sort, ".".join(map(str, path)), self._changed(path, old, new))

    def _lists(self, clause: str | None, path: Path, old: list[Any], new: list[Any]) -> Iterator[Difference]:
        if len(old) == len(new) and all(isinstance(each, Mapping | list) for each in (*old, *new)):
            for index, (mine, theirs) in enumerate(zip(old, new, strict=True)):
                yield from self._values(clause, (*path, index), mine, theirs)
            return
        where = ".".join(map(str, path))
        gone, come = [x for x in old if x not in new], [x for x in new if x not in old]
        for item in gone:
            yield Difference(clause, "removed", where, self._changed(path, item, NOTHING))
        for item in come:
            yield Difference(clause, "added", where, self._changed(path, NOTHING, item))
        if not gone and not come:
            yield Difference(clause, "changed", where, self._changed(path, old, new))

    def _changed(self, path: Path, old: Any, new: Any) -> Words:
        name, before, after = label(path), shown(old, self.posts), shown(new, self.posts)
        if old is NOTHING:
            return Words(f"{name.zh}：增加 {after.zh}", f"{name.en}: added {after.en}")
        if new is NOTHING:
            return Words(f"{name.zh}：去掉 {before.zh}", f"{name.en}: removed {before.en}")
        return Words(
            f"{name.zh}：由 {before.zh} 改为 {after.zh}", f"{name.en}: from {before.en} to {after.en}"
        )


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
    before, after = ([] if each is NOTHING else each for each in (old, new))
    come = sum(each not in before for each in after)
    gone = sum(each not in after for each in before)
    return Words(
        f"示例：新增或改写 {come} 个，去掉 {gone} 个", f"examples: {come} new or rewritten, {gone} gone"
    )
