"""What is done in a hall: draw a number, open a counter, call, finish, pause, close. Each is one fact or a refusal.

All of one hall wait for each other, so that two clerks who press at the same moment call two different people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.db import connection, transaction
from django.utils import timezone

from shouwen.law.charter.queues import refusal
from shouwen.law.facts.fact import Fact, Value
from shouwen.words import Words
from shouwen.works.hall.day import (
    CALLED,
    CLOSED,
    DRAWN,
    LEFT,
    OPENED,
    PAUSED,
    RESUMED,
    SERVED,
    Counter,
    Day,
    Ticket,
    day_of,
)
from shouwen.works.journal import actions as journal
from shouwen.works.journal import charters
from shouwen.works.journal.instants import to_datetime, to_us
from shouwen.works.people import access
from shouwen.works.people.models import Staff
from shouwen.works.refusal import Refused

PRECEDENCE: Mapping[str, Words] = {
    "none": Words("无", "None"),
    "old": Words("老年人", "Old"),
    "weak": Words("体弱", "Weak"),
    "ill": Words("患病", "Ill"),
    "disabled": Words("残疾", "Disabled"),
}


@transaction.atomic
def draw(*, unit: str, business: str, precedence: str = "none", by: Staff) -> Ticket:
    """A number for somebody who has come. Errors: Refused unknown-queue, bad-field, not-allowed."""
    day = _enter(unit, by)
    line = day.line(business)
    if line is None:
        words = Words("请先选择要办的业务。", "Choose the business first.")
        raise Refused("unknown-queue", words, field="business")
    if precedence not in PRECEDENCE:
        words = Words("没有这种优先类别。", "There is no such precedence.")
        raise Refused("bad-field", words, field="precedence")
    number = f"{line.letter}{line.drawn + 1:03}"
    data: dict[str, Value] = {"number": number, "queue": line.key, "precedence": precedence}
    if "business" in charters.current().facts[DRAWN].data:
        data["business"] = business
    subject = f"{unit}/{timezone.localdate():%Y%m%d}/{number}"
    return Ticket(_record(day, DRAWN, subject, by, data))


@transaction.atomic
def open_counter(*, unit: str, name: str, by: Staff) -> Counter:
    """Begin to serve at a counter. Errors: Refused bad-counter, counter-taken."""
    day = _enter(unit, by)
    if not re.fullmatch(r"[0-9A-Za-z]{1,6}", name):
        words = Words("柜台号请填数字或字母，如 3。", "Give the counter a number or letters, such as 3.")
        raise Refused("bad-counter", words, field="counter")
    mine, taken = day.own(by.username), day.counter(name)
    if mine is not None and mine.name != name:
        words = Words(
            f"您还开着 {mine.name} 号柜台，请先结束服务。",
            f"You have counter {mine.name} open; close it first.",
        )
        raise Refused("counter-taken", words, field="counter", http=409)
    if taken.staff not in (None, by.username):
        words = Words(
            f"{name} 号柜台已有人在服务，请另选一个。",
            f"Somebody serves at counter {name}; take another one.",
        )
        raise Refused("counter-taken", words, field="counter", http=409)
    if mine is None:
        _record(day, OPENED, taken.code, by, {"counter": taken.code})
    return Counter(taken.code, name, by.username)


@transaction.atomic
def call(*, unit: str, business: str = "", ticket: str = "", by: Staff) -> Ticket:
    """Call whoever is next for a business, or a number by its subject; the one being served is called again.

    Errors: Refused counter-closed, counter-paused, still-serving, nobody-waits, not-next (with the clause).
    """
    day = _enter(unit, by)
    counter = _counter(day, by)
    if counter.paused:
        words = Words(
            "柜台正在暂停服务，恢复后才能叫号。", "The counter is paused; resume before you call anybody."
        )
        raise Refused("counter-paused", words, http=409)
    wanted = day.tickets.get(ticket) if ticket else _next(day, business)
    if wanted is None:
        raise Refused("nobody-waits", Words("现在没有人等候。", "Nobody is waiting."), http=409)
    if counter.serving and counter.serving.subject != wanted.subject:
        number = counter.serving.number
        words = Words(
            f"{number} 号还没有办完，请先办结或过号。",
            f"{number} is still being served; finish with that customer first.",
        )
        raise Refused("still-serving", words, http=409)
    data = {"number": wanted.number, "queue": wanted.queue, "counter": counter.code}
    _record(day, CALLED, wanted.subject, by, data)
    return wanted


@transaction.atomic
def finish(*, unit: str, left: bool = False, by: Staff) -> Ticket:
    """Done with the customer at the counter; `left`: the number was called in vain. Errors: nobody-served."""
    day = _enter(unit, by)
    counter = _counter(day, by)
    ticket = counter.serving
    if ticket is None:
        words = Words("柜台现在没有客户，请先叫号。", "There is no customer at the counter; call one first.")
        raise Refused("nobody-served", words, http=409)
    data = {"number": ticket.number, "queue": ticket.queue, "counter": counter.code}
    _record(day, LEFT if left else SERVED, ticket.subject, by, data)
    return ticket


@transaction.atomic
def pause(*, unit: str, resume: bool = False, by: Staff) -> None:
    """Put out or take in the sign 暂停服务. Errors: counter-closed, still-serving."""
    day = _enter(unit, by)
    counter = _counter(day, by)
    if counter.serving and not resume:
        words = Words(
            "先办完手上的客户，再放暂停服务牌。", "Finish with your customer before you put out the sign."
        )
        raise Refused("still-serving", words, http=409)
    if counter.paused is resume:
        _record(day, RESUMED if resume else PAUSED, counter.code, by, {"counter": counter.code})


@transaction.atomic
def close(*, unit: str, by: Staff) -> None:
    """Close the counter. Errors: counter-closed; still-waiting (with the clause), while the charter forbids it."""
    day = _enter(unit, by)
    counter = _counter(day, by)
    _record(day, CLOSED, counter.code, by, {"counter": counter.code})


def _enter(unit: str, by: Staff) -> Day:
    """The hall as it stands, with nobody else acting in it until this act is done."""
    access.require(by, f"hall.work:{unit}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"hall:{unit}"])
    return day_of(unit, charters.current())


def _counter(day: Day, by: Staff) -> Counter:
    counter = day.own(by.username)
    if counter is None:
        words = Words("您还没有开柜台，请先选柜台号。", "You have no counter open; choose one first.")
        raise Refused("counter-closed", words, http=409)
    return counter


def _next(day: Day, business: str) -> Ticket | None:
    line = day.line(business) if business else max(day.lines, key=lambda each: len(each.turns))
    return line.next if line else None


def _record(day: Day, kind: str, subject: str, by: Staff, data: Mapping[str, Value]) -> Fact:
    """One fact of the hall, unless the charter says that it is not its turn. Errors: Refused, with the clause."""
    at = to_us(timezone.now())
    act = Fact(kind, at, subject, "act", None, by.username, day.unit, None, data)
    told = refusal(charters.current(), act, day.facts)
    if told is not None:
        raise Refused(told.code, told.words, clause=told.clause, http=409)
    return journal.record(
        kind=kind,
        subject=subject,
        by=by.username,
        at=to_datetime(at),
        staff=by.username,
        unit=day.unit,
        data=data,
    )
