"""Taking in where there are many kinds: only mine, the most used first, all of them under their chapters."""

from __future__ import annotations

from functools import cache

import pytest
from django.test import Client

from shouwen.law.charter import Charter, load
from shouwen.rooms.desk import kinds
from shouwen.rooms.desk.pages import intake
from shouwen.works.people.tests.cast import Cast, assemble


@cache
def many() -> Charter:
    return load("group-services")


@pytest.mark.slow
def test_every_kind_stands_under_the_chapter_of_its_clause() -> None:
    listed = [flow.name for _, inside in kinds.chapters(many(), many().flows.values()) for flow in inside]
    assert sorted(listed) == sorted(many().flows) and len(listed) > kinds.FEW


@pytest.mark.slow
def test_only_the_first_steps_of_ones_posts_are_offered() -> None:
    for flow in many().flows.values():
        for name, step in kinds.first_steps(flow, {"keeper"}):
            assert name in flow.start and "keeper" in step.who
    assert kinds.first_steps(many().flows["complaint"], {"keeper"}) == ()


def entered(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, name))
    client.cookies["language"] = "zh"
    return client


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble({"agent": "hotline", "fitter": "crew", "head": "supervisor", "inspector": "discipline"})


def test_few_kinds_open_at_once_and_all_are_listed_when_asked(cast: Cast) -> None:
    client = entered(cast, "hotline")
    assert client.get("/intake/").status_code == 302
    page = client.get("/intake/?all").content.decode()
    assert "/intake/repair/" in page and "/intake/meter/" not in page


def test_of_many_kinds_the_most_used_stand_beside_the_form(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "FEW", 2)
    client = entered(cast, "hotline")
    taken = {"content": "咨询电费", "channel": "phone"}
    client.post("/intake/consultation/", {"step": "", **taken})
    page = client.get("/intake/report/")
    shown = [flow.name for flow in page.context["flows"]]
    assert len(shown) == 2 and "report" in shown and page.context["more"] > 2
    assert "全部" in page.content.decode() and client.get("/intake/").status_code == 200


def test_what_somebody_takes_in_most_comes_first(cast: Cast) -> None:
    from shouwen.works.matters.models import Matter

    person, unit = cast.hotline, cast.unit("line")
    for number in range(3):
        Matter.objects.create(
            number=f"X{number}", flow="complaint", state="recorded", summary="投诉", content="", channel="", unit=unit,
            taken_in_by=person, taken_in_unit=unit, opened_at="2026-03-02T08:00Z", changed_at="2026-03-02T08:00Z", carry={},
        )  # fmt: skip
    answer = entered(cast, "hotline").get("/intake/")
    assert answer.headers["Location"] == "/intake/complaint/"
    assert intake.RECENT > 3
