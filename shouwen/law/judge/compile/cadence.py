"""`cadence` as rows."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.rules.cadence import Cadence
from shouwen.law.judge.compile.head import head, names_of
from shouwen.law.judge.rules import CadenceRule
from shouwen.law.judge.rules.cadence import PartOf


def cadence_rows(rule: Written[Cadence], charter: Charter) -> Iterator[CadenceRule]:
    """The row of a rule."""
    body = rule.body
    during, part = body.during, body.part
    yield CadenceRule(
        **head(rule, charter, body.of, body.where),
        every=body.every,
        at_least=body.at_least,
        per=body.per,
        begin=names_of(during.from_ if during else (), charter),
        end=names_of(during.to if during else (), charter),
        days=body.days,
        part=PartOf("first" if part.first else "last", part.days) if part else None,
        drawn=body.drawn is not None,
    )
