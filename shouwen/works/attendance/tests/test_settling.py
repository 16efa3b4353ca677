"""Shifts are settled after their end, and again when anything they rest on changes; nothing is recorded twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from shouwen.works.attendance import actions, clock, settling
from shouwen.works.attendance.models import Mark, Shift
from shouwen.works.attendance.tests.conftest import at
from shouwen.works.journal.models import Fact
from shouwen.works.matters import actions as matters
from shouwen.works.people.tests.cast import Cast
from shouwen.works.refusal import Refused

pytestmark = pytest.mark.django_db
Give = Callable[..., Shift]


def settled() -> list[dict[str, object]]:
    return [fact.data for fact in Fact.objects.filter(kind="attendance.settled").order_by("at")]


def run() -> None:
    settling.look()
    while settling.settle_due():
        pass


def log(cast: Cast, *rows: tuple[str, str], staff: str = "owner") -> None:
    clock.bring_in(rows=[clock.Row(staff, at(f"03-02 {when}"), way) for way, when in rows], by=cast.boss)


def test_a_shift_is_settled_once_after_its_end(cast: Cast, give: Give) -> None:
    shift = give()
    log(cast, ("in", "08:37"), ("out", "17:31"))
    run()
    run()
    (data,) = settled()
    assert (data["late_minutes"], data["early_minutes"], data["absence"]) == (7, 0, "none")
    fact = Fact.objects.get(kind="attendance.settled")
    assert (fact.subject, fact.staff, fact.unit, fact.at) == (shift.code, "owner", "hall", at("03-02 17:30"))


def test_nothing_is_settled_while_the_shift_runs(cast: Cast, give: Give) -> None:
    give(day=timezone.localdate() + timedelta(days=1))
    run()
    assert settled() == []


def test_a_correction_filed_late_is_recorded_anew_for_the_same_shift_and_day(cast: Cast, give: Give) -> None:
    shift = give()
    log(cast, ("out", "17:31"))
    run()
    asked = actions.ask_correction(
        shift=shift, way="in", at=at("03-02 08:28"), reason="打卡机没有反应", by=cast.owner
    )
    actions.decide_correction(correction=asked, granted=True, by=cast.boss)
    run()
    before, after = settled()
    assert (before["absence"], after["absence"], after["late_minutes"]) == ("no_clock_in", "none", 0)
    first, second = Fact.objects.filter(kind="attendance.settled").order_by("at")
    assert first.subject == second.subject and second.at - first.at == timedelta(microseconds=1)


def test_a_granted_time_takes_the_place_of_what_the_clock_says(cast: Cast, give: Give) -> None:
    shift = give()
    log(cast, ("in", "09:10"), ("out", "17:31"))
    asked = actions.ask_correction(
        shift=shift, way="in", at=at("03-02 08:55"), reason="大门停电", by=cast.owner
    )
    actions.decide_correction(correction=asked, granted=True, by=cast.boss)
    run()
    assert settled()[-1]["late_minutes"] == 25
    assert Mark.objects.get(at=at("03-02 09:10")).struck_at is not None


def test_a_leave_approved_in_time_excuses_and_the_job_sees_it_by_itself(cast: Cast, give: Give) -> None:
    shift = give()
    data = {"leave_type": "personal", "from_on": "2026-03-02", "until_on": "2026-03-02", "emergency": False}
    leave = matters.open_matter(
        flow="leave", step="requested", data=data, by=cast.owner, at=at("03-01 09:00")
    )
    run()
    assert settled()[-1]["absence"] == "leave_not_approved"
    matters.advance(
        matter=leave,
        step="approved",
        data={"granted_days": 1},
        by=cast.boss,
        revision=1,
        at=at("03-01 10:00"),
    )
    run()
    assert (settled()[-1]["absence"], settled()[-1]["status"]) == ("none", "personal_leave")
    shift.refresh_from_db()
    assert shift.revision == 2


def test_a_cancelled_shift_owes_nothing_any_more(cast: Cast, give: Give) -> None:
    shift = give()
    run()
    actions.cancel(shift=shift, by=cast.boss)
    run()
    assert [(each["absence"], each["presence"]) for each in settled()] == [
        ("no_leave", "away"),
        ("none", "off"),
    ]


def test_a_shift_changed_to_a_trip_is_another_shift(cast: Cast, give: Give) -> None:
    shift = give()
    run()
    from shouwen.law.attendance.plan import shift_of
    from shouwen.law.worktime.spec import read_span
    from shouwen.works.attendance.tests.conftest import clocked_shop

    trip = shift_of(shift.day, read_span("09:00-18:00"), "Asia/Shanghai", clocked_shop().calendars["office"])
    changed = actions.change(shift=shift, planned=trip, kind="trip", by=cast.boss)
    run()
    last = {fact.subject: fact.data for fact in Fact.objects.filter(kind="attendance.settled").order_by("at")}
    assert (last[shift.code]["presence"], last[changed.code]["presence"]) == ("off", "trip")


def test_the_same_log_twice_is_one(cast: Cast, give: Give) -> None:
    give()
    rows = [clock.Row("owner", at("03-02 08:37"), "in")]
    assert [clock.bring_in(rows=rows, by=cast.boss) for _ in range(2)] == [1, 0]
    assert Fact.objects.filter(kind="shift.clocked_in").count() == 1


def test_two_taps_on_the_button_are_one_mark(cast: Cast) -> None:
    assert clock.clock(by=cast.owner, way="in") == clock.clock(by=cast.owner, way="in")
    assert clock.clock(by=cast.owner, way="out").way == "out"


@pytest.mark.parametrize(
    ("who", "code"), [("owner", "not-allowed"), ("stranger", "not-allowed"), ("fitter", "not-allowed")]
)
def test_only_who_leads_plans_strikes_and_decides(cast: Cast, give: Give, who: str, code: str) -> None:
    shift = give()
    asked = actions.ask_correction(shift=shift, way="in", at=at("03-02 08:28"), reason="忘记", by=cast.owner)
    with pytest.raises(Refused) as told:
        actions.decide_correction(correction=asked, granted=True, by=getattr(cast, who))
    assert told.value.code == code
    with pytest.raises(Refused) as told:
        actions.cancel(shift=shift, by=getattr(cast, who))
    assert told.value.code == code


def test_nobody_decides_on_their_own(cast: Cast, give: Give) -> None:
    shift = give(staff="boss")
    asked = actions.ask_correction(shift=shift, way="in", at=at("03-02 08:28"), reason="忘记", by=cast.boss)
    with pytest.raises(Refused) as told:
        actions.decide_correction(correction=asked, granted=True, by=cast.boss)
    assert told.value.code == "own-request"
    assert actions.decide_correction(correction=asked, granted=True, by=cast.chief).state == "granted"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"way": "seen"}, "bad-field"),
        ({"reason": "  "}, "missing-field"),
        ({"at": at("03-09 08:30")}, "bad-field"),
    ],
)
def test_a_correction_says_what_when_and_why(
    cast: Cast, give: Give, fields: dict[str, object], code: str
) -> None:
    asked = {"way": "in", "at": at("03-02 08:28"), "reason": "忘记", **fields}
    with pytest.raises(Refused) as told:
        actions.ask_correction(shift=give(), by=cast.owner, **asked)  # type: ignore[arg-type]
    assert told.value.code == code


def test_the_same_is_asked_once_and_decided_once(cast: Cast, give: Give) -> None:
    shift = give()
    asked = actions.ask_correction(shift=shift, way="in", at=at("03-02 08:28"), reason="忘记", by=cast.owner)
    with pytest.raises(Refused, match="already-asked"):
        actions.ask_correction(shift=shift, way="in", at=at("03-02 08:29"), reason="忘记", by=cast.owner)
    with pytest.raises(Refused, match="missing-field"):
        actions.decide_correction(correction=asked, granted=False, by=cast.boss)
    actions.decide_correction(correction=asked, granted=False, by=cast.boss, answer="监控显示 9 点才到")
    with pytest.raises(Refused, match="already-decided"):
        actions.decide_correction(correction=asked, granted=True, by=cast.boss)


def test_shifts_of_one_person_do_not_overlap(cast: Cast, give: Give) -> None:
    give("22:00-06:00")
    with pytest.raises(Refused, match="shift-overlaps"):
        give("05:00-09:00", day=at("03-03 00:00").date())
    assert give("06:00-09:00", day=at("03-03 00:00").date()).code == "shift-20260303-owner-1"
