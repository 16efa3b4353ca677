"""The pages of conversations in both languages, what they refuse, and the API beside them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from shouwen.works.people.tests.cast import Cast
from shouwen.works.speech import queries

pytestmark = pytest.mark.django_db
TURN = {"talk": "C1", "at": "2026-03-02 08:00:00", "speaker": "staff", "staff": "owner", "channel": "hall"}


def enter(cast: Cast, name: str, language: str = "zh") -> Client:
    client = Client()
    client.force_login(getattr(cast, name))
    client.cookies["language"] = language
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_talk_begins_in_a_channel_with_what_to_say(cast: Cast) -> None:
    page = text(enter(cast, "owner", "en").get("/calls/new/?channel=counter", follow=True))
    assert "Counter" in page and "您好" in page and "Clause 1.1.3" in page


def test_what_was_said_comes_back_marked(cast: Cast) -> None:
    client = enter(cast, "owner")
    page = text(
        client.post(
            "/calls/T1/say/", {"text": "等着吧。", "speaker": "staff", "channel": "hall"}, follow=True
        )
    )
    assert '<mark class="bad"' in page and "正在为您办理，请您稍候" in page and "第 1.1.3d 条" in page


def test_the_situation_changes_the_prompts_alone(cast: Cast) -> None:
    client = enter(cast, "owner")
    part = text(client.get("/calls/T1/?channel=counter&situation=cash", headers={"HX-Request": "true"}))
    assert "<html" not in part and "实收金额" in part and 'id="slot-received"' in part


def test_nothing_said_is_refused_and_what_was_chosen_stays(cast: Cast) -> None:
    answer = enter(cast, "owner").post(
        "/calls/T1/say/", {"text": " ", "situation": "cash", "channel": "counter"}
    )
    assert answer.status_code == 422
    assert "请写下说的话" in text(answer) and 'value="cash" checked' in text(answer)
    assert queries.recent(cast.owner) == []


def test_nobody_else_finds_the_talk(cast: Cast) -> None:
    enter(cast, "owner").post("/calls/T1/say/", {"text": "您好", "channel": "hall"})
    assert enter(cast, "teammate").get("/calls/T1/").status_code == 404
    assert enter(cast, "nobody").get("/calls/").status_code == 403
    assert "T1" in text(enter(cast, "boss").get("/calls/"))


def test_the_api_brings_in_a_transcript_and_answers_with_marks(cast: Cast) -> None:
    client = enter(cast, "boss")
    lines = json.dumps({**TURN, "text": "这个我不知道。"}, ensure_ascii=False)
    answer = client.post("/api/talks", lines.encode(), content_type="application/x-ndjson")
    assert (answer.status_code, answer.json()) == (201, {"talks": ["C1"]})
    talk = client.get("/api/talks/C1").json()
    bad = [piece for turn in talk["turns"] for piece in turn["pieces"] if piece["mark"] == "bad"]
    assert [(piece["text"], piece["clause"], piece["better"]["zh"]) for piece in bad] == [
        ("不知道", "1.1.3d", "我马上为您查询")
    ]
    assert any(found["words"] == "不知道" and "宜说" in found["why"]["zh"] for found in talk["findings"])
    assert client.get("/api/talks/none").status_code == 404


def test_the_api_says_what_to_say(cast: Cast) -> None:
    client = enter(cast, "fitter")
    asked = {"channel": "on-site", "customer": "气死我了，我要投诉你们！"}
    found = client.get("/api/prompts", asked).json()
    assert found[0]["clause"] == "2.2.9" and "慢慢商量" in found[0]["say"]
