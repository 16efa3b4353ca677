"""Conditions and formulas of rules as SQL expressions over the columns of a fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from shouwen.law.charter.language.formula import Formula, Name, Number, Term
from shouwen.law.charter.language.values import NUMBER
from shouwen.law.charter.language.where import LIKENESSES, OPENINGS, Condition, Where
from shouwen.law.judge.rules import Exclusion, Rule

R = TypeVar("R", bound=Rule)
HEAD = ("subject", "staff", "unit", "customer")
DECIMAL = "DECIMAL(21, 6)"
"""Numbers that are compared: fifteen digits and six decimals, all of them exact."""
WHOLE = "-?[0-9]{1,9}"


def text(value: str) -> str:
    """A text as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"


def column(field: str) -> str:
    """The column of `facts` that holds the canonical text of a field; names of the charter are plain words."""
    return field if field in HEAD else f'"d_{field}"'


def listed(values: Iterable[str]) -> str:
    """Texts as an SQL list for IN."""
    return "(" + ", ".join(text(value) for value in sorted(values)) + ")"


def open_column(calendar: str) -> str:
    """The column of `facts` that says whether a calendar was open at the instant of the fact."""
    return f'"open_{calendar}"'


def condition(each: Condition) -> str:
    """True, false, or NULL when the value is needed and not there."""
    if each.test in OPENINGS:
        return f"({'' if each.test == 'open' else 'NOT '}{open_column(each.values[0])})"
    value = column(each.field)
    if each.test in ("given", "absent"):
        return f"({value} IS {'NOT ' if each.test == 'given' else ''}NULL)"
    if each.test in _SIGNS:
        return f"({_number(value)} {_SIGNS[each.test]} CAST({text(each.values[0])} AS {DECIMAL}))"
    if each.test in LIKENESSES:
        alike = _alike(value, column(each.values[0]))
        return f"({'' if each.test == 'same_as' else 'NOT '}{alike})"
    return f"({value} {'' if each.test == 'is' else 'NOT '}IN {listed(each.values)})"


_SIGNS = {"over": ">", "under": "<", "at_least": ">=", "at_most": "<="}


def _number(value: str) -> str:
    """A canonical text as a number; NULL where it is none."""
    return f"CASE WHEN regexp_full_match({value}, {text(NUMBER)}) THEN TRY_CAST({value} AS {DECIMAL}) END"


def _alike(one: str, other: str) -> str:
    """Whether two texts are the same, as numbers if both are; NULL if one is not given."""
    return f"(CASE WHEN {one} IS NULL OR {other} IS NULL THEN NULL ELSE coalesce({_number(one)} = {_number(other)}, {one} = {other}) END)"


def missing(each: Condition) -> str:
    """The field for the want of which a condition is NULL."""
    if each.test in LIKENESSES:
        return (
            f"CASE WHEN {column(each.field)} IS NULL THEN {text(each.field)} ELSE {text(each.values[0])} END"
        )
    return text(each.field)


def _fails(where: Where) -> str:
    return "(" + (" OR ".join(f"{condition(each)} IS FALSE" for each in where) or "FALSE") + ")"


def holds(where: Where) -> str:
    """Whether conditions certainly hold."""
    return "(" + (" AND ".join(f"{condition(each)} IS TRUE" for each in where) or "TRUE") + ")"


def any_holds(ladder: Iterable[Exclusion]) -> str:
    """Whether one of several rules certainly applies to a fact, exceptions left aside."""
    asked = (
        f"(kind IN {listed(each.kinds)} AND t >= {each.from_at} AND t < {each.until_at} AND {holds(each.where)})"
        for each in ladder
    )
    return "(" + " OR ".join(asked) + ")"


def answer(rule: Rule) -> str:
    """Whether a rule applies to a fact: '' it does, NULL it does not, else the field it hangs on.

    The order of the branches is the order in which the plain engine asks.
    """
    branches = [f"WHEN {_fails(rule.where)} THEN NULL"]
    theirs = [
        (f"(kind IN {listed(each.kinds)} AND t >= {each.from_at} AND t < {each.until_at})", each.where)
        for each in rule.excluded
        if each.kinds
    ]
    branches += [f"WHEN {asked} AND {holds(where)} THEN NULL" for asked, where in theirs]
    branches += [f"WHEN {condition(each)} IS NULL THEN {missing(each)}" for each in rule.where]
    branches += [
        f"WHEN {asked} AND NOT {_fails(where)} AND {condition(each)} IS NULL THEN {missing(each)}"
        for asked, where in theirs
        for each in where
    ]
    return "CASE " + " ".join(branches) + " ELSE '' END"


def by_rule(rules: Iterable[tuple[int, R]], expression: Callable[[R], str | None], otherwise: str) -> str:
    """One CASE over rule_no for the rules that have an expression of their own."""
    own = [(number, said) for number, rule in rules if (said := expression(rule)) is not None]
    if not own:
        return otherwise
    return "CASE rule_no " + " ".join(f"WHEN {n} THEN {said}" for n, said in own) + f" ELSE {otherwise} END"


def answers(rules: Iterable[tuple[int, Rule]]) -> str:
    """The answers of all rules; those without conditions apply always."""
    return by_rule(rules, lambda rule: answer(rule) if rule.where or rule.excluded else None, "''")


def inner_answer(where: Where) -> str:
    """'1' or '0' whether conditions hold, else '?' and the field that is missing."""
    unknown = "".join(f" WHEN {condition(each)} IS NULL THEN concat('?', {missing(each)})" for each in where)
    return f"CASE WHEN {_fails(where)} THEN '0'{unknown} ELSE '1' END"


def formula(written: Formula) -> str:
    """The value of a formula in hundredths; `k` and the fields have to be readable integers."""
    return f"(({_term(written.tree)}) * {10 ** (2 - written.tree.scale)})"


def _term(term: Term) -> str:
    """A term as an integer of its own scale. HUGEINT, so that a product of three fields still fits."""
    if isinstance(term, Number):
        return f"CAST({term.digits} AS HUGEINT)"
    if isinstance(term, Name):
        return (
            f"CAST({term.name} AS HUGEINT)"
            if term.name in ("k", "n")
            else f"CAST({column(term.name)} AS HUGEINT)"
        )
    if term.op == "*":
        return f"({_term(term.terms[0])} * {_term(term.terms[1])})"
    level = [f"({_term(each)} * {10 ** (term.scale - each.scale)})" for each in term.terms]
    if term.op in ("min", "max"):
        return f"{'least' if term.op == 'min' else 'greatest'}({', '.join(level)})"
    return f"({level[0]} {term.op} {level[1]})"
