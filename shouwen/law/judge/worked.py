"""A formula as people write it down when they check a sum: `-5×3`, `min(-3×(2-1), 0)`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from shouwen.law.charter.language.formula import Formula, Name, Number, Term
from shouwen.words import Words


def worked(formula: Formula, counted: Mapping[str, int], title: Callable[[str], Words]) -> Words | None:
    """The formula with what was counted put in and fields by their titles; None where nothing was computed."""
    if isinstance(formula.tree, Number):
        return None
    return Words(
        _text(formula.tree, counted, lambda name: f"「{title(name).zh}」", 0),
        _text(formula.tree, counted, lambda name: f"'{title(name).en}'", 0),
    )


_BINDS = {"+": 1, "-": 1, "*": 2}


def _text(term: Term, counted: Mapping[str, int], title: Callable[[str], str], outside: int) -> str:
    """A term; in brackets where what stands around it binds more."""
    if isinstance(term, Number):
        return _digits(term)
    if isinstance(term, Name):
        return str(counted[term.name]) if term.name in counted else title(term.name)
    if term.op in ("min", "max"):
        return f"{term.op}({', '.join(_text(each, counted, title, 0) for each in term.terms)})"
    binds = _BINDS[term.op]
    left, right = term.terms
    if term.op == "-" and left == Number(0, 0):
        said = f"-{_text(right, counted, title, binds + 1)}"
    else:
        sign = "×" if term.op == "*" else term.op
        said = f"{_text(left, counted, title, binds)}{sign}{_text(right, counted, title, binds + (term.op == '-'))}"
    return f"({said})" if binds < outside else said


def _digits(number: Number) -> str:
    if not number.scale:
        return str(number.digits)
    whole, rest = divmod(abs(number.digits), 10**number.scale)
    return f"{'-' if number.digits < 0 else ''}{whole}.{rest:0{number.scale}}"
