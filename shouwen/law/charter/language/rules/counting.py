"""What score and threshold share: periods in a row, and one that counts once in each."""

from __future__ import annotations

from typing import Literal

from shouwen.law.charter.language.base import wrong
from shouwen.words import Words

Row = Literal["day", "week", "month"]
"""Periods that may follow one another."""
Once = Literal["day", "week", "month"]
"""Periods in which only the first counts."""
_LONGER: dict[str, tuple[str, ...]] = {
    "day": ("day", "week", "month", "quarter", "year"),
    "week": ("week",),
    "month": ("month", "quarter", "year"),
}


def fits_once(once: str | None, period: str | None) -> None:
    """Errors: what counts once in a period that does not lie within the one that is counted in."""
    if once and period in _LONGER["day"] and period not in _LONGER[once]:
        raise wrong(
            Words(f"{once} 会跨越 {period} 的边界", f"a {once} may lie in two of the periods ({period})"),
            Words(f"once 可写 day 或 {period}", f"write once: day, or once: {period}"),
            ("once",),
        )
