"""`target` as rows."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.rules.target import Mean, Target
from shouwen.law.judge.compile.head import bound, head, names_of
from shouwen.law.judge.rules import TargetRule

_DECIMALS = {"number": 6, "money": 2}


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
        decimals=decimals(body.mean, charter) if body.mean else 0,
        begin=names_of(body.during.from_ if body.during else (), charter),
        end=names_of(body.during.to if body.during else (), charter),
        formula=body.formula,
    )


def decimals(mean: Mean, charter: Charter) -> int:
    """How many decimals the numbers of a mean may have: by the type of their field."""
    known = (charter.facts[kind].data.get(mean.field) for kind in mean.of if kind in charter.facts)
    return max((_DECIMALS.get(field.type, 0) for field in known if field), default=0)
