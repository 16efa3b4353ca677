"""principle: what the house believes in; it stands in the handbook, perhaps with receipts that it was read."""

from __future__ import annotations

from typing import ClassVar

from shouwen.law.charter.language.base import YesNo
from shouwen.law.charter.language.rules.body import Body
from shouwen.law.charter.language.rules.builtin import Brought, fact
from shouwen.words import Words


class Principle(Body):
    """A principle of the handbook."""

    key: ClassVar[str] = "principle"
    title_of_kind: ClassVar[Words] = Words("原则", "principle")
    brings: ClassVar[Brought] = {
        "handbook.read": fact("阅读回执", "Handbook read", clause=("条款", "Clause", "text")),
    }

    receipt: YesNo = False
    """Everybody confirms having read it."""

    @property
    def stage(self) -> int:
        """It gives no verdicts."""
        return 0
