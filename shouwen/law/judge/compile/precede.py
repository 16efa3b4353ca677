"""`precede` as rows."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.rules.precede import Precede
from shouwen.law.judge.compile.head import head, names_of
from shouwen.law.judge.rules import PrecedeRule


def precede_rows(rule: Written[Precede], charter: Charter) -> Iterator[PrecedeRule]:
    """The row of a rule."""
    body = rule.body
    yield PrecedeRule(
        **head(rule, charter, body.triggers, body.where),
        what=names_of(body.what, charter),
        direction="before" if body.before else "after",
        until=names_of(body.until, charter),
        ends=names_of(body.ends, charter),
        answers=body.answers or ("trigger" if body.before else "what"),
    )
