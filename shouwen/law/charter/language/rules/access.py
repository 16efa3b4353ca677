"""access: what alone is allowed; anything else is refused where it would be recorded, and found where it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from shouwen.law.charter.language.base import Kinds, Mention, Path
from shouwen.law.charter.language.rules.body import Body, kinds
from shouwen.law.charter.language.rules.builtin import Brought, fact
from shouwen.law.charter.language.where import Conditions, Where
from shouwen.words import Words


class Access(Body):
    """What is forbidden, said by what is allowed of certain facts."""

    key: ClassVar[str] = "access"
    title_of_kind: ClassVar[Words] = Words("禁止与许可", "access")
    brings: ClassVar[Brought] = {
        "access.refused": fact(
            "拦下的操作", "Attempt refused",
            clause=("条款", "Clause", "text"), kind=("事实种类", "Kind of fact", "text"),
        ),
    }  # fmt: skip

    on: Kinds
    """The facts it watches."""
    where: Conditions = ()
    """Only where these hold."""
    allowed: Annotated[Conditions, Field(min_length=1)]
    """What has to hold of every such fact."""

    @property
    def triggers(self) -> tuple[str, ...]:
        """The kinds of fact that set the rule off."""
        return self.on

    def conditions(self) -> Iterator[tuple[Where, tuple[str, ...], Path]]:
        """Asked of the facts it watches."""
        yield self.where, self.on, ("where",)
        yield self.allowed, self.on, ("allowed",)

    def mentions(self) -> Iterator[Mention]:
        """Its facts."""
        yield from kinds(self.on, "on")
