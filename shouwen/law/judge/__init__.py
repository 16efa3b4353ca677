"""The judge: facts and charter in, obligations and findings out; pure, without a clock of its own.

`judge` is the plain engine; `shouwen.law.judge.sql.judge` says the same by SQL, for history.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from shouwen.law.judge.verdict import Judgement, Verdict

if TYPE_CHECKING:
    from shouwen.law.charter.charter import Charter
    from shouwen.law.facts.fact import Fact

__all__ = ["Judgement", "Verdict", "judge"]


def judge(facts: Iterable[Fact], charter: Charter, now: int) -> Judgement:
    """All verdicts of a charter as of `now`, whatever the order in which facts are given and how often."""
    from shouwen.law.judge.plain.engine import judge as plain  # charters know verdicts: imported when asked

    return plain(facts, charter, now)
