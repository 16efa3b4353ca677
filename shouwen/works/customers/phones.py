"""Telephone numbers: digits when they are kept, masked when they are listed."""

from __future__ import annotations

from shouwen.law.charter.forms import phone_digits
from shouwen.words import Words
from shouwen.works.refusal import Refused


def normalised(typed: str) -> str:
    """The digits of a number however it was typed. Errors: Refused bad-field."""
    digits = phone_digits(typed)
    if not 3 <= len(digits) <= 20:
        words = Words(
            f"「{typed}」不是电话号码，请填如 13800001234。",
            f"'{typed}' is not a telephone number; write it as 13800001234.",
        )
        raise Refused("bad-field", words, field="phone")
    return digits


def masked(digits: str) -> str:
    """`13812345678` as `138****5678`; a shorter number keeps its last digits only."""
    if len(digits) >= 11:
        return f"{digits[:-8]}****{digits[-4:]}"
    kept = min(4, len(digits) // 2)
    return "*" * (len(digits) - kept) + digits[len(digits) - kept :]
