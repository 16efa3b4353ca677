"""A loaded charter: clauses, rules in force, flows, forms, vocabulary and calendars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from shouwen.law.charter import registers
from shouwen.law.charter.errors import Place
from shouwen.law.charter.language import (
    Assign,
    Body,
    Checklist,
    Clause,
    Competence,
    FactKind,
    Flow,
    Form,
    Header,
    Org,
    Principle,
    Publish,
    Train,
)
from shouwen.law.charter.recorded import brought, vocabulary
from shouwen.words import Words

if TYPE_CHECKING:
    from shouwen.law.worktime.calendar import Calendar

B = TypeVar("B", bound=Body)
B_co = TypeVar("B_co", bound=Body, covariant=True)
SettingValue = int | float | str | None


@dataclass(frozen=True, slots=True)
class Rule(Generic[B_co]):
    """One rule of a clause. `id` is `2.1.4#limit`, the second of its kind `2.1.4#limit.2`.

    It is in force on the local days from `effective` to `until`, both included. `waits` names the settings
    without a value that it needs: such a rule is not in force at all.
    """

    id: str
    key: str
    clause: Clause
    body: B_co
    effective: date
    until: date | None
    place: Place
    waits: tuple[str, ...] = ()

    def in_force(self, day: date) -> bool:
        """Whether it holds on a local day."""
        return self.effective <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the charter: its heading, and the numbers of its clauses in order."""

    title: Words
    file: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Charter:
    """A pack as loaded: what the judge, the works and the pages read.

    `written` holds every rule, `settings` the value of every setting (None: not set), `text` the canonical
    content as JSON with the settings filled in, `fingerprint` its SHA-256 in hex, `places` where each clause
    stands, `example_places` where its examples stand, by number and index; `catalogue` the kind of every clause
    of the source, if the pack lists them.
    """

    header: Header
    chapters: tuple[Section, ...]
    clauses: Mapping[str, Clause]
    written: tuple[Rule[Body], ...]
    settings: Mapping[str, SettingValue]
    text: str
    fingerprint: str
    folder: str
    places: Mapping[str, Place] = field(default_factory=dict)
    example_places: Mapping[tuple[str, int], Place] = field(default_factory=dict)
    catalogue: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the charter, such as power-hall."""
        return self.header.charter

    @property
    def title(self) -> Words:
        """The title of the regulation."""
        return self.header.title

    @property
    def version(self) -> str:
        """The version as its authors count: 2026.1."""
        return self.header.version

    @property
    def version_text(self) -> str:
        """The version verdicts carry: 2026.1+1a2b3c4d."""
        return f"{self.version}+{self.fingerprint[:8]}"

    @property
    def zone(self) -> str:
        """The time zone of its days."""
        return self.header.zone

    @property
    def posts(self) -> Mapping[str, Words]:
        """The posts by name."""
        return self.header.posts

    @cached_property
    def rules(self) -> tuple[Rule[Body], ...]:
        """The rules that do not wait for a setting, in the order of the files."""
        return tuple(rule for rule in self.written if not rule.waits)

    @cached_property
    def waiting(self) -> Mapping[str, tuple[str, ...]]:
        """The clauses that wait, each with the settings it waits for."""
        return {rule.clause.clause: rule.waits for rule in self.written if rule.waits}

    @cached_property
    def calendars(self) -> Mapping[str, Calendar]:
        """The calendars in use by name; `always` is among them."""
        from shouwen.law.worktime.calendar import Calendar, always

        named = {name: Calendar(name, spec, self.zone) for name, spec in self.header.calendars.items()}
        return {"always": always(self.zone), **named}

    @cached_property
    def flows(self) -> Mapping[str, Flow]:
        """The flows by name."""
        return {rule.body.name: rule.body for rule in self.rules_of(Flow)}

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """The forms by name: a form is the union of the fields that its clauses ask for."""
        merged: dict[str, Form] = {}
        for rule in self.rules_of(Form):
            known = merged.get(rule.body.name)
            merged[rule.body.name] = known.joined(rule.body) if known else rule.body
        return merged

    @cached_property
    def field_clauses(self) -> Mapping[tuple[str, str], str]:
        """The clause that asks for each field, by form and field."""
        return {(r.body.name, name): r.clause.clause for r in self.rules_of(Form) for name in r.body.fields}

    @cached_property
    def facts(self) -> Mapping[str, FactKind]:
        """The vocabulary by kind: what the header and the language declare, the fields of the forms, what flows carry."""
        declared = brought((rule.body for rule in self.written), self.header.facts)
        return vocabulary(declared, self.flows.values(), self.forms)

    @cached_property
    def sheets(self) -> Mapping[str, registers.Sheet]:
        """The sheets by name, each the union of the items of its clauses."""
        return registers.sheets(self.rules_of(Checklist))

    @cached_property
    def notices(self) -> Mapping[str, registers.Notice]:
        """Everything to be posted or told, by the item that facts name."""
        return registers.notices(self.rules_of(Publish))

    @cached_property
    def modules(self) -> Mapping[str, registers.Module]:
        """The modules of training by name."""
        return registers.modules(self.rules_of(Train))

    @cached_property
    def qualities(self) -> Mapping[str, registers.Quality]:
        """The qualities people are assessed by."""
        return registers.qualities(self.rules_of(Competence))

    @cached_property
    def keepers(self) -> Mapping[str, registers.Kept]:
        """The things that need a named keeper."""
        return registers.keepers(self.rules_of(Assign))

    @cached_property
    def bodies(self) -> Mapping[str, registers.OrgBody]:
        """The bodies of the house."""
        return registers.bodies(self.rules_of(Org))

    @cached_property
    def principles(self) -> Mapping[str, registers.Belief]:
        """The principles by clause."""
        return registers.principles(self.rules_of(Principle))

    def rules_of(self, kind: type[B]) -> Iterator[Rule[B]]:
        """The rules of one kind, in the order of the files."""
        for rule in self.rules:
            if isinstance(rule.body, kind):
                yield cast("Rule[B]", rule)

    def only(self, clause: str) -> Charter:
        """The same charter with no rules but those that decide on one clause.

        They are its own, those of clauses it counts, and those of clauses that apply instead of one of these.
        """
        wanted, waiting = {clause}, [clause]
        while waiting:
            here = waiting.pop()
            for rule in self.written:
                counted = rule.clause.clause == here
                names = [m.name for m in rule.body.mentions() if m.sort == "clause"] if counted else []
                names += [rule.clause.clause] if here in rule.clause.exception_to else []
                waiting += [name for name in names if name not in wanted]
                wanted.update(names)
        narrowed = replace(self, written=tuple(r for r in self.written if r.clause.clause in wanted))
        vars(narrowed)["calendars"], vars(narrowed)["facts"] = self.calendars, self.facts
        return narrowed

    def exceptions(self, rule: Rule[Body]) -> tuple[Rule[Body], ...]:
        """The rules of the same kind that apply instead of this one where their own conditions hold."""
        return self._exceptions.get((rule.clause.clause, rule.key), ())

    @cached_property
    def _exceptions(self) -> Mapping[tuple[str, str], tuple[Rule[Body], ...]]:
        found: dict[tuple[str, str], tuple[Rule[Body], ...]] = {}
        for rule in self.rules:
            conditional = "where" in type(rule.body).model_fields
            for named in rule.clause.exception_to if conditional else ():
                found[named, rule.key] = (*found.get((named, rule.key), ()), rule)
        return found
