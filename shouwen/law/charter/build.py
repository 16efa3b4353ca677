"""From the files of a pack to a charter: settings filled in, models checked, rules numbered, every error kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, Field, ValidationError

from shouwen.law.charter.catalogue import CATALOGUE, entries
from shouwen.law.charter.charter import Charter, Rule, Section, SettingValue
from shouwen.law.charter.errors import CharterError, Place, did_you_mean
from shouwen.law.charter.language import KINDS, AnyClause, Body, Clause, Header
from shouwen.law.charter.language.base import Node, Path, Said
from shouwen.law.charter.mending import complaints
from shouwen.law.charter.settings import STAND_INS, filled, problem, uses
from shouwen.law.charter.source import Source
from shouwen.words import Words

HEADER = "charter.yaml"
M = TypeVar("M", bound=BaseModel)
_FILLED = (*KINDS, "warn", "escalate", "breach", "praise")


class _Heading(Node):
    """A chapter file without its clauses, which are checked one by one."""

    chapter: Said
    """The heading of the chapter."""
    clauses: list[Any] = Field(default_factory=list)
    """Its clauses."""


class Builder:
    """Puts a charter together; `errors` fills up on the way.

    `whole` turns False when some part could not be read, so that what others say of it cannot be checked.
    """

    def __init__(self, sources: Iterable[Source], settings: Mapping[str, SettingValue], folder: str) -> None:
        given = list(sources)
        self.sources = [source for source in given if source.file != CATALOGUE]
        listed = [entries(source) for source in given if source.file == CATALOGUE]
        self.catalogue = listed[0] if listed else {}
        self.given = settings
        self.folder = folder
        self.errors: list[CharterError] = [error for source in given for error in source.errors]
        self.settings: dict[str, SettingValue] = {}
        self.clauses: dict[str, Clause] = {}
        self.rules: list[Rule[Body]] = []
        self.places: dict[str, Place] = {}
        self.example_places: dict[tuple[str, int], Place] = {}
        self.whole = True
        self.content: dict[str, Any] = {"chapters": []}

    def build(self) -> Charter | None:
        """The charter, or None when the header or a chapter cannot be used at all."""
        head = next(source for source in self.sources if source.file == HEADER)
        header = self.model(Header, head, head.data, ())
        if header is None:
            self.chapters_alone()
            return None
        self.settle(header, head)
        self.content["header"] = head.data
        self.content["settings"] = self.settings
        sections = [self.chapter(source, header) for source in self.sources if source is not head]
        text = json.dumps(self.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return Charter(
            header=header,
            chapters=tuple(section for section in sections if section),
            clauses=self.clauses,
            written=tuple(self.rules),
            settings=self.settings,
            text=text,
            fingerprint=hashlib.sha256(text.encode()).hexdigest(),
            folder=self.folder,
            places=self.places,
            example_places=self.example_places,
            catalogue=self.catalogue,
        )

    def chapters_alone(self) -> None:
        """Without a header the chapters are still checked, so that all errors are told at once."""
        for source in self.sources:
            if source.file != HEADER:
                self.chapter(source, None)

    def complain(self, place: Place, what: Words, mend: Words, clause: str | None = None) -> None:
        """Keep an error."""
        self.errors.append(CharterError(place, clause, what, mend))

    def model(
        self,
        model: type[M],
        source: Source,
        data: object,
        path: Path,
        clause: str | None = None,
        skip: Iterable[Path] = (),
    ) -> M | None:
        """Data as a model. What it refuses is kept, except at the paths of `skip`."""
        if data is None and source.errors:
            self.whole = False
            return None
        try:
            return model.model_validate(data)
        except ValidationError as error:
            skipped = {source.place(each) for each in skip}
            found = [
                each for each in complaints(error, model, source, path, clause) if each.place not in skipped
            ]
            self.errors.extend(found)
            self.whole = False
            return None

    def settle(self, header: Header, source: Source) -> None:
        """The value of every setting: the one given, else the default."""
        for name in self.given.keys() - header.settings.keys():
            self.complain(
                source.place(("settings",)),
                Words(f"没有设置项「{name}」", f"there is no setting '{name}'"),
                did_you_mean(
                    name, header.settings, Words("请在 settings 中列出它", "list it under settings")
                ),
            )
        for name, setting in header.settings.items():
            for edge in ("default", "least", "most"):
                value = self.given.get(name, setting.default) if edge == "default" else getattr(setting, edge)
                refused = problem(setting, value) if value is not None else None
                if refused:
                    context = refused.context or {}
                    self.complain(source.place(("settings", name, edge)), context["what"], context["mend"])
                elif edge == "default":
                    self.settings[name] = value

    def chapter(self, source: Source, header: Header | None) -> Section | None:
        """One chapter file and its clauses."""
        heading = self.model(_Heading, source, source.data, ())
        if heading is None:
            return None
        clauses = [self.clause(source, index, raw, header) for index, raw in enumerate(heading.clauses)]
        self.content["chapters"].append(
            [source.file, {"chapter": source.data["chapter"], "clauses": clauses}]
        )
        numbers = tuple(str(raw["clause"]) for raw in clauses if isinstance(raw, Mapping) and "clause" in raw)
        return Section(heading.chapter, source.file, numbers)

    def clause(self, source: Source, index: int, raw: Any, header: Header | None) -> Any:
        """One clause; its data as it is kept in the text, settings filled in."""
        path: Path = ("clauses", index)
        number = str(raw["clause"]) if isinstance(raw, Mapping) and "clause" in raw else None
        used = self.used(source, raw, path, number, header) if isinstance(raw, Mapping) else {}
        data = raw
        if isinstance(raw, Mapping):
            known = {name: value for name, value in self.settings.items() if value is not None}
            raw = {key: filled(value, known) if key in _FILLED else value for key, value in raw.items()}
            stand_ins = (
                {name: STAND_INS[header.settings[name].unit] for name in set(used.values())} if header else {}
            )
            data = {key: filled(value, stand_ins) if key in _FILLED else value for key, value in raw.items()}
        clause = self.model(AnyClause, source, data, path, number, skip=used)
        if clause is not None:
            self.enter(clause, source, path, header, tuple(sorted(set(used.values()))))
        return raw

    def used(
        self, source: Source, raw: Mapping[str, Any], path: Path, number: str | None, header: Header | None
    ) -> dict[Path, str]:
        """Where the clause uses settings that have no value. Unknown settings are errors."""
        unset: dict[Path, str] = {}
        for key in (key for key in raw if key in _FILLED):
            for below, name in uses(raw[key], (*path, key)):
                if header is not None and name not in header.settings:
                    otherwise = Words(
                        "请在 charter.yaml 的 settings 中列出", "list it under settings in charter.yaml"
                    )
                    self.complain(
                        source.place(below),
                        Words(f"没有设置项「{name}」", f"there is no setting '{name}'"),
                        did_you_mean(name, header.settings, otherwise),
                        number,
                    )
                if self.settings.get(name) is None:
                    unset[below] = name
        return {at: name for at, name in unset.items() if header is None or name in header.settings}

    def enter(
        self, clause: Clause, source: Source, path: Path, header: Header | None, waits: tuple[str, ...]
    ) -> None:
        """Take a clause in under its number, with its rules."""
        number = clause.clause
        if number in self.clauses:
            self.errors.append(
                CharterError(
                    source.place((*path, "clause")),
                    number,
                    Words(f"条号「{number}」已经用过", f"the number '{number}' is taken"),
                    Words("请换一个条号", "give it another number"),
                    self.places[number],
                )
            )
            return
        self.clauses[number] = clause
        self.places[number] = source.place(path)
        for index in range(len(clause.examples)):
            self.example_places[number, index] = source.place((*path, "examples", index))
        for key, index, body in clause.bodies():
            at = source.place((*path, key, index))
            suffix = f".{index + 1}" if index else ""
            effective = clause.effective or (header.effective if header else None)
            if effective:
                rule = Rule(f"{number}#{key}{suffix}", key, clause, body, effective, clause.until, at, waits)
                self.rules.append(rule)
