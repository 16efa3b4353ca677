"""`check` as rows."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.rules.check import Check
from shouwen.law.judge.compile.head import bound, head
from shouwen.law.judge.rules import CheckRule


def check_rows(rule: Written[Check], charter: Charter) -> Iterator[CheckRule]:
    """The row of a rule."""
    body = rule.body
    yield CheckRule(
        **head(rule, charter, body.on, body.where), must=bound(body.must, charter), last=body.last
    )
