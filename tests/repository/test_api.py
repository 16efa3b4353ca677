"""The API as a program of another house meets it: a key, a matter from first to last, facts in batches, refusals."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from shouwen.works.journal import charters
from shouwen.works.journal.models import Fact
from shouwen.works.matters.models import Matter
from shouwen.works.people.actions import make_token
from shouwen.works.people.tests.cast import Cast, assemble

TAKEN = {"channel": "phone", "area": "near", "content": "楼道灯不亮"}
ROW = {"id": "other-1", "kind": "job.checked", "at": "2026-03-02 08:00", "subject": "OTHER-1", "unit": "hall"}


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    from shouwen.works.conftest import shop

    monkeypatch.setattr(charters, "current", shop)
    return assemble()


class Program:
    """A client that carries a key."""

    def __init__(self, cast: Cast, name: str) -> None:
        person = getattr(cast, name)
        self.client = Client(
            headers={"Authorization": f"Bearer {make_token(staff=person, name='program', by=person)}"}
        )

    def post(self, place: str, **body: Any) -> Any:
        return self.client.post(f"/api/{place}", body, content_type="application/json")

    def get(self, place: str, **query: Any) -> Any:
        return self.client.get(f"/api/{place}", query)


def test_a_matter_from_first_contact_to_the_end(cast: Cast) -> None:
    clerk, fitter = Program(cast, "owner"), Program(cast, "fitter")
    taken = clerk.post("matters", flow="job", step="taken", data=TAKEN, request_id="their-id-1").json()
    again = clerk.post("matters", flow="job", step="taken", data=TAKEN, request_id="their-id-1").json()
    assert taken["number"] == again["number"] and [step["name"] for step in taken["next"]] == [
        "sent",
        "called",
        "dropped",
    ]
    place = f"matters/{taken['number']}"
    assert fitter.get(place).status_code == 404
    sent = clerk.post(f"{place}/steps/sent", revision=1, data={"crew": "crew"}).json()
    assert (sent["state"], sent["unit"], sent["revision"]) == ("sent", "crew", 2)
    fitter.post(f"{place}/steps/checked", revision=2)
    done = fitter.post(f"{place}/steps/done", revision=3, data={"swept": True}).json()
    assert done["closed_at"] and [event["kind"] for event in done["events"]][-1] == "job.done"
    assert fitter.get("matters", closed="yes").json()["rows"][0]["number"] == taken["number"]


@pytest.mark.parametrize(
    ("name", "place", "body", "status", "told"),
    [
        ("owner", "matters", {"flow": "job", "step": "taken"}, 422, "missing-field"),
        ("owner", "matters", {"flow": "x", "step": "taken"}, 404, "unknown-flow"),
        ("owner", "matters", {"step": "taken"}, 422, "bad-request"),
        ("fitter", "matters", {"flow": "job", "step": "taken", "data": TAKEN}, 403, "not-allowed"),
        ("nobody", "matters", {"flow": "job", "step": "taken", "data": TAKEN}, 403, "not-allowed"),
        ("owner", "facts", {"facts": [ROW]}, 403, "not-allowed"),
        ("boss", "facts", {"facts": [ROW | {"unit": "crew"}]}, 403, "not-allowed"),
        ("boss", "facts", {"facts": [ROW | {"unit": None}]}, 403, "not-allowed"),
        ("boss", "facts", {"facts": [ROW, ROW | {"at": "noon"}]}, 422, "bad-fact"),
        ("boss", "facts", {"facts": [ROW | {"kind": "job.dreamt"}]}, 422, "unknown-kind"),
        ("boss", "facts", {"facts": [ROW | {"at": "2199-01-01 08:00"}]}, 422, "future-fact"),
        ("boss", "facts", {"facts": []}, 422, "bad-request"),
    ],
)  # fmt: skip
def test_a_refusal_is_a_code_and_a_sentence_and_changes_nothing(
    cast: Cast, name: str, place: str, body: dict[str, Any], status: int, told: str
) -> None:
    answer = Program(cast, name).post(place, **body)
    assert (answer.status_code, answer.json()["code"]) == (status, told)
    assert set(answer.json()["words"]) == {"zh", "en"} and (Fact.objects.count(), Matter.objects.count()) == (
        0,
        0,
    )


def test_a_stale_page_is_a_conflict(cast: Cast) -> None:
    clerk = Program(cast, "owner")
    number = clerk.post("matters", flow="job", step="taken", data=TAKEN).json()["number"]
    answer = clerk.post(f"matters/{number}/steps/sent", revision=9, data={"crew": "crew"})
    assert (answer.status_code, answer.json()["code"]) == (409, "stale-page")


def test_facts_sent_twice_are_recorded_once_and_other_content_is_a_conflict(cast: Cast) -> None:
    boss = Program(cast, "boss")
    assert boss.post("facts", facts=[ROW, ROW | {"id": "other-2"}]).json() == {"new": 2, "known": 0}
    assert boss.post("facts", facts=[ROW, ROW | {"id": "other-3"}]).json() == {"new": 1, "known": 1}
    answer = boss.post("facts", facts=[ROW | {"id": "other-4"}, ROW | {"kind": "job.called"}])
    assert (answer.status_code, answer.json()["code"], Fact.objects.count()) == (409, "id-taken", 3)


def test_what_concerns_a_matter_of_the_house_is_done_on_the_matter(cast: Cast) -> None:
    number = Program(cast, "owner").post("matters", flow="job", step="taken", data=TAKEN).json()["number"]
    answer = Program(cast, "boss").post("facts", facts=[ROW | {"subject": number}])
    assert (answer.status_code, answer.json()["code"]) == (409, "use-the-matter")


def test_without_a_key_or_with_a_wrong_one_nothing_opens(cast: Cast) -> None:
    for headers in ({}, {"Authorization": "Bearer sw_wrong"}, {"Authorization": "Basic b3duZXI6eA=="}):
        assert Client(headers=headers).get("/api/matters").status_code == 401


def test_a_session_needs_the_mark_against_forged_requests(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.owner)
    assert client.get("/api/me").json()["posts"] == ["clerk"]
    forged = client.post(
        "/api/matters", {"flow": "job", "step": "taken", "data": TAKEN}, content_type="application/json"
    )
    assert forged.status_code == 403 and not Matter.objects.exists()


def test_the_description_of_the_api_is_served_to_those_who_may_use_it(cast: Cast) -> None:
    client = Client()
    assert client.get("/api/openapi.json").status_code == 302
    client.force_login(cast.owner)
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {"/api/matters", "/api/facts", "/api/findings", "/api/matters/{number}/steps/{step}"} <= set(paths)
