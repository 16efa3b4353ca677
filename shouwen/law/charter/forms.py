"""Forms as people fill them in: every value read into the type of its field, or refused with its name."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Literal

from shouwen.law.charter.language.rules.form import Form, FormField
from shouwen.law.charter.language.where import Condition
from shouwen.law.facts.fact import Value, canonical
from shouwen.words import Words

Code = Literal[
    "unknown-step",
    "closed",
    "wrong-state",
    "not-your-post",
    "not-trained",
    "own-request",
    "missing-field",
    "bad-field",
    "must-be-confirmed",
    "not-your-tier",
    "forbidden",
    "not-preceded",
    "not-next",
    "still-waiting",
]

LONGEST_TEXT = 4000
DECIMALS = 12
"""How many digits a number may have before its point, and zeros after it."""
_YES, _NO = {"true", "on", "yes", "1"}, {"false", "off", "no", "0"}
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step was not taken or a form not filed: a code, a sentence, the field or clause behind it."""

    code: Code
    words: Words
    field: str | None = None
    clause: str | None = None


class BadValue(Exception):
    """A value does not fit its field; the words say what would."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(zh, en)


def file_form(form: Form, data: Mapping[str, object]) -> tuple[dict[str, Value], tuple[Refusal, ...]]:
    """The values of a form in their types, and everything that keeps it from being filed, in form order.

    Texts are trimmed, an empty one is not given; a tick (yes_no) that is neither required nor given is a no,
    as on paper. Data the form does not know is refused first: it was meant for another form.
    """
    refusals = [_unknown(name) for name in data if name not in form.fields]
    values: dict[str, Value] = {}
    for name, field in form.fields.items():
        try:
            values[name] = _read(field, data.get(name))
        except BadValue as bad:
            refusals.append(Refusal("bad-field", _about(field, bad.words), name))
            values[name] = None
    spoiled = {refusal.field for refusal in refusals}
    for name, field in form.fields.items():
        if name not in spoiled and (refusal := _lacking(name, field, values)):
            refusals.append(refusal)
    order = {name: place for place, name in enumerate(form.fields)}
    refusals.sort(key=lambda refusal: order.get(refusal.field or "", -1))
    for name, field in form.fields.items():
        if field.type == "yes_no" and values[name] is None:
            values[name] = False
    return {name: value for name, value in values.items() if value is not None}, tuple(refusals)


def is_needed(field: FormField, values: Mapping[str, Value]) -> bool:
    """Whether the field has to be filled in beside these values; what is not filled in is surely absent."""
    where = field.needed_where
    return where is not None and all(_holds(condition, values) for condition in where)


def _holds(condition: Condition, values: Mapping[str, Value]) -> bool:
    if canonical(values.get(condition.field)) is None and condition.test in ("is", "not"):
        return (condition.test == "not") != ("false" in condition.values)
    return condition.holds(lambda name: canonical(values.get(name))) is True


def _lacking(name: str, field: FormField, values: Mapping[str, Value]) -> Refusal | None:
    value = values[name]
    if not is_needed(field, values):
        return None
    if field.must and value is not True:
        said = Words("须先做到并勾选确认。", "has to be done and ticked first.")
        return Refusal("must-be-confirmed", _about(field, said), name)
    if value is None:
        return Refusal("missing-field", _about(field, Words("须填写。", "has to be filled in.")), name)
    return None


def _unknown(name: object) -> Refusal:
    shown = str(name)[:40]
    return Refusal(
        "bad-field",
        Words(f"这张表单没有「{shown}」这一栏。", f"This form has no field '{shown}'."),
        shown,
    )


def _about(field: FormField, words: Words) -> Words:
    return Words(f"「{field.title.zh}」{words.zh}", f"'{field.title.en}' {words.en}")


def _read(field: FormField, value: object) -> Value:
    """The value in the type of its field, None when not given."""
    if isinstance(value, str):
        value = value.strip()
    if value is None or value == "":
        return None
    if not isinstance(value, str | int | float):
        raise BadValue("只能填一个值。", "takes a single value.")
    return _READERS[field.type](field, value)


def _text(field: FormField, value: str | int | float) -> str:
    if not isinstance(value, str):
        raise BadValue("应填文字。", "takes a text.")
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\r\t" for sign in value):
        raise BadValue("含有无法保存的字符。", "holds a character that cannot be stored.")
    least, most = field.least or 0, field.most if field.most is not None else LONGEST_TEXT
    if not least <= len(value) <= most:
        if len(value) < least:
            raise BadValue(f"至少写 {least} 个字。", f"takes at least {least} characters.")
        raise BadValue(f"最多写 {most} 个字。", f"takes at most {most} characters.")
    return value


def _choice(field: FormField, value: str | int | float) -> str:
    chosen = canonical(value) or ""
    if chosen not in field.of:
        zh = "、".join(label.zh if label else name for name, label in field.of.items())
        en = ", ".join(label.en if label else name for name, label in field.of.items())
        raise BadValue(f"只能选：{zh}。", f"has to be one of: {en}.")
    return chosen


def _yes_no(field: FormField, value: str | int | float) -> bool:
    said = (canonical(value) or "").lower()
    if said not in _YES | _NO:
        raise BadValue("应填是或否。", "takes yes or no.")
    return said in _YES


def _decimal(value: str | int | float) -> Decimal:
    if isinstance(value, bool):
        raise BadValue("应填数字。", "takes a number.")
    try:
        number = Decimal(repr(value) if not isinstance(value, str) else unicodedata.normalize("NFKC", value))
    except InvalidOperation:
        raise BadValue("应填数字。", "takes a number.") from None
    if not number.is_finite() or (number and not -DECIMALS <= number.adjusted() < DECIMALS):
        raise BadValue("应填通常大小的数字。", "takes a number of ordinary size.")
    return number


def _bounded(field: FormField, number: Decimal) -> Decimal:
    least, most = field.least, field.most
    if least is not None and number < Decimal(repr(least)):
        raise BadValue(f"不能小于 {least}。", f"cannot be less than {least}.")
    if most is not None and number > Decimal(repr(most)):
        raise BadValue(f"不能大于 {most}。", f"cannot be more than {most}.")
    return number


def _integer(field: FormField, value: str | int | float) -> int:
    number = _bounded(field, _decimal(value))
    if number != number.to_integral_value():
        raise BadValue("应填整数。", "takes a whole number.")
    return int(number)


def _number(field: FormField, value: str | int | float) -> int | float:
    return _plain(_bounded(field, _decimal(value)))


def _money(field: FormField, value: str | int | float) -> int | float:
    number = _bounded(field, _decimal(value))
    if (number * 100) % 1:
        raise BadValue("金额最多两位小数。", "takes at most two decimals.")
    return _plain(number)


def _plain(number: Decimal) -> int | float:
    plain = float(number)
    return int(number) if number == number.to_integral_value() or not math.isfinite(plain) else plain


def _phone(field: FormField, value: str | int | float) -> str:
    digits = phone_digits(str(value))
    if not 3 <= len(digits) <= 20:
        raise BadValue("应填电话号码，如 13800001234。", "takes a telephone number, such as 13800001234.")
    return digits


def phone_digits(typed: str) -> str:
    """The digits of a telephone number however it was typed; '' where it holds letters or anything else."""
    plain = unicodedata.normalize("NFKC", typed)
    digits = re.sub(r"[\s()+.\-–—]", "", plain)
    return digits if digits.isascii() and digits.isdigit() else ""


def _date(field: FormField, value: str | int | float) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise BadValue("应填日期，如 2026-03-02。", "takes a date, such as 2026-03-02.") from None


def _datetime(field: FormField, value: str | int | float) -> str:
    try:
        text = str(value)
        moment = datetime.fromisoformat(text)
        if len(text) > len("2026-03-02"):
            return moment.isoformat()
    except ValueError:
        pass
    raise BadValue(
        "应填日期和时间，如 2026-03-02 08:00。", "takes a date and time, such as 2026-03-02 08:00."
    )


def _code(field: FormField, value: str | int | float) -> str:
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise BadValue("应从名单中选取。", "has to be chosen from the list.")
    return value


_READERS: Mapping[str, Callable[[FormField, str | int | float], Value]] = {
    "text": _text,
    "choice": _choice,
    "yes_no": _yes_no,
    "integer": _integer,
    "number": _number,
    "money": _money,
    "phone": _phone,
    "date": _date,
    "datetime": _datetime,
    "staff": _code,
    "unit": _code,
    "customer": _code,
}


def labels(field: FormField) -> Iterator[tuple[str, Words]]:
    """The values of a choice with what they are called."""
    for value, label in field.of.items():
        yield value, label or Words(value, value)
