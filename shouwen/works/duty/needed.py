"""What a group is judged from, out of the journal and the verdicts of the first stage."""

from __future__ import annotations

from shouwen.law.charter.charter import Charter
from shouwen.law.facts.fact import Fact
from shouwen.law.judge.live import GroupNeeds, group_needs
from shouwen.law.judge.verdict import Verdict
from shouwen.works.duty import store
from shouwen.works.journal import store as journal
from shouwen.works.journal.instants import to_datetime


def of_group(group: str, charter: Charter) -> tuple[list[Fact], list[Verdict]]:
    """The facts and verdicts a group is judged from; none when the charter has no such rule any more."""
    try:
        needs = group_needs(group, charter)
    except KeyError:
        return [], []
    of_key, key = _of_key(needs)
    within, span = _within(needs)
    facts: list[Fact] = []
    if needs.kinds:
        facts += journal.select(f"kind = ANY(%s){of_key}{within}", [list(needs.kinds), *key, *span])
    if needs.standing:
        facts += journal.select(f"kind = ANY(%s){of_key}", [list(needs.standing), *key])
    verdicts: list[Verdict] = []
    if needs.clauses:
        where = f"clause = ANY(%s) AND scope LIKE 'subject:%%'{of_key}{within}"
        verdicts = store.select(where, [list(needs.clauses), *key, *span])
    return facts, verdicts


def _of_key(needs: GroupNeeds) -> tuple[str, list[object]]:
    if needs.field is None:
        return "", []
    assert needs.field in ("staff", "unit", "customer", "subject")
    if needs.value is None:
        return f" AND {needs.field} IS NULL", []
    return f" AND {needs.field} = %s", [needs.value]


def _within(needs: GroupNeeds) -> tuple[str, list[object]]:
    bounds = [(" AND at >= %s", needs.from_at), (" AND at < %s", needs.to_at)]
    given = [(text, to_datetime(at)) for text, at in bounds if at is not None]
    return "".join(text for text, _ in given), [at for _, at in given]
