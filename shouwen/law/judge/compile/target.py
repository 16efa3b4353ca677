"""`target` as rows."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.rules.target import Target
from shouwen.law.judge.compile.head import bound, head
from shouwen.law.judge.rules import TargetRule


def target_rows(rule: Written[Target], charter: Charter) -> Iterator[TargetRule]:
    """The row of a rule."""
    body = rule.body
    aim = body.at_least or body.at_most
    assert aim is not None  # the language insists on exactly one
    yield TargetRule(
        **head(rule, charter, body.of, body.where),
        measure="kept" if body.kept else "share" if body.share else "mean" if body.mean else "count",
        kept=frozenset(body.kept),
        inner=bound(body.share.where, charter) if body.share else (),
        field=body.mean.field if body.mean else None,
        per=body.per,
        every=body.every,
        sign=1 if body.at_least else -1,
        over=aim.over,
        under=aim.under,
        bound=aim.text,
        sample=body.sample,
    )
