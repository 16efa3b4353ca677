"""What befalls one matter of the demo from first contact to the end: steps with their instants, people and forms.

Each story is a generator of acts over a clock that only runs forward; the month cuts them off at the present,
which is how open, nearly due and overdue matters come about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from shouwen.project.demo import corpus
from shouwen.project.demo.people import Caller

HOTLINE = ("hotline", "hotline2", "hotline3", "hotline4")
CLERKS = {"cd-ting": ("clerk", "clerk2"), "cx-ting": ("clerk3", "clerk4"), "ld-ting": ("clerk5",)}
CREWS = {
    "cd-qx": ("leader", "crew", "crew2"),
    "cx-qx": ("leader2", "crew3", "crew4"),
    "ld-qx": ("leader3", "crew5"),
    "sl-qx": ("leader4", "crew6"),
}
REACH = {"urban": ("cd-qx", "cx-qx"), "rural": ("ld-qx",), "remote": ("sl-qx",)}
TRAVEL = {"urban": (12, 30), "rural": (30, 68), "remote": (52, 98)}
LIMIT = {"urban": 45, "rural": 90, "remote": 120}


@dataclass(frozen=True, slots=True)
class Act:
    """One step taken by one person; `unit` is set where the story begins."""

    step: str
    at: datetime
    by: str
    data: Mapping[str, Any] = field(default_factory=dict)
    unit: str | None = None


class Pace:
    """A clock that runs forward by chance, and the chances themselves."""

    def __init__(self, rng: Random, at: datetime) -> None:
        self.rng, self.at = rng, at

    def after(self, least: float, most: float) -> datetime:
        """So many minutes later."""
        self.at += timedelta(seconds=round(self.rng.uniform(least, most) * 60))
        return self.at

    def office(self, days: int = 0) -> datetime:
        """A moment of office hours: later today or on the next working weekday, `days` further on."""
        day = self.at + timedelta(days=days)
        if days or day.hour >= 16:
            day = datetime.combine((day if days else day + timedelta(days=1)).date(), time(8, 40), day.tzinfo)
        if day.hour < 9:
            day = day.replace(hour=8, minute=40)
        while day.weekday() >= 5:
            day += timedelta(days=1)
        self.at = max(self.at, day) + timedelta(seconds=self.rng.randint(120, 5400))
        return self.at

    def chance(self, share: float) -> bool:
        return self.rng.random() < share


def repair(pace: Pace, caller: Caller, *, neglected: bool = False) -> Iterator[Act]:
    """A fault: taken in by the hotline, dispatched, reached, mended, reported back, asked after, closed."""
    rng = pace.rng
    fault = rng.choices(corpus.FAULTS, [each.weight for each in corpus.FAULTS])[0]
    agent = rng.choice(HOTLINE)
    crew = rng.choice(REACH[caller.area])
    leader, *members = CREWS[crew]
    man = rng.choice(members) if members and pace.chance(0.7) else leader
    began = pace.at
    yield Act("reported", began, agent, {
        "customer": caller.code, "contact": caller.phone, "address": caller.address, "area": caller.area,
        "kind": fault.kind, "content": rng.choice(fault.said),
    }, unit="rx")  # fmt: skip
    if pace.chance(0.04):
        yield Act("withdrawn", pace.after(3, 15), agent, {"reason": rng.choice(corpus.WITHDRAWN)})
        return
    yield Act("dispatched", pace.after(1, 6), agent, {"crew": crew})
    if neglected:
        return
    yield from _visit(pace, fault, caller.area, began, man)
    if pace.chance(0.03):
        again = rng.choice(HOTLINE)
        yield Act("reopened", pace.after(60, 900), again, {"reason": rng.choice(corpus.COMPLAINTS_AGAIN)})
        yield Act("dispatched", pace.after(1, 6), again, {"crew": crew})
        yield from _visit(pace, fault, caller.area, pace.at, man)
    yield from _afterwards(pace, rng.choice(HOTLINE))


def _visit(pace: Pace, fault: corpus.Fault, area: str, began: datetime, man: str) -> Iterator[Act]:
    """From the dispatch to the report that all is done."""
    yield Act("address_confirmed", pace.after(1, 4), man, _ticks("identity", "address_right"))
    yield Act(
        "departed",
        pace.after(1, 5),
        man,
        _ticks("clothes", "helmet", "card", "shoes", "tools", "material", "safety"),
    )
    yield from _way(pace, area, began, man)
    yield from _on_site(pace, fault, man)


def _way(pace: Pace, area: str, began: datetime, man: str) -> Iterator[Act]:
    """Until arrival; those who see that they will be late mostly say so in time."""
    least, most = TRAVEL[area]
    limit = began + timedelta(minutes=LIMIT[area])
    arrival = pace.at + timedelta(seconds=round(pace.rng.uniform(least, most) * 60))
    if pace.chance(0.09):
        arrival = limit + timedelta(seconds=pace.rng.randint(40, 2400))
    if arrival > limit and pace.chance(0.7):
        cause, minutes = pace.rng.choice(corpus.LATE_REASONS), pace.rng.choice((10, 15, 20, 30))
        pace.at = max(pace.at, limit - timedelta(minutes=pace.rng.randint(4, 9)))
        yield Act("delay_told", pace.at, man, {"cause": cause, "minutes": minutes, "apologised": True})
        if pace.chance(0.85):
            yield Act("delay_reported", pace.after(0.5, 3), man, {"cause": cause, "minutes": minutes})
    pace.at = max(pace.at, arrival)
    yield Act("arrived", pace.at, man, _ticks("introduced", "certificate"))
    if pace.chance(0.995):
        yield Act("arrival_told", pace.after(0.5, 7) if pace.chance(0.94) else pace.after(11, 20), man)


def _on_site(pace: Pace, fault: corpus.Fault, man: str) -> Iterator[Act]:
    rng = pace.rng
    yield Act("located", pace.after(4, 14), man, {
        "place": rng.choice(("户内", "表箱处", "楼道分支箱", "变台下", "入户杆")), "equipment": fault.equipment,
        "appearance": fault.cause, "ownership": "customer" if fault.own else "company", "cause": fault.cause,
    })  # fmt: skip
    if fault.own and pace.chance(0.12):
        yield Act("left_to_customer", pace.after(2, 6), man, _ticks("safety_reminded"))
    else:
        charge = rng.choice((30, 45, 60, 85)) if fault.own else None
        if charge:
            yield Act(
                "charge_confirmed", pace.after(2, 5), man, {"charge": charge, **_ticks("explained", "agreed")}
            )
        yield Act("started", pace.after(1, 6), man, _ticks("safety_taken"))
        yield Act("restored", pace.after(*fault.minutes), man, {
            "measures": fault.measures, **({"charge": charge, "material": fault.equipment} if charge else {}),
            **_ticks("safety_told", "site_swept", "tools_in_order", "material_in_order", "other_needs_asked"),
        })  # fmt: skip
    reported = pace.after(1, 7) if pace.chance(0.95) else pace.after(11, 35)
    yield Act("done_reported", reported, man, _ticks("thanked", "hotline_left"))


def _afterwards(pace: Pace, agent: str) -> Iterator[Act]:
    if pace.at.hour >= 21 or pace.at.hour < 8:
        pace.at = _morning(pace.at)
    yield Act("followed_up", pace.after(40, 300), agent, _asked(pace))
    yield Act("closed", pace.after(1, 20), agent)


def complaint(pace: Pace, caller: Caller, *, neglected: bool = False) -> Iterator[Act]:
    """A complaint: heard, passed on, contacted, answered, asked after, closed."""
    rng = pace.rng
    text, kind = rng.choice(corpus.TROUBLES)
    hall = rng.choice(list(CLERKS))
    channel = rng.choices(("phone", "counter", "book", "online"), (50, 28, 12, 10))[0]
    clerk, unit = (
        (rng.choice(HOTLINE), "rx") if channel in ("phone", "online") else (rng.choice(CLERKS[hall]), hall)
    )
    direct = pace.chance(0.25)
    content = text.format(unit="营业厅", street=caller.street)
    yield Act("received", pace.at, clerk, {
        "customer": caller.code, "contact": caller.phone, "channel": channel, "kind": kind, "content": content,
        "direct": direct, "in_service": False, "thanked": True,
    }, unit=unit)  # fmt: skip
    yield Act("heard", pace.after(2, 8), clerk)
    if neglected:
        return
    department = rng.choice(("yj", "yx"))
    officer = {"yj": "repairs", "yx": rng.choice(("officer", "officer2"))}[department]
    if not direct:
        at = pace.after(1, 7) if pace.chance(0.9) else pace.after(12, 55)
        yield Act("passed", at, clerk, {"department": department})
    if pace.chance(0.04):
        yield Act("withdrawn", pace.office(), clerk, {"reason": rng.choice(corpus.WITHDRAWN)})
        return
    handler = clerk if direct else officer
    yield Act(
        "contacted", pace.office() if pace.chance(0.92) else pace.office(2), handler, {"reached": "phone"}
    )
    yield Act("explained", pace.after(3, 20), handler, {"note": "已向客户说明核查安排和答复时间。"})
    found, done = rng.choice(corpus.FINDINGS)
    found = found.format(n=rng.randint(30, 260))
    if not direct:
        yield Act("opined", pace.office(rng.randint(1, 3)), officer, {"opinion": found})
    yield Act("answered", pace.office(0 if direct else 1), handler, {"answer": found + done})
    agent = rng.choice(HOTLINE) if unit == "rx" else "station" if unit == "ld-ting" else "supervisor"
    yield from _complaint_end(pace, caller, agent, channel, content, found)


def _complaint_end(
    pace: Pace, caller: Caller, agent: str, channel: str, content: str, found: str
) -> Iterator[Act]:
    if channel == "book":
        day = pace.after(10, 60)
        yield Act("booked", day, agent, {
            "contact": caller.phone, "complaint": content, "opinion": found, "handled_on": day.date().isoformat(),
        })  # fmt: skip
    pace.office(pace.rng.randint(0, 2))
    if pace.chance(0.08):
        yield Act("followed_up", pace.at, agent, _asked(pace, "dissatisfied"))
        yield Act("reopened", pace.after(5, 30), agent, {"reason": pace.rng.choice(corpus.COMPLAINTS_AGAIN)})
        yield Act("contacted", pace.office(), agent, {"reached": "phone"})
        yield Act("answered", pace.office(1), agent, {"answer": "已由主管重新核查并当面向客户说明。"})
        pace.office(1)
    yield Act("followed_up", pace.at, agent, _asked(pace))
    yield Act("closed", pace.after(2, 40), agent)


def report(pace: Pace, caller: Caller | None, *, neglected: bool = False) -> Iterator[Act]:
    """A report of misconduct: recorded, passed to discipline, verified, answered."""
    rng = pace.rng
    clerk, unit, channel = (
        ("clerk", "cd-ting", "counter") if pace.chance(0.5) else (rng.choice(HOTLINE), "rx", "phone")
    )
    contact = {"contact": caller.phone} if caller else {}
    yield Act("recorded", pace.at, clerk, {
        "channel": channel, "content": rng.choice(corpus.REPORTS), "thanked": True, "confirmed_with_customer": True, **contact,
    }, unit=unit)  # fmt: skip
    yield Act("passed", pace.after(1, 8), clerk, {"department": "jj"})
    if neglected:
        return
    yield Act("verified", pace.office(rng.randint(3, 8)), "discipline", {
        "verification": rng.choice(corpus.VERIFICATIONS), "proven": rng.choice(("full", "partly", "none")),
    })  # fmt: skip
    answered = pace.office(1)
    yield Act("answered", answered, "discipline", {
        "answer": "已将核实情况和处理结果告知举报人。", "answered_on": answered.date().isoformat(),
    })  # fmt: skip
    yield Act("followed_up", pace.office(1), "discipline", _asked(pace))
    yield Act("closed", pace.after(5, 30), "discipline")


def consultation(pace: Pace, caller: Caller) -> Iterator[Act]:
    """A question, mostly answered at once."""
    rng = pace.rng
    question, answer, kind = rng.choice(corpus.QUESTIONS)
    counter = pace.chance(0.35) and 9 <= pace.at.hour < 17 and pace.at.weekday() < 5
    hall = rng.choice(list(CLERKS))
    clerk, unit = (rng.choice(CLERKS[hall]), hall) if counter else (rng.choice(HOTLINE), "rx")
    yield Act("asked", pace.at, clerk, {
        "customer": caller.code, "contact": caller.phone, "channel": "counter" if counter else "phone", "kind": kind, "content": question,
    }, unit=unit)  # fmt: skip
    if pace.chance(0.1):
        yield Act("kept_open", pace.after(3, 8), clerk, {
            "telephone": caller.phone, "enquiry": question, "why_not": "需向营销部核实最新规定",
        })  # fmt: skip
        yield Act("answered", pace.office(1), clerk, {"answer": answer})
        return
    yield Act("answered", pace.after(2, 9), clerk, {"answer": answer})


def standby(pace: Pace, crew: str, until: datetime) -> Iterator[Act]:
    """A crew on call: three shifts a day, of which now and then one stays empty."""
    leader, *members = CREWS[crew]
    yield Act("put_on_call", pace.at, leader, unit=crew)
    while pace.at < until:
        for shift in ("day", "evening", "night"):
            pace.at = pace.at + timedelta(hours=8)
            if not pace.chance(0.012):
                who = pace.rng.choice((leader, *members))
                yield Act("staffed", pace.at, who, {"shift": shift, "people": pace.rng.choice((2, 2, 3, 4))})


def _ticks(*names: str) -> dict[str, bool]:
    return dict.fromkeys(names, True)


def _asked(pace: Pace, satisfied: str | None = None) -> dict[str, str]:
    """The form of a follow-up on the day of the clock."""
    satisfied = satisfied or pace.rng.choices(("satisfied", "partly", "dissatisfied"), (80, 15, 5))[0]
    remark = (
        "对处理结果不满意，要求重新核查。" if satisfied == "dissatisfied" else pace.rng.choice(corpus.REMARKS)
    )
    return {"satisfied": satisfied, "followed_on": pace.at.date().isoformat(), "remarks": remark}


def _morning(at: datetime) -> datetime:
    day = at if at.hour < 8 else at + timedelta(days=1)
    return day.replace(hour=8, minute=30, second=0)
