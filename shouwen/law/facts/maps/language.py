"""The language of maps: how the rows of somebody else's log state facts."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from shouwen.law.charter.language.base import FieldName, Kind, Name, Node, Said, Scalar, YesNo, wrong
from shouwen.law.charter.language.vocabulary import FieldType
from shouwen.law.facts.fact import canonical
from shouwen.law.worktime.instants import zone_of
from shouwen.words import Words

ISO = "iso"
ELSE = "*"
Column = Annotated[str, Field(min_length=1)]


def _texts(value: object) -> object:
    """One value or a list of them, as canonical texts."""
    items: list[Any] = list(value) if isinstance(value, list | tuple) else [value]
    if all(isinstance(item, str | int | float) for item in items):
        return tuple(canonical(item) or "" for item in items)
    return value


Texts = Annotated[tuple[str, ...], BeforeValidator(_texts, json_schema_input_type=Scalar | list[Scalar])]
"""One value or a list of values, compared as text."""


def _format(text: str) -> str:
    if text == ISO:
        return text
    try:
        datetime.strptime(datetime(2026, 12, 31, 23, 59, 58).strftime(text), text)  # noqa: DTZ001, DTZ007
    except ValueError as error:
        raise wrong(
            Words(f"「{text}」不是日期格式（{error}）", f"'{text}' is not a date format ({error})"),
            Words("请写如 %d/%m/%Y %H:%M，或 iso", "write it like %d/%m/%Y %H:%M, or iso"),
        ) from None
    return text


def _zone(text: str) -> str:
    try:
        zone_of(text)
    except ValueError:
        raise wrong(
            Words(f"没有时区「{text}」", f"there is no time zone '{text}'"),
            Words("请写如 Asia/Shanghai", "write it like Asia/Shanghai"),
        ) from None
    return text


def _encoding(text: str) -> str:
    try:
        codecs.lookup(text)
    except LookupError:
        raise wrong(
            Words(f"没有编码「{text}」", f"there is no encoding '{text}'"),
            Words("请写如 utf-8、gb18030", "write it like utf-8 or gb18030"),
        ) from None
    return text


class Cell(Node):
    """Where a value comes from: a column, or always the same value."""

    column: Column | None = None
    """The column."""
    value: Scalar | None = None
    """Always this value, whatever the row says."""
    row: Literal["this", "first", "last"] = "this"
    """Of which row: this one, or the first or last of the same subject."""
    table: Name | None = None
    """The value table that translates it."""
    type: FieldType = "text"
    """What it holds: datetime and date are read by `dates`; integer, number and yes_no are checked."""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.column is None) == (self.value is None):
            raise wrong(
                Words("须恰好写 column 或 value 之一", "give exactly one of column and value"),
                Words("请写列名，或 {value: 固定值}", "write the name of a column, or {value: constant}"),
            )
        return self


def _cell(raw: object) -> object:
    return {"column": raw} if isinstance(raw, str) else raw


Value = Annotated[Cell, BeforeValidator(_cell, json_schema_input_type=Column | Cell)]
"""A column by its name, or a mapping that says more."""


class Test(Node):
    """What has to hold of a column; everything that is written has to hold."""

    is_: Annotated[Texts, Field(alias="is")] = ()
    """It is one of these."""
    not_: Annotated[Texts, Field(alias="not")] = ()
    """It is none of these."""
    given: YesNo | None = None
    """It is given at all, or not."""
    changed: YesNo | None = None
    """It differs from the row before of the same subject, or does not; before the first row nothing is given."""
    becomes: Texts = ()
    """It is one of these and was not in the row before."""
    leaves: Texts = ()
    """It was one of these in the row before and is not any more."""

    @property
    def looks_back(self) -> bool:
        """Whether it needs the row before."""
        return self.changed is not None or bool(self.becomes or self.leaves)


def _test(raw: object) -> object:
    return {"is": raw} if isinstance(raw, str | int | float | list) else raw


Condition = Annotated[Test, BeforeValidator(_test, json_schema_input_type=Scalar | list[Scalar] | Test)]


class Statement(Node):
    """One kind of fact, and the rows that state it."""

    kind: Kind
    """The kind of fact."""
    rows: Literal["every", "first", "last"] = "every"
    """Of the rows of a subject that fulfil `when`: every one, or only the first or the last."""
    when: dict[Column, Condition] = Field(default_factory=dict)
    """Conditions on columns; all must hold."""
    at: Value
    """When it happened."""
    subject: Value | None = None
    """The subject, if it is another than that of the map."""
    id: Value | None = None
    """The id; without it one is made of the content."""
    recorded_at: Value | None = None
    """When it was written down."""
    staff: Value | None = None
    """Who did it."""
    unit: Value | None = None
    """The unit that did it."""
    customer: Value | None = None
    """For which customer."""
    data: dict[FieldName, Value] = Field(default_factory=dict)
    """Everything else it carries."""

    def cells(self) -> Iterator[tuple[tuple[str, ...], Cell]]:
        """Every value with its place."""
        for name in ("at", "subject", "id", "recorded_at", "staff", "unit", "customer"):
            if (cell := getattr(self, name)) is not None:
                yield (name,), cell
        for name, cell in self.data.items():
            yield ("data", name), cell


class LogMap(Node):
    """A map: how one kind of log is read."""

    map: Name
    """The name of the map."""
    title: Said
    """The log it is for."""
    zone: Annotated[str, AfterValidator(_zone)] | None = None
    """The time zone of its times; without it that of the charter."""
    dates: Annotated[tuple[Annotated[str, AfterValidator(_format)], ...], Field(min_length=1)] = (ISO,)
    """The formats of its times, tried in this order: iso, or such as %d/%m/%Y %H:%M."""
    missing: tuple[str, ...] = ()
    """Texts that mean: not given. The empty text always does."""
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    """What separates its columns; without it found out from the header."""
    encoding: Annotated[str, AfterValidator(_encoding)] | None = None
    """Its encoding; without it found out."""
    subject: Value
    """The piece of work a row belongs to."""
    order: Column | None = None
    """The column of time by which the rows of a subject are sorted; without it the order of the file."""
    tables: dict[Name, dict[str, Scalar]] = Field(default_factory=dict)
    """Value tables: what a text of the log means. `*` stands for every other text."""
    facts: Annotated[tuple[Statement, ...], Field(min_length=1)]
    """The facts its rows state."""

    @model_validator(mode="after")
    def _tables_exist(self) -> Self:
        for path, cell in self.cells():
            if cell.table is not None and cell.table not in self.tables:
                raise wrong(
                    Words(f"没有值表「{cell.table}」", f"there is no value table '{cell.table}'"),
                    Words("请在 tables 中列出它", "list it under tables"),
                    path,
                )
        return self

    def cells(self) -> Iterator[tuple[tuple[str | int, ...], Cell]]:
        """Every value with its place."""
        yield ("subject",), self.subject
        for index, statement in enumerate(self.facts):
            for path, cell in statement.cells():
                yield ("facts", index, *path), cell

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column it reads, in the order of mention."""
        named: list[Any] = [cell.column for _, cell in self.cells()]
        named += [column for statement in self.facts for column in statement.when]
        return tuple(dict.fromkeys(column for column in [*named, self.order] if column))

    @property
    def looks_around(self) -> bool:
        """Whether a row is read together with the other rows of its subject."""
        return (
            self.order is not None
            or any(cell.row != "this" for _, cell in self.cells())
            or any(statement.rows != "every" for statement in self.facts)
            or any(test.looks_back for statement in self.facts for test in statement.when.values())
        )
