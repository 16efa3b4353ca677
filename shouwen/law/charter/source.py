"""Reads a YAML file of a pack as plain data with the line of everything in it.

YAML here is data only: no tags, no anchors, no aliases, one document, bounded size and depth; a key may
stand once; true and false are the only words that are not text; times and dates stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import events

from shouwen.law.charter.errors import CharterError, Place
from shouwen.law.charter.language.base import Path
from shouwen.words import Words

MOST_BYTES = 1 << 20
MOST_DEPTH = 20

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
_WORDS: Mapping[str, object] = {"true": True, "false": False, "null": None, "~": None, "": None}

_USE_NO_YAML_TRICKS = Words("请直接写出内容", "write the content itself")


@dataclass
class Source:
    """A file as read: its data (None if it cannot be read) and the line of every path in it."""

    file: str
    data: Any = None
    lines: dict[Path, int] = field(default_factory=lambda: {(): 1})
    errors: list[CharterError] = field(default_factory=list)

    def written(self, path: Path) -> Path:
        """The path as far as it is written in the file; steps that stand in no file are left out."""
        found: Path = ()
        for step in path:
            if (*found, step) in self.lines:
                found = (*found, step)
            elif (*found, str(step)) in self.lines:
                found = (*found, str(step))
        return found

    def place(self, path: Path) -> Place:
        """Where a path stands, or the nearest thing around it that is written."""
        return Place(self.file, self.lines[self.written(path)])

    def complain(self, line: int, what: Words, mend: Words) -> None:
        """Note an error of the file itself."""
        self.errors.append(CharterError(Place(self.file, line), None, what, mend))


class _Unreadable(Exception):
    """The rest of the file cannot be understood; the error has been noted."""


def read(file: str, content: bytes) -> Source:
    """A file of a pack. Whatever is wrong with it stands in `errors`."""
    source = Source(file)
    try:
        source.data = _Builder(source, _events(source, _text(source, content))).document()
    except _Unreadable:
        source.data = None
    return source


def _text(source: Source, content: bytes) -> str:
    if len(content) > MOST_BYTES:
        source.complain(
            1,
            Words(
                f"文件有 {len(content)} 字节，超过 1 MiB",
                f"the file has {len(content)} bytes, more than 1 MiB",
            ),
            Words("请分成几章", "split it into chapters"),
        )
        raise _Unreadable
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        source.complain(
            line,
            Words("文件不是 UTF-8 编码", "the file is not in UTF-8"),
            Words("请另存为 UTF-8", "save it as UTF-8"),
        )
        raise _Unreadable from None


def _events(source: Source, text: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else text[: getattr(error, "position", 0)].count("\n") + 1
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
        source.complain(
            line,
            Words(f"YAML 语法有误（{problem}）", f"the YAML cannot be read here ({problem})"),
            Words(
                "请检查此行及上一行的缩进、引号、冒号和括号",
                "check indentation, quotes, colons and brackets of this line and the one before",
            ),
        )
        raise _Unreadable from None


class _Builder:
    """Builds data from YAML events, noting lines and everything that is more than data."""

    def __init__(self, source: Source, stream: Iterator[Any]) -> None:
        self.source = source
        self.stream = stream

    def next(self) -> Any:
        event = next(self.stream)
        while isinstance(event, events.StreamStartEvent | events.DocumentStartEvent):
            event = next(self.stream)
        return event

    def complain(self, event: Any, what: Words, mend: Words = _USE_NO_YAML_TRICKS) -> None:
        self.source.complain(event.start_mark.line + 1, what, mend)

    def document(self) -> Any:
        first = self.next()
        if isinstance(first, events.StreamEndEvent):
            return None
        data = self.value(first, ())
        next(self.stream)
        after = next(self.stream)
        if not isinstance(after, events.StreamEndEvent):
            self.complain(
                after,
                Words("一个文件里有几个 YAML 文档", "the file holds more than one YAML document"),
                Words("请去掉 --- 或分成几个文件", "remove --- or split the file"),
            )
        return data

    def value(self, event: Any, path: Path) -> Any:
        self.source.lines.setdefault(path, event.start_mark.line + 1)
        if isinstance(event, events.AliasEvent):
            self.complain(
                event, Words(f"不支持别名 *{event.anchor}", f"aliases are not taken: *{event.anchor}")
            )
            return None
        if event.anchor:
            self.complain(
                event, Words(f"不支持锚点 &{event.anchor}", f"anchors are not taken: &{event.anchor}")
            )
        if event.tag is not None:
            self.complain(event, Words(f"不支持标签 {event.tag}", f"tags are not taken: {event.tag}"))
        if isinstance(event, events.ScalarEvent):
            return event.value if event.style else scalar(event.value)
        if len(path) >= MOST_DEPTH:
            self.complain(
                event,
                Words(f"嵌套超过 {MOST_DEPTH} 层", f"nested more than {MOST_DEPTH} deep"),
                Words("请减少层次", "use fewer levels"),
            )
            raise _Unreadable
        return self.sequence(path) if isinstance(event, events.SequenceStartEvent) else self.mapping(path)

    def sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self.next(), events.SequenceEndEvent):
            items.append(self.value(event, (*path, len(items))))
        return items

    def mapping(self, path: Path) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        while not isinstance(event := self.next(), events.MappingEndEvent):
            key = self.key(event)
            twice = key in entries
            if twice:
                first = self.source.lines[(*path, key)]
                self.complain(
                    event,
                    Words(
                        f"键「{key}」写了两次（第一次在第 {first} 行）",
                        f"the key '{key}' stands twice (first in line {first})",
                    ),
                    Words("请删去一个", "remove one"),
                )
            self.source.lines.setdefault((*path, key), event.start_mark.line + 1)
            value = self.value(self.next(), (*path, key))
            if not twice:
                entries[key] = value
        return entries

    def key(self, event: Any) -> str:
        if isinstance(event, events.ScalarEvent) and not event.anchor and event.tag is None:
            return str(event.value)
        self.complain(
            event,
            Words("键须是一个词", "a key is a single word"),
            Words("请检查大括号与方括号", "check the braces and brackets"),
        )
        raise _Unreadable


def scalar(text: str) -> Any:
    """A plain (unquoted) scalar: true, false, null, a number, else text. `007`, `08:00` and `yes` are text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else text
