"""What the language is built of: strict nodes, bilingual words, names, and errors that say how to mend."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.functional_validators import ModelWrapValidatorHandler, WrapValidator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from shouwen.words import Words

Path = tuple[str | int, ...]


class Node(BaseModel):
    """A mapping of the charter: frozen, and every key it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Mention(NamedTuple):
    """A name that a rule uses and that has to stand elsewhere in the charter.

    `sort` says where: fact, field (of the fact kinds `of`), post, calendar, clause, form. `path` leads
    from the rule to the place that says the name.
    """

    sort: str
    name: str
    path: Path
    of: tuple[str, ...] = ()


def wrong(what: Words, mend: Words, at: Path = ()) -> PydanticCustomError:
    """An error of the language, to be raised inside a validator; `at` leads further down to the culprit."""
    context = {"what": what, "mend": mend, "at": at}
    return PydanticCustomError(
        "charter", "{en}", {**context, "en": f"{what.en}; {mend.en}".replace("{", "(")}
    )


@contextmanager
def inside(at: Path) -> Iterator[None]:
    """Errors of the language raised within lead further down by `at`."""
    try:
        yield
    except PydanticCustomError as error:
        found = error.context or {}
        raise wrong(found["what"], found["mend"], (*at, *found["at"])) from None


class _Pair(Node):
    zh: Annotated[str, Field(min_length=1, description="中文（简体）")]
    en: Annotated[str, Field(min_length=1, description="English")]


def _words(value: object, handler: ModelWrapValidatorHandler[Any]) -> Words:
    if isinstance(value, Words):
        return value
    pair = _Pair.model_validate(value)
    return Words(pair.zh, pair.en)


Said = Annotated[Words, WrapValidator(_words, json_schema_input_type=_Pair)]
"""A text in both languages: `{zh: ..., en: ...}`."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of a text; its error says what was expected, the JSON Schema shows the pattern."""

    pattern: str
    what: Words
    mend: Words
    description: str

    def check(self, value: str) -> str:
        """The text itself. Errors: it does not have the shape."""
        if not re.fullmatch(self.pattern, value):
            raise wrong(Words(f"「{value}」{self.what.zh}", f"'{value}' {self.what.en}"), self.mend)
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "pattern": f"^(?:{self.pattern})$", "description": self.description}


Name = Annotated[
    str,
    Shape(
        r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*",
        Words("不是可用的名称", "is not a usable name"),
        Words(
            "请用小写英文字母、数字和连字符，如 repair-report",
            "use small letters, digits and hyphens, such as repair-report",
        ),
        "A name: small letters, digits, hyphens",
    ),
]
Kind = Annotated[
    str,
    Shape(
        r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*",
        Words("不是事实种类", "is not a kind of fact"),
        Words(
            "请写成「名词.过去分词」，如 repair.arrived",
            "write it as noun.past_participle, such as repair.arrived",
        ),
        "A kind of fact: noun.past_participle",
    ),
]
ClauseId = Annotated[
    str,
    Shape(
        r"[0-9A-Za-z]+(?:[.\-][0-9A-Za-z]+)*",
        Words("不是条号", "is not a clause number"),
        Words('请用数字、字母和点，如 "2.1.4b"', 'use digits, letters and dots, such as "2.1.4b"'),
        "The number of a clause, as text",
    ),
]
FieldName = Annotated[
    str,
    Shape(
        r"[a-z][a-z0-9_]*",
        Words("不是字段名", "is not the name of a field"),
        Words(
            "请用小写字母、数字和下划线，如 area", "use small letters, digits and underscores, such as area"
        ),
        "The name of a field",
    ),
]


def _listed(value: object) -> object:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


Kinds = Annotated[tuple[Kind, ...], BeforeValidator(_listed, json_schema_input_type=Kind | list[Kind])]
"""One kind of fact or a list of them."""
Clauses = Annotated[
    tuple[ClauseId, ...], BeforeValidator(_listed, json_schema_input_type=ClauseId | list[ClauseId])
]
"""One clause number or a list of them."""
Cites = Annotated[tuple[str, ...], BeforeValidator(_listed, json_schema_input_type=str | list[str])]
"""One place in the source or a list of them."""
Posts = Annotated[tuple[Name, ...], BeforeValidator(_listed, json_schema_input_type=Name | list[Name])]
"""One post or a list of them."""
Whole = Annotated[int, Field(strict=True, ge=1)]
"""A whole number of at least one."""
YesNo = Annotated[bool, Field(strict=True)]


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise wrong(
        Words(f"「{value}」不是日期", f"'{value}' is not a day"),
        Words("请写成 年-月-日，如 2026-07-01", "write year-month-day, such as 2026-07-01"),
    )


_DayText = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=_DayText)]
"""A day of the charter's zone: `2026-07-01`."""


def hundredths(value: object) -> int:
    """A number with at most two decimals as a whole number of hundredths: points, or fen of a sum in yuan."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        exact = Decimal(repr(value)) * 100 if abs(value) < 10**12 else Decimal("NaN")
        if exact == exact.to_integral_value():
            return int(exact)
    raise wrong(
        Words(f"「{value}」不是最多两位小数的数", f"'{value}' is not a number with at most two decimals"),
        Words("请写成如 -5 或 0.5", "write it as -5 or 0.5"),
    )


Hundredths = Annotated[int, BeforeValidator(hundredths, json_schema_input_type=float)]
"""Points in hundredths, money in fen; written in the charter as points and yuan."""

Scalar = str | int | float | bool
