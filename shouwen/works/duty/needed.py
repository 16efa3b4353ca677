"""What a group is judged from, out of the journal and the verdicts of the first stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shouwen.law.charter.charter import Charter
from shouwen.law.facts.fact import Fact, read
from shouwen.law.judge.live import GroupNeeds, group_needs
from shouwen.law.judge.verdict import Verdict
from shouwen.works.duty import store
from shouwen.works.journal import store as journal
from shouwen.works.journal.instants import to_datetime

_COLUMNS = ("staff", "unit", "customer", "subject")
"""The fields the database picks by. Others are few within a period, and compared as the law compares them."""


def of_group(group: str, charter: Charter) -> tuple[list[Fact], list[Verdict]]:
    """The facts and verdicts a group is judged from; none when the charter has no such rule any more."""
    try:
        needs = group_needs(group, charter)
    except KeyError:
        return [], []
    within, span = _within(needs)
    facts: list[Fact] = []
    if needs.kinds:
        facts += _select(needs, needs.kinds, within, span)
    if needs.standing:
        facts += _select(needs, needs.standing, "", [])
    if needs.general:
        facts += journal.select("kind = ANY(%s)", [list(needs.general)])
    verdicts: list[Verdict] = []
    if needs.clauses:
        subjects = " AND scope LIKE 'subject:%%'" if needs.stage == 2 else ""
        of_key, key = _of_key(needs)
        where = f"clause = ANY(%s){subjects}{of_key}{within}"
        verdicts = store.select(where, [list(needs.clauses), *key, *span])
    if needs.field is not None and needs.field not in _COLUMNS:
        facts = [
            fact for fact in facts if read(fact, needs.field) == needs.value or fact.kind in needs.general
        ]
    return facts, verdicts


def _select(needs: GroupNeeds, kinds: Iterable[str], within: str, span: list[object]) -> Iterator[Fact]:
    """The facts of these kinds that count for the key, by the column or by the field of whom they are about."""
    fields: dict[str | None, list[str]] = {}
    for kind in sorted(kinds):
        fields.setdefault(needs.about.get(kind), []).append(kind)
    for field, some in fields.items():
        of_key, key = _of_key(needs, field)
        yield from journal.select(f"kind = ANY(%s){of_key}{within}", [some, *key, *span])


def _of_key(needs: GroupNeeds, about: str | None = None) -> tuple[str, list[object]]:
    if needs.field not in _COLUMNS:
        return "", []
    if about:
        return " AND nullif(data ->> %s, '') IS NOT DISTINCT FROM %s", [about, needs.value]
    if needs.value is None:
        return f" AND {needs.field} IS NULL", []
    return f" AND {needs.field} = %s", [needs.value]


def _within(needs: GroupNeeds) -> tuple[str, list[object]]:
    bounds = [(" AND at >= %s", needs.from_at), (" AND at < %s", needs.to_at)]
    given = [(text, to_datetime(at)) for text, at in bounds if at is not None]
    return "".join(text for text, _ in given), [at for _, at in given]
