"""`queue` as rows."""

from __future__ import annotations

from collections.abc import Iterator

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.charter import Rule as Written
from shouwen.law.charter.language.rules.queue import Queue
from shouwen.law.judge.compile.head import bound, head
from shouwen.law.judge.rules.queue import QueueRule


def queue_rows(rule: Written[Queue], charter: Charter) -> Iterator[QueueRule]:
    """The row of a rule."""
    body = rule.body
    yield QueueRule(
        **head(rule, charter, body.triggers, body.where),
        arrive=frozenset(body.arrive),
        ends=frozenset((*body.serve, *body.leave, *body.done)),
        leave=frozenset(body.leave),
        empty=bool(body.empty_before),
        first=bound(body.first, charter),
        per=body.per,
    )
