"""check: what a fact has to be, by its own fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from pydantic import model_validator

from shouwen.law.charter.language.base import Kinds, Mention, Path, YesNo, wrong
from shouwen.law.charter.language.rules.body import Body, kinds
from shouwen.law.charter.language.where import Conditions, Where
from shouwen.words import Words


class Check(Body):
    """Every fact of a kind has to fulfil conditions: a mark of at least 80, a result that is a pass."""

    key: ClassVar[str] = "check"
    title_of_kind: ClassVar[Words] = Words("逐项检查", "check")

    on: Kinds
    """The facts that are looked at."""
    where: Conditions = ()
    """Only where these hold."""
    must: Conditions
    """What has to hold of each; else it is a breach."""
    last: YesNo = False
    """Of one subject only the last such fact in force counts: a correction replaces what it corrects."""

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not self.must:
            raise wrong(
                Words("must 里没有要求", "must asks for nothing"),
                Words(
                    "写明须怎样，如 must: {mark: {at_least: 80}}",
                    "say what has to hold, such as must: {mark: {at_least: 80}}",
                ),
                ("must",),
            )
        return self

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off."""
        return self.on

    def conditions(self) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
        """Where it applies, and what has to hold."""
        yield self.where, self.on, ("where",)
        yield self.must, self.on, ("must",)

    def mentions(self) -> Iterator[Mention]:
        """Its facts."""
        yield from kinds(self.on, "on")
