"""`assign` with `even` as rows."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.rules.assign import Assign
from shouwen.law.judge.compile.head import head, names_of
from shouwen.law.judge.rules.even import EvenRule


def even_rows(rule: Written[Assign], charter: Charter) -> Iterator[EvenRule]:
    """The row of a rule; none of the other sorts of assignment."""
    if even := rule.body.even:
        yield EvenRule(
            **head(rule, charter, even.of, even.where),
            begin=names_of(even.among.from_, charter),
            end=names_of(even.among.to, charter),
            per=even.per,
            every=even.every,
            apart=even.apart,
        )
