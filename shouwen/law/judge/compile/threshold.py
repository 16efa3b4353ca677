"""`threshold` as rows."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.rules.threshold import Threshold
from shouwen.law.judge.compile.head import head
from shouwen.law.judge.rules import ThresholdRule
from shouwen.law.worktime.instants import DAY


def threshold_rows(rule: Written[Threshold], charter: Charter) -> Iterator[ThresholdRule]:
    """The row of a rule."""
    body = rule.body
    days, months = body.rolling_days, body.rolling_months
    rolling = days or months or body.in_ == "ever"
    yield ThresholdRule(
        **head(rule, charter, body.count, body.where),
        breaches=frozenset(body.breaches),
        per=body.per,
        every=None if rolling else body.in_,  # type: ignore[arg-type]
        window=days * DAY if days else None,
        months=months,
        row=body.row,
        days=body.days,
        once=body.once,
        reaches=body.reaches,
    )
