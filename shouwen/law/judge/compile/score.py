"""`score` as rows."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.rules.score import Score
from shouwen.law.judge.compile.head import head
from shouwen.law.judge.rules import ScoreRule


def score_rows(rule: Written[Score], charter: Charter) -> Iterator[ScoreRule]:
    """The row of a rule."""
    body = rule.body
    yield ScoreRule(
        **head(rule, charter, body.on, body.where),
        to=body.to,
        points=body.points,
        money=body.money,
        kth=body.kth,
    )
