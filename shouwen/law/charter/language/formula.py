"""Formulas of points and money: numbers, k, fields, + - * ( ) min max; computed without rounding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator

from shouwen.law.charter.language.base import wrong
from shouwen.words import Words

LONGEST = 120
_TOKEN = re.compile(r"\s*(?:(?P<number>\d{1,9}(?:\.\d{1,2})?)|(?P<name>[a-z][a-z0-9_]*)|(?P<mark>[-+*(),]))")
_HOW = Words(
    "可用整数、最多两位小数、k、n、整数字段、+ - * ( ) min(…) max(…)",
    "use whole numbers, at most two decimals, k, n, whole-number fields, + - * ( ) min(...) max(...)",
)


@dataclass(frozen=True, slots=True)
class Number:
    """A constant: `digits` without the point, `scale` decimals (0.5 is 5 with scale 1)."""

    digits: int
    scale: int


@dataclass(frozen=True, slots=True)
class Name:
    """`k`, `n`, or a data field that holds a whole number."""

    name: str

    @property
    def scale(self) -> int:
        """Whole numbers have no decimals."""
        return 0


@dataclass(frozen=True, slots=True)
class Apply:
    """An operation on terms: + - * of two, min or max of one or more."""

    op: Literal["+", "-", "*", "min", "max"]
    terms: tuple[Term, ...]

    @property
    def scale(self) -> int:
        """Decimals of the exact result."""
        scales = [term.scale for term in self.terms]
        return sum(scales) if self.op == "*" else max(scales)


Term = Number | Name | Apply


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as written and as a tree; its exact result never has more than two decimals."""

    text: str
    tree: Term

    @property
    def names(self) -> frozenset[str]:
        """What it needs: `k`, `n` and data fields."""
        return frozenset(_names(self.tree))

    def hundredths(self, values: Mapping[str, int]) -> int:
        """The result in hundredths. Errors: KeyError for a name that is not among the values."""
        return _value(self.tree, values) * int(10 ** (2 - self.tree.scale))


def _names(term: Term) -> Iterator[str]:
    if isinstance(term, Name):
        yield term.name
    elif isinstance(term, Apply):
        for each in term.terms:
            yield from _names(each)


def _value(term: Term, values: Mapping[str, int]) -> int:
    """The value of a term, as a whole number of its own scale."""
    if isinstance(term, Number):
        return term.digits
    if isinstance(term, Name):
        return values[term.name]
    raw = [(_value(each, values), each.scale) for each in term.terms]
    if term.op == "*":
        return raw[0][0] * raw[1][0]
    level = [value * int(10 ** (term.scale - scale)) for value, scale in raw]
    if term.op in ("min", "max"):
        return min(level) if term.op == "min" else max(level)
    return level[0] + level[1] if term.op == "+" else level[0] - level[1]


class _Reader:
    """Reads a formula from left to right: sum of products of factors."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_tokens(text))
        self.place = 0

    def next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        sign = self.next()
        if not sign or (expected and sign != expected):
            raise _unreadable(self.text, sign)
        self.place += 1
        return sign

    def sum(self) -> Term:
        term = self.product()
        while self.next() in ("+", "-"):
            op: Literal["+", "-"] = "+" if self.take() == "+" else "-"
            term = Apply(op, (term, self.product()))
        return term

    def product(self) -> Term:
        term = self.factor()
        while self.next() == "*":
            self.take()
            term = Apply("*", (term, self.factor()))
        return term

    def factor(self) -> Term:
        sign = self.take()
        if sign == "-":
            inner = self.factor()
            return (
                Number(-inner.digits, inner.scale)
                if isinstance(inner, Number)
                else Apply("-", (Number(0, 0), inner))
            )
        if sign == "(":
            term = self.sum()
            self.take(")")
            return term
        if sign[0].isdigit():
            number = Decimal(sign)
            scale = len(sign.partition(".")[2])
            return Number(int(number * 10**scale), scale)
        if sign in ("min", "max"):
            return self.choice("min" if sign == "min" else "max")
        if sign[0].isalpha():
            return Name(sign)
        raise _unreadable(self.text, sign)

    def choice(self, op: Literal["min", "max"]) -> Term:
        self.take("(")
        terms = [self.sum()]
        while self.next() == ",":
            self.take()
            terms.append(self.sum())
        self.take(")")
        return Apply(op, tuple(terms))


def _tokens(text: str) -> Iterator[str]:
    place = 0
    while text[place:].strip():
        match = _TOKEN.match(text, place)
        if match is None:
            raise _unreadable(text, text[place:].strip()[0])
        place = match.end()
        yield match.group(match.lastgroup or 0)


def _unreadable(text: str, sign: str) -> Exception:
    spot = Words(f"在「{sign}」处", f"at '{sign}'") if sign else Words("在末尾", "at its end")
    return wrong(
        Words(f"公式「{text}」{spot.zh}读不下去", f"the formula '{text}' cannot be read {spot.en}"), _HOW
    )


def formula(value: object) -> Formula:
    """A formula from a number or a text. Errors: it cannot be read, or its result may have three decimals."""
    if isinstance(value, Formula):
        return value
    text = str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if not text.strip() or len(text) > LONGEST:
        raise _unreadable(text[:LONGEST], "")
    reader = _Reader(text)
    tree = reader.sum()
    if reader.next():
        raise _unreadable(text, reader.next())
    if tree.scale > 2:
        raise wrong(
            Words(
                f"公式「{text}」的结果多于两位小数", f"the result of '{text}' can have more than two decimals"
            ),
            Words("请减少小数位数", "use fewer decimals"),
        )
    return Formula(text, tree)


FormulaText = Annotated[Formula, BeforeValidator(formula, json_schema_input_type=str | int | float)]
"""A number or a formula over `k` and whole-number fields: `-5`, `-2 * k`, `min(-1 * minutes, -10)`."""
