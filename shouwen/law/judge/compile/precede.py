"""`precede` as rows."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.rules.precede import Precede
from shouwen.law.judge.compile.head import head
from shouwen.law.judge.rules import PrecedeRule


def precede_rows(rule: Written[Precede], charter: Charter) -> Iterator[PrecedeRule]:
    """The row of a rule."""
    body = rule.body
    yield PrecedeRule(
        **head(rule, charter, (body.trigger,), body.where),
        what=frozenset(body.what),
        direction="before" if body.before else "after",
        until=frozenset(body.until),
    )
