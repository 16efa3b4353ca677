"""The vocabulary of facts: which kinds there are, and what each carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from shouwen.law.charter.language.base import FieldName, Node, Said, Scalar, wrong
from shouwen.law.facts.fact import canonical
from shouwen.words import Words

FieldType = Literal[
    "text",
    "choice",
    "yes_no",
    "integer",
    "number",
    "money",
    "phone",
    "date",
    "datetime",
    "staff",
    "unit",
    "customer",
]
"""What a field may hold. money is in yuan with at most two decimals; date and datetime are ISO 8601 texts."""


def choices(raw: object) -> object:
    """The values of a choice in canonical text, each with its label or None."""
    if isinstance(raw, list | tuple) and all(isinstance(item, str | int | float) for item in raw):
        return {canonical(item) or "": None for item in raw}
    if isinstance(raw, Mapping):
        return {str(key): _label(value) for key, value in raw.items()}
    raise wrong(
        Words("of 须是一列值，或「值: {zh, en}」", "of is a list of values, or value: {zh, en}"),
        Words("请写 of: [urban, rural]", "write of: [urban, rural]"),
    )


def _label(value: object) -> object:
    if isinstance(value, Words) or value is None:
        return value
    pair = value if isinstance(value, Mapping) else {}
    zh, en = pair.get("zh"), pair.get("en")
    if isinstance(zh, str) and isinstance(en, str) and zh and en and len(pair) == 2:
        return Words(zh, en)
    raise wrong(
        Words("选项的名称须有中文和英文", "the label of a value needs Chinese and English"),
        Words("请写 {zh: 城区, en: City}", "write {zh: 城区, en: City}"),
    )


Choices = Annotated[
    Mapping[str, Words | None],
    BeforeValidator(choices, json_schema_input_type=list[Scalar] | dict[str, Said]),
]


class DataField(Node):
    """A field that facts of a kind carry."""

    title: Said | None = None
    """What it is called."""
    type: FieldType
    """What it may hold."""
    of: Choices = Field(default_factory=dict)
    """For choice: the values."""

    @model_validator(mode="after")
    def _choice_has_values(self) -> Self:
        if (self.type == "choice") != bool(self.of):
            raise wrong(
                Words(
                    "type: choice 须有 of，其他类型不得有",
                    "type: choice needs of, and no other type takes it",
                ),
                Words("请写 of: [urban, rural] 或删去 of", "write of: [urban, rural] or remove of"),
            )
        return self


def _about(raw: object) -> object:
    """A field alone is that of a member of staff."""
    return {"staff": raw} if isinstance(raw, str) else raw


Role = Literal["staff", "unit", "customer"]
_Roles = dict[Role, FieldName]
About = Annotated[_Roles, BeforeValidator(_about, json_schema_input_type=FieldName | _Roles)]
"""The fields that name whom a fact is about: `person`, or `{staff: person, unit: place, customer: client}`."""


class FactKind(Node):
    """One kind of fact: what it is called and which data it carries."""

    title: Said
    """What it is called."""
    data: dict[FieldName, DataField] = Field(default_factory=dict)
    """Its fields beside subject, staff, unit and customer."""
    about: About = Field(default_factory=dict)
    """The fields that name whom it is about, where that is another than who records it; rules read these instead."""
