"""The pages of the hall: what they show, and what they refuse with which words."""

from __future__ import annotations

import pytest
from django.test import Client

from shouwen.works.hall import actions
from shouwen.works.people.tests.cast import Cast

pytestmark = pytest.mark.django_db


def enter(cast: Cast, name: str, language: str = "zh") -> Client:
    client = Client()
    client.force_login(getattr(cast, name))
    client.cookies["language"] = language
    return client


def text(client: Client, address: str) -> str:
    return str(client.get(address).content.decode())


def test_one_press_gives_a_number_and_says_who_is_ahead(cast: Cast) -> None:
    guide = enter(cast, "teammate")
    guide.post("/hall/draw/", {"business": "payment"})
    page = guide.post(
        "/hall/draw/", {"business": "payment", "precedence": "none"}, follow=True
    ).content.decode()
    assert "A002" in page and "前面还有 1 位" in page
    page = guide.post(
        "/hall/draw/", {"business": "payment", "precedence": "ill"}, follow=True
    ).content.decode()
    assert "A003" in page and "下一位就是您" in page and "患病" in page


def test_a_clerk_serves(cast: Cast) -> None:
    actions.draw(unit="hall", business="payment", by=cast.boss)
    clerk = enter(cast, "owner")
    assert "打开柜台" in text(clerk, "/hall/counter/")
    clerk.post("/hall/counter/open/", {"counter": "3"})
    assert "叫下一位" in text(clerk, "/hall/counter/")
    page = clerk.post("/hall/counter/call/", {"business": "payment"}, follow=True).content.decode()
    assert 'id="serving">A001' in page and "办理完毕" in page
    assert "A001" in text(enter(cast, "boss"), "/hall/board/?unit=hall")
    clerk.post("/hall/counter/done/")
    clerk.post("/hall/counter/pause/")
    assert "暂停服务" in text(enter(cast, "boss"), "/hall/board/?unit=hall").split("<main")[1]


def test_whoever_is_passed_over_stops_it_with_the_clause(cast: Cast) -> None:
    first = actions.draw(unit="hall", business="payment", by=cast.boss)
    second = actions.draw(unit="hall", business="payment", by=cast.boss)
    clerk = enter(cast, "owner")
    clerk.post("/hall/counter/open/", {"counter": "3"})
    answer = clerk.post("/hall/counter/call/", {"ticket": second.subject})
    page = answer.content.decode()
    assert answer.status_code == 409 and first.number in page and "第 1 条" in page and "/charter/1/" in page
    answer = clerk.post("/hall/counter/close/")
    assert answer.status_code == 409 and "还有 1 位" not in page and "还有 2 位" in answer.content.decode()


def test_every_page_is_there_in_english(cast: Cast) -> None:
    actions.draw(unit="hall", business="payment", precedence="old", by=cast.boss)
    client = enter(cast, "boss", "en")
    for address in ("", "counter/", "board/"):
        page = text(client, f"/hall/{address}").split("<main")[1].split("</main")[0]
        assert not any("一" <= letter <= "鿿" for letter in page), address


def test_a_stranger_finds_no_other_hall(cast: Cast) -> None:
    client = enter(cast, "stranger")
    assert client.get("/hall/?unit=hall").status_code == 404
    assert client.get("/hall/?unit=nowhere").status_code == 404
    assert client.post("/hall/counter/dance/").status_code == 404
    assert enter(cast, "nobody").get("/hall/").status_code == 403


def test_the_api_says_the_same(cast: Cast) -> None:
    client = enter(cast, "owner")
    made = client.post("/api/halls/hall/tickets", {"business": "supply"}, content_type="application/json")
    assert made.status_code == 201 and made.json()["number"] == "B001"
    client.post("/api/halls/hall/counter/open", {"counter": "3"}, content_type="application/json")
    early = client.post("/api/halls/hall/counter/close", content_type="application/json")
    assert early.status_code == 409 and (early.json()["code"], early.json()["clause"]) == (
        "still-waiting",
        "2",
    )
    called = client.post("/api/halls/hall/counter/call", {}, content_type="application/json").json()
    assert called["number"] == "B001"
    hall = client.post("/api/halls/hall/counter/done", content_type="application/json").json()
    assert hall["counters"] == [{"counter": "3", "state": "free", "staff": "owner", "serving": None}]
    assert client.get("/api/halls/next_hall").status_code == 403
    assert client.post("/api/halls/hall/counter/dance", content_type="application/json").status_code == 404
