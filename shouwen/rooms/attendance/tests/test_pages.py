"""The pages of attendance: what they show, what they refuse, and that nobody reads another's month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from shouwen.works.attendance import clock, settling
from shouwen.works.attendance.models import Correction, Mark, Shift
from shouwen.works.attendance.tests.conftest import at
from shouwen.works.duty import live
from shouwen.works.people.tests.cast import Cast

pytestmark = pytest.mark.django_db
Give = Callable[..., Shift]


def enter(cast: Cast, name: str, language: str = "zh") -> Client:
    client = Client()
    client.force_login(getattr(cast, name))
    client.cookies["language"] = language
    return client


def text(client: Client, address: str) -> str:
    return str(client.get(address).content.decode())


def log(cast: Cast, *rows: tuple[str, str]) -> None:
    clock.bring_in(rows=[clock.Row("owner", at(f"03-02 {when}"), way) for way, when in rows], by=cast.boss)
    while settling.settle_due():
        pass
    while live.judge_touched() or live.judge_due():
        pass


def test_a_month_names_the_clause_and_what_it_took(cast: Cast, give: Give) -> None:
    give()
    log(cast, ("in", "08:37"), ("out", "17:30"))
    page = text(enter(cast, "owner"), "/attendance/?month=2026-03")
    assert "迟到" in page and "7 分钟" in page and "第 1 条" in page and "−7" in page


def test_every_page_is_there_in_english(cast: Cast, give: Give) -> None:
    shift = give()
    client = enter(cast, "boss", "en")
    for address in ("", "team/?day=2026-03-02", "plan/?week=2026-03-02", f"shifts/{shift.code}/"):
        assert "考" not in text(client, f"/attendance/{address}").split("<main")[1].split("</main")[0]


def test_an_empty_month_says_who_plans(cast: Cast) -> None:
    assert "这个月没有排班" in text(enter(cast, "owner"), "/attendance/?month=2025-01")


@pytest.mark.parametrize("month", ["2026-13", "x", "", "9999-99"])
def test_a_month_that_is_none_is_this_one(cast: Cast, month: str) -> None:
    assert f"{timezone.localdate():%Y-%m}" in text(enter(cast, "owner"), f"/attendance/?month={month}")


def test_the_button_clocks_and_the_other_one_comes_next(cast: Cast) -> None:
    client = enter(cast, "owner")
    assert "上班打卡：" in client.post("/attendance/clock/", {"way": "in"}, follow=True).content.decode()
    assert Mark.objects.get().way == "in"


def test_a_correction_goes_from_the_person_to_the_leader(cast: Cast, give: Give) -> None:
    shift = give()
    asked = {"way": "in", "at": "2026-03-02T08:28", "reason": "打卡机故障"}
    client = enter(cast, "owner")
    assert client.post(f"/attendance/shifts/{shift.code}/correction/", asked).status_code == 302
    leader = enter(cast, "boss")
    assert "打卡机故障" in text(leader, "/attendance/team/?day=2026-03-02")
    made = Correction.objects.get()
    leader.post(f"/attendance/corrections/{made.pk}/", {"answer_is": "granted"})
    assert Mark.objects.get().at == at("03-02 08:28")


def test_what_is_wrong_with_a_correction_stands_on_the_page_with_what_was_typed(
    cast: Cast, give: Give
) -> None:
    shift = give()
    asked = {"way": "in", "at": "2026-05-02T08:28", "reason": "打卡机故障"}
    answer = enter(cast, "owner").post(f"/attendance/shifts/{shift.code}/correction/", asked)
    page = answer.content.decode()
    assert answer.status_code == 422 and "时间应在这一班前后" in page and "打卡机故障" in page


@pytest.mark.parametrize(
    ("name", "address", "status"),
    [
        ("teammate", "shifts/{code}/", 404),
        ("stranger", "shifts/{code}/", 404),
        ("boss", "shifts/{code}/", 200),
        ("teammate", "?staff=owner", 404),
        ("boss", "?staff=owner", 200),
        ("owner", "team/", 403),
        ("owner", "plan/", 403),
        ("nobody", "", 403),
    ],
)
def test_nobody_sees_what_is_not_theirs(cast: Cast, give: Give, name: str, address: str, status: int) -> None:
    shift = give()
    assert enter(cast, name).get("/attendance/" + address.format(code=shift.code)).status_code == status


def test_a_plan_by_the_calendar_leaves_holidays_out(cast: Cast) -> None:
    planned = {
        "staff": ["owner", "teammate"], "first_on": "2026-09-18", "last_on": "2026-09-28", "from": "08:30",
        "until": "17:30", "calendar": "office", "kind": "work",
    }  # fmt: skip
    assert enter(cast, "boss").post("/attendance/plan/week/", planned).status_code == 302
    assert sorted({shift.day.day for shift in Shift.objects.all()}) == [18, 20, 21, 22, 23, 24, 28]
    assert Shift.objects.count() == 14 and not Shift.objects.filter(rest_day=True).exists()


@pytest.mark.parametrize(
    ("form", "sent", "said"),
    [
        ("week", {"staff": [], "from": "08:30", "until": "17:30", "first_on": "2026-03-02", "last_on": "2026-03-08"}, "请选择人员"),
        ("week", {"staff": ["owner"], "first_on": "2026-03-02", "last_on": "2026-03-08", "calendar": "office"}, "请填写上下班时间"),
        ("week", {"staff": ["owner"], "from": "08:30", "until": "17:30", "first_on": "", "last_on": "2026-03-08"}, "请填写日期"),
        ("rows", {"rows": "owner,2026-03-02,08:30"}, "第 1 行缺少：下班"),
        ("rows", {"rows": "ghost,2026-03-02,08:30,17:30"}, "没有工号为「ghost」"),
        ("rows", {"rows": "fitter,2026-03-02,08:30,17:30"}, "没有这项权限"),
        ("log", {"rows": "owner,2026-03-02 08:25,走"}, "第 1 行"),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_says_why_and_plans_nothing(
    cast: Cast, form: str, sent: dict[str, object], said: str
) -> None:
    answer = enter(cast, "boss").post(f"/attendance/plan/{form}/", sent)
    assert said in answer.content.decode() and answer.status_code in (403, 422)
    assert not Shift.objects.exists() and not Mark.objects.exists()


def test_a_shift_is_changed_and_cancelled_from_its_page(cast: Cast, give: Give) -> None:
    shift = give(day=timezone.localdate() + timedelta(days=2))
    client = enter(cast, "boss")
    changed = {"do": "change", "from": "22:00", "until": "06:00", "kind": "work"}
    assert client.post(f"/attendance/plan/{shift.code}/", changed).status_code == 302
    new = Shift.objects.get(cancelled_at=None)
    assert timezone.localtime(new.ends_at).hour == 6 and new.code != shift.code
    client.post(f"/attendance/plan/{new.code}/", {"do": "cancel"})
    assert not Shift.objects.filter(cancelled_at=None).exists()
