"""`rank` as rows."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.rules.rank import Rank
from shouwen.law.judge.compile.head import bound, head, names_of
from shouwen.law.judge.compile.target import decimals
from shouwen.law.judge.rules import RankRule


def rank_rows(rule: Written[Rank], charter: Charter) -> Iterator[RankRule]:
    """The row of a rule."""
    body, by, exclude = rule.body, rule.body.by, rule.body.exclude
    yield RankRule(
        **head(rule, charter, body.of, body.where),
        measure="points" if by.points else "share" if by.share else "mean" if by.mean else "count",
        points=frozenset(by.points),
        inner=bound(by.share.where, charter) if by.share else (),
        field=by.mean.field if by.mean else None,
        decimals=decimals(by.mean, charter) if by.mean else 0,
        per=body.per,
        every=body.every,
        within=body.within is not None,
        sign=1 if body.better == "more" else -1,
        best=body.best.places if body.best else 0,
        worst=body.worst.places if body.worst else 0,
        sample=body.sample,
        barred=frozenset(exclude.of if exclude else ()),
        barred_where=bound(exclude.where, charter) if exclude else (),
        begin=names_of(body.during.from_, charter) if body.during else frozenset(),
        end=names_of(body.during.to, charter) if body.during else frozenset(),
    )
