"""Whether two sets of conditions can hold of one fact."""

from __future__ import annotations

from shouwen.law.charter.language.values import millionths
from shouwen.law.charter.language.where import LIKENESSES, MEASURES, OPENINGS, Condition, Where


def overlap(one: Where, other: Where) -> bool:
    """Whether some fact could fulfil both; True when that cannot be ruled out."""
    return not any(_exclude(mine, theirs) for mine in one for theirs in other if mine.field == theirs.field)


def clash(where: Where) -> Condition | None:
    """A condition that another one before it rules out: together they never hold."""
    for place, each in enumerate(where):
        if any(_exclude(each, earlier) for earlier in where[:place] if earlier.field == each.field):
            return each
    return None


def _exclude(one: Condition, other: Condition) -> bool:
    tests = {one.test, other.test}
    if "absent" in tests:
        return tests != {"absent"}
    if tests <= LIKENESSES or tests <= OPENINGS:
        return len(tests) == 2 and one.values == other.values
    if tests == {"is"}:
        return not set(one.values) & set(other.values)
    if "is" in tests:
        sure, asked = (one, other) if one.test == "is" else (other, one)
        return not any(_may_be(asked, value) for value in sure.values)
    return tests <= MEASURES and not _meet(one, other)


def _may_be(condition: Condition, value: str) -> bool:
    """Whether a value could fulfil a condition on the same field."""
    if condition.test == "not":
        return value not in condition.values
    number = millionths(value)
    return condition.test not in MEASURES or (number is not None and condition.measures(number))


def _meet(one: Condition, other: Condition) -> bool:
    """Whether some number lies within two bounds: one of them, or one close beside it."""
    return any(
        one.measures(number) and other.measures(number)
        for bound in (one.bound, other.bound)
        for number in (bound - 1, bound, bound + 1)
    )
