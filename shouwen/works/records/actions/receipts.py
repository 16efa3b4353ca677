"""Receipts of reading: I have read this principle. Said for oneself only, and once a version of the charter's words."""

from __future__ import annotations

from django.db import transaction

from shouwen.law.facts.fact import Fact
from shouwen.words import Words
from shouwen.works.journal import actions as journal
from shouwen.works.journal import charters, store
from shouwen.works.people.models import Staff
from shouwen.works.people.standing import standing
from shouwen.works.records import once
from shouwen.works.records.queries import receipts
from shouwen.works.refusal import NotAllowed


def confirm_read(*, clause: str, by: Staff) -> Fact:
    """Record that the reader has read a principle that asks for a receipt; a second time is the same receipt.

    Errors: NotAllowed; Refused bad-field.
    """
    stood = standing(by)
    if stood is None:
        raise NotAllowed
    known = charters.current().principles
    if clause not in known or not known[clause].receipt:
        asking = "、".join(number for number, each in known.items() if each.receipt)
        raise once.unknown(Words("须回执的条款", "clause with a receipt"), asking, "clause")
    id = receipts.receipt_id(by.username, charters.current().clauses[clause])
    with transaction.atomic():
        if stored := store.select("id = %s", [id]):
            return stored[0]
        return journal.record(
            kind="handbook.read", subject=f"staff:{by.username}", by=by.username, staff=by.username,
            unit=stood.home.code, data={"clause": clause}, id=id,
        )  # fmt: skip
