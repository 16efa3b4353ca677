"""Who has read which principle, as its words stand today: an amended text asks for a new receipt."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime

from shouwen.law.charter.language import Clause
from shouwen.works.journal import charters, store
from shouwen.works.journal.instants import to_datetime


def receipt_id(username: str, clause: Clause) -> str:
    """The id of the fact that this person has read this clause in these words."""
    words = hashlib.sha256(f"{clause.says.zh}\n{clause.says.en}".encode()).hexdigest()[:8]
    return f"read-{username}-{clause.clause}-{words}"


def asking() -> list[Clause]:
    """The principles that ask for a receipt, in the order of the charter."""
    charter = charters.current()
    return [charter.clauses[number] for number, each in charter.principles.items() if each.receipt]


def read_by(usernames: Iterable[str]) -> Mapping[tuple[str, str], datetime]:
    """When each of these people read each of these principles, by staff code and clause."""
    wanted = {receipt_id(name, clause): (name, clause.clause) for name in usernames for clause in asking()}
    found = store.select("id = ANY(%s)", [list(wanted)]) if wanted else []
    return {wanted[fact.id]: to_datetime(fact.at) for fact in found}
