"""What is said, written down: turn by turn while people talk, or brought in as a transcript."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from shouwen.law.charter.language.rules.phrase import NONE
from shouwen.law.facts.fact import Fact, Value
from shouwen.law.judge.rules.phrase import ENDED, SAID
from shouwen.words import Words
from shouwen.works.journal import actions as journal
from shouwen.works.journal import charters
from shouwen.works.journal.instants import to_us
from shouwen.works.people import access
from shouwen.works.people.models import Staff
from shouwen.works.refusal import NotFound, Refused
from shouwen.works.speech import queries, transcript

LONGEST = 2000


def new_talk() -> str:
    """A name for a conversation that begins."""
    return f"T{timezone.localdate():%Y%m%d}-{secrets.token_hex(3)}"


@transaction.atomic
def say(
    *,
    talk: str,
    speaker: str,
    text: str,
    by: Staff,
    channel: str = "",
    situations: Collection[str] = (),
    position: str = "",
    to: str = "",
    language: str = "",
    slots: Mapping[str, Value] | None = None,
) -> Fact:
    """One turn, said now. Without a situation it is none that any rule names.

    Errors: Refused nothing-said, talk-over, unknown-situation, unknown-channel, and those of the journal.
    """
    access.require(by, "talk.record")
    text = text.strip()[:LONGEST]
    if not text:
        words = Words("请写下说的话。", "Write down what was said.")
        raise Refused("nothing-said", words, field="text", http=422)
    _must_go_on(talk, by)
    _must_be_known("situation", situations, charters.current().header.situations)
    _must_be_known("channel", (channel,) if channel else (), charters.current().header.channels)
    stood = access.standing(by)
    assert stood is not None
    data: dict[str, Value] = {
        **(slots or {}),
        "text": text,
        "speaker": speaker,
        "channel": channel,
        "situation": " ".join(situations) or NONE,
    }
    if speaker == "staff":
        data |= {"position": position, "to": to, "language": language, "post": stood.posted[0][0]}
    return journal.record(
        kind=SAID,
        subject=talk,
        by=by.username,
        staff=by.username if speaker == "staff" else None,
        unit=stood.home.code,
        data=data,
    )


@transaction.atomic
def finish(*, talk: str, by: Staff) -> Fact:
    """The conversation is over. Errors: NotFound for one this person does not see; Refused talk-over."""
    access.require(by, "talk.record")
    if not queries.facts_of(by, talk):
        raise NotFound
    _must_go_on(talk, by)
    stood = access.standing(by)
    assert stood is not None
    return journal.record(
        kind=ENDED,
        subject=talk,
        by=by.username,
        staff=by.username,
        unit=stood.home.code,
    )


@transaction.atomic
def bring_in(*, content: bytes, by: Staff) -> list[str]:
    """A transcript whose conversations are over; their names, in the order of the file. All or none.

    One's own words anybody may bring in; those of others only who leads their unit. Errors: Refused bad-transcript,
    unknown-staff, not-allowed, and those of the journal.
    """
    access.require(by, "talk.record")
    lines = transcript.read(content)
    units = _units(lines, by)
    facts = [_fact(line, units) for line in lines]
    last: dict[str, datetime] = {}
    for line in lines:
        last[line.talk] = max(last.get(line.talk, line.at), line.at)
    ends = [
        Fact(ENDED, to_us(at + timedelta(seconds=1)), talk, unit=units.get(None)) for talk, at in last.items()
    ]
    journal.record_many([*facts, *ends], by=by.username)
    return list(last)


def _fact(line: transcript.Line, units: Mapping[str | None, str]) -> Fact:
    data: dict[str, Value] = {**line.data, "text": line.text, "speaker": line.speaker}
    if "situation" in data:
        _must_be_known(
            "situation", set(str(data["situation"]).split()) - {NONE}, charters.current().header.situations
        )
    if "channel" in data:
        _must_be_known("channel", (str(data["channel"]),), charters.current().header.channels)
    staff = line.staff if line.speaker == "staff" else None
    unit = units[staff] if staff in units else units[None]
    return Fact(SAID, to_us(line.at), line.talk, staff=staff, unit=unit, customer=line.customer, data=data)


def _units(lines: Sequence[transcript.Line], by: Staff) -> dict[str | None, str]:
    """The unit of everybody who speaks, each asked for the right to bring in their words; None is whoever brings."""
    stood = access.standing(by)
    assert stood is not None
    found: dict[str | None, str] = {None: stood.home.code}
    for line in lines:
        if line.speaker != "staff" or line.staff in found:
            continue
        person = Staff.objects.filter(username=line.staff or "").first()
        theirs = access.standing(person) if person else None
        if theirs is None:
            words = Words(
                f"第 {line.number} 行：没有在岗员工「{line.staff or ''}」。",
                f"Line {line.number}: nobody with the code '{line.staff or ''}' has a post today.",
            )
            raise Refused("unknown-staff", words, field="staff", http=422)
        if person != by:
            access.require(by, f"talk.record:{theirs.home.code}")
        found[line.staff] = theirs.home.code
    return found


def _must_go_on(talk: str, by: Staff) -> None:
    """Turns of one conversation wait for each other; one that is over takes none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"talk {talk}"])
    known = queries.all_of(talk)
    if known and not queries.facts_of(by, talk):
        raise NotFound
    if any(fact.kind == ENDED for fact in known):
        words = Words("这场谈话已经结束。", "This conversation is over.")
        raise Refused("talk-over", words, http=409)


def _must_be_known(what: str, names: Collection[str], known: Mapping[str, Words]) -> None:
    for name in names:
        if name not in known:
            listed = ", ".join(known)
            words = Words(
                f"没有「{name}」；可用：{listed}。", f"There is no {what} '{name}'; known are: {listed}."
            )
            raise Refused(f"unknown-{what}", words, field=what, http=422)
