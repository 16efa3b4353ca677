"""Puts an adopted pack and a company's amendments together, as plain data, before anything is checked.

What took effect is never edited. A changed figure gets one more date; any other change ends the clause the day
before and begins a successor, `2.1.4-2026-07-01`, which is counted wherever the clause was. Only changes from the
first day of the charter are made in place.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError

from shouwen.law.charter.changes import applied
from shouwen.law.charter.errors import CharterError, did_you_mean
from shouwen.law.charter.language.base import Path
from shouwen.law.charter.language.variant import Amendment, Variant
from shouwen.law.charter.mending import complaints
from shouwen.law.charter.source import Source
from shouwen.words import Words

_FIGURES = re.compile(r"(limit(\.\d+)?|praise)\.within(\..+)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_UNDATED = ("flow", "form", "approval")
_COUNTED = ("kept", "breaches", "points", "exception_to")
"""Keys that name clauses: a successor is named beside its clause."""


@dataclass
class Merged:
    """The sources of an adopted pack with the amendments in them; `blame` says where each amended clause was amended."""

    sources: list[Source]
    settings: Mapping[str, Any]
    blame: dict[str, Path] = field(default_factory=dict)
    errors: list[CharterError] = field(default_factory=list)


def variant_of(head: Source) -> Variant | None:
    """The head of a variant; what is wrong with it is added to the errors of `head`."""
    try:
        return Variant.model_validate(head.data)
    except ValidationError as error:
        head.errors.extend(complaints(error, Variant, head, (), None))
        return None


def merged(head: Source, variant: Variant, base: list[Source], own: list[Source]) -> Merged:
    """The sources of the pack `base`, amended, and the company's `own` chapters."""
    return _Merger(head, variant, base, own).merge()


class _Merger:
    """Applies one amendment after the other, the earlier day first."""

    def __init__(self, head: Source, variant: Variant, base: list[Source], own: list[Source]) -> None:
        self.head = head
        self.variant = variant
        self.header = next(source for source in base if source.file == head.file)
        self.chapters = {s.file: s for s in base if s.file != head.file} | {s.file: s for s in own}
        self.found = Merged([], variant.settings)
        self.latest: dict[str, str] = {}

    def merge(self) -> Merged:
        header = self._header()
        order = sorted(enumerate(self.variant.amendments), key=lambda each: each[1].from_ or date.min)
        for index, amendment in order:
            self._amend(amendment, ("amendments", index))
        self.found.sources = [header, *self.chapters.values()]
        return self.found

    def _header(self) -> Source:
        written = {"charter", "company", "version", "title", "effective"} & set(self.head.data)
        data = {**copy.deepcopy(self.header.data), **{key: self.head.data[key] for key in written}}
        self.start = self.variant.effective or date.fromisoformat(str(data["effective"]))
        lines = dict(self.header.lines)
        if self.variant.settings:
            lines[("settings",)] = self.head.lines[("settings",)]
        for name in self.variant.settings:
            lines[("settings", name)] = lines["settings", name, "default"] = self.head.lines["settings", name]
        return Source(self.head.file, data, lines, list(self.head.errors))

    def _amend(self, amendment: Amendment, at: Path) -> None:
        number = self.latest.get(amendment.clause, amendment.clause)
        place = self._find(number)
        if place is None:
            known = [str(raw["clause"]) for _, raw in self._clauses()]
            self._wrong(
                (*at, "clause"),
                Words(f"没有第 {amendment.clause} 条", f"there is no clause {amendment.clause}"),
                did_you_mean(amendment.clause, known, Words("请改成已有的条号", "name a clause that exists")),
            )
            return
        self.found.blame.setdefault(number, at)
        file, index = place
        raw = self.chapters[file].data["clauses"][index]
        if amendment.until:
            self._put(file, index, {**raw, "until": amendment.until.isoformat()})
            return
        if amendment.from_ is None or amendment.from_ <= self.start:
            changed = self._changed(raw, amendment, at)
            self._put(file, index, {**changed, "examples": list(amendment.examples)})
        elif all(_FIGURES.fullmatch(path) for path in amendment.set) and not amendment.add:
            changed = self._dated(raw, amendment, amendment.from_, at)
            self._put(file, index, {**changed, "examples": [*raw.get("examples", []), *amendment.examples]})
        else:
            self._succeed(file, index, raw, amendment, amendment.from_, at)

    def _succeed(
        self, file: str, index: int, raw: Mapping[str, Any], amendment: Amendment, begins: date, at: Path
    ) -> None:
        for key in _UNDATED:
            if key in raw:
                self._wrong(
                    (*at, "from"),
                    Words(
                        f"第 {raw['clause']} 条的 {key} 不分日期",
                        f"the {key} of clause {raw['clause']} has no dates",
                    ),
                    Words(
                        "请删去 from，并从那一天起启用新版本",
                        "remove from, and put a new version of the charter in force on that day",
                    ),
                )
                return
        number, old = f"{amendment.clause}-{begins.isoformat()}", str(raw["clause"])
        changed = self._changed(raw, amendment, at)
        until = raw.get("until")
        self._put(file, index, {**raw, "until": (begins - timedelta(days=1)).isoformat()})
        after = {
            **changed,
            "clause": number,
            "effective": begins.isoformat(),
            "examples": list(amendment.examples),
        }
        self._append(file, {**after, "until": until} if until else after)
        for path in list(self.chapters):
            data = self.chapters[path].data
            self._replace(
                path, {**data, "clauses": [_counting(each, old, number) for each in data["clauses"]]}
            )
        self.latest[amendment.clause] = number
        self.found.blame[number] = at

    def _changed(self, raw: Mapping[str, Any], amendment: Amendment, at: Path) -> dict[str, Any]:
        changed: Any = dict(raw)
        for key, written in (("set", amendment.set), ("add", amendment.add)):
            for text, value in written.items():
                path = _path(changed, text)
                where = (*at, key, text)
                if path is None:
                    self._nowhere(text, where)
                elif key == "set":
                    changed = _written(changed, path, value)
                else:
                    changed = _written(changed, path, _joined(_read(changed, path), value))
        if amendment.why:
            why = {"zh": amendment.why.zh, "en": amendment.why.en}
            changed["reading"] = why
        return dict(changed)

    def _dated(self, raw: Mapping[str, Any], amendment: Amendment, begins: date, at: Path) -> dict[str, Any]:
        changed: Any = dict(raw)
        for text, value in amendment.set.items():
            path = _path(changed, text)
            cut = path.index("within") + 1 if path else 0
            if path is None or _read(changed, path[:cut]) is None:
                self._nowhere(text, (*at, "set", text))
                continue
            figure = _read(changed, path[:cut])
            since = str(raw.get("effective") or self.start.isoformat())
            steps = dict(figure) if _is_dated(figure) else {since: figure}
            before = max((day for day in steps if day <= begins.isoformat()), default=min(steps))
            steps[begins.isoformat()] = _written(steps[before], path[cut:], value)
            changed = _written(changed, path[:cut], dict(sorted(steps.items())))
        return dict(changed)

    def _find(self, number: str) -> tuple[str, int] | None:
        return next((place for place, raw in self._clauses() if str(raw["clause"]) == number), None)

    def _clauses(self) -> Iterator[tuple[tuple[str, int], Mapping[str, Any]]]:
        for file, source in self.chapters.items():
            for index, raw in enumerate(source.data["clauses"]) if _has_clauses(source) else ():
                if isinstance(raw, Mapping) and "clause" in raw:
                    yield (file, index), raw

    def _put(self, file: str, index: int, raw: Mapping[str, Any]) -> None:
        self._replace(file, applied(self.chapters[file].data, ("clauses", index), raw))

    def _append(self, file: str, raw: Mapping[str, Any]) -> None:
        data = self.chapters[file].data
        self._replace(file, {**data, "clauses": [*data["clauses"], raw]})

    def _replace(self, file: str, data: Any) -> None:
        source = self.chapters[file]
        self.chapters[file] = Source(file, data, source.lines, source.errors)

    def _nowhere(self, text: str, at: Path) -> None:
        self._wrong(
            at,
            Words(f"条款里没有「{text}」这个位置", f"the clause has no place '{text}'"),
            Words("请写如 limit.within.area.urban", "write it as limit.within.area.urban"),
        )

    def _wrong(self, at: Path, what: Words, mend: Words) -> None:
        clause = self.variant.amendments[int(at[1])].clause
        self.found.errors.append(CharterError(self.head.place(at), clause, what, mend))


def _has_clauses(source: Source) -> bool:
    return isinstance(source.data, Mapping) and isinstance(source.data.get("clauses"), list)


def _is_dated(figure: Any) -> bool:
    return isinstance(figure, Mapping) and all(_DATE.fullmatch(str(key)) for key in figure)


def _path(data: Any, text: str) -> Path | None:
    """The path a text such as limit.within.area.urban leads; its last step may be new. None: it leads nowhere."""
    path: Path = ()
    here = data
    steps = text.split(".")
    for number, step in enumerate(steps):
        if isinstance(here, list) and step.isdigit() and int(step) < len(here):
            path, here = (*path, int(step)), here[int(step)]
        elif isinstance(here, Mapping) and (step in here or number == len(steps) - 1):
            path, here = (*path, step), here.get(step)
        else:
            return None
    return path


def _read(data: Any, path: Path) -> Any:
    for step in path:
        data = data.get(step) if isinstance(data, Mapping) else data[step]
    return data


def _written(data: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    if len(path) == 1 and isinstance(data, Mapping):
        return {**data, path[0]: value}
    step = path[0]
    return applied(data, (step,), _written(data[step], path[1:], value))


def _joined(old: Any, new: Any) -> Any:
    """A list or mapping with more in it."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return {**old, **new}
    kept = old if isinstance(old, list) else [] if old is None else [old]
    return [*kept, *(new if isinstance(new, list) else [new])]


def _counting(raw: Any, old: str, new: str) -> Any:
    """The same data with a successor named wherever its clause is counted."""
    if isinstance(raw, Mapping):
        return {
            key: _joined(value, new)
            if key in _COUNTED and old in (value if isinstance(value, list) else [value])
            else _counting(value, old, new)
            for key, value in raw.items()
        }
    return [_counting(each, old, new) for each in raw] if isinstance(raw, list) else raw
