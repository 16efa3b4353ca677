"""Pages as the server answers them: few statements, safe files, the right language, an honest refusal."""

from __future__ import annotations

import io
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shouwen.project.demo import filling
from shouwen.rooms.desk.pages import clocks
from shouwen.works.duty import live
from shouwen.works.duty.models import Verdict
from shouwen.works.matters import actions
from shouwen.works.matters.models import Matter
from shouwen.works.people import access

EVIL = '=HYPERLINK("http://example.org")'


class House:
    """The demo company with nothing but what a test makes happen."""

    def __init__(self) -> None:
        self.units, self.staff, self.callers = filling.found(Random(3), timezone.localtime(), 6)

    def as_(self, username: str) -> Client:
        client = Client()
        client.force_login(self.staff[username])
        client.cookies["language"] = "zh"
        return client

    def repair(self, content: str = "没电了。") -> Matter:
        caller = self.callers[0]
        data = {
            "customer": caller.code,
            "contact": caller.phone,
            "address": caller.address,
            "area": "urban",
            "content": content,
        }
        return actions.open_matter(flow="repair", step="reported", data=data, by=self.staff["hotline"])


@pytest.fixture
def house(db: None) -> House:
    return House()


@pytest.mark.parametrize(
    ("place", "statements"), [("/matters/", 4), ("/search/?q=没电", 5), ("/", 7), ("/charter/", 3), ("/customers/", 3)]
)  # fmt: skip
def test_a_page_costs_few_statements_whatever_is_on_it(
    house: House, place: str, statements: int, django_assert_max_num_queries: Any
) -> None:
    client = house.as_("hotline")
    client.get("/keys/")
    for _ in range(3):
        house.repair()
    with django_assert_max_num_queries(statements):
        assert client.get(place).status_code == 200


def test_a_matter_costs_few_statements_however_long_its_history(
    house: House, django_assert_max_num_queries: Any
) -> None:
    matter = house.repair()
    for text in ("一", "二", "三"):
        actions.note(matter=matter, text=text, by=house.staff["hotline"])
    live.judge_touched()
    client = house.as_("hotline")
    with django_assert_max_num_queries(8):
        assert client.get(f"/matters/{matter.number}/").status_code == 200


def test_a_list_goes_on_where_the_page_before_ended(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from shouwen.rooms.desk.pages import matters

    monkeypatch.setattr(matters, "PAGE", 2)
    numbers = {house.repair().number for _ in range(5)}
    client, seen, place = house.as_("hotline"), [], "/matters/"
    while place:
        page = client.get(place)
        seen += [row.number for row in page.context["page"].rows]
        place = page.context["more"]
    assert len(seen) == 5 and set(seen) == numbers


def test_a_formula_in_a_text_stays_text_in_a_spreadsheet(house: House) -> None:
    house.repair(EVIL)
    client = house.as_("hotline")
    csv = b"".join(client.get("/matters/export.csv").streaming_content).decode("utf-8-sig")
    assert "'" + EVIL.replace('"', '""')[:12] in csv and '"=' not in csv
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get("/matters/export.xlsx").streaming_content)))
    assert book.active["D2"].data_type == "s" and book.active["D2"].value.startswith("=HYPERLINK")


def test_a_text_with_marks_in_it_is_shown_and_not_run(house: House) -> None:
    house.repair("<script>alert(1)</script>")
    page = house.as_("hotline").get("/matters/").content.decode()
    assert "&lt;script&gt;alert(1)" in page and "<script>alert" not in page


def test_the_browsers_own_language_changes_nothing(house: House) -> None:
    page = Client().get("/account/login/", headers={"Accept-Language": "en"})
    assert "登录工作台" in page.content.decode()


def test_the_language_of_a_person_follows_them_to_another_machine(house: House) -> None:
    house.staff["clerk"].language = "en"
    house.staff["clerk"].save()
    client = Client()
    client.force_login(house.staff["clerk"])
    page = client.get("/")
    assert "My desk" in page.content.decode() and page.cookies["language"].value == "en"


def test_the_switch_does_not_lead_out_of_the_house(house: House) -> None:
    answer = house.as_("clerk").post("/language/", {"language": "en", "next": "https://example.org/"})
    assert answer.headers["Location"] == "/"


def test_htmx_gets_the_block_alone_and_a_browser_the_page(house: House) -> None:
    client = house.as_("hotline")
    assert b"<html" not in client.get("/matters/", headers={"HX-Request": "true"}).content
    assert b"<html" in client.get("/matters/").content


def test_a_telephone_number_is_masked_in_the_type_ahead(house: House) -> None:
    caller = house.callers[1]
    shown = (
        house.as_("clerk").get("/customers/lookup/", {"customer_find": caller.phone[-5:]}).content.decode()
    )
    assert caller.name in shown and caller.phone not in shown and caller.phone[-4:] in shown


def test_a_revision_that_was_tampered_with_changes_nothing(house: House) -> None:
    matter = house.repair()
    place = f"/matters/{matter.number}/steps/dispatched/"
    answer = house.as_("hotline").post(place, {"crew": "cd-qx", "revision": "1; drop"})
    assert answer.status_code == 409
    matter.refresh_from_db()
    assert matter.state == "reported"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_not_there_is_said_in_the_language_of_the_page(house: House, language: str) -> None:
    client = house.as_("clerk")
    client.cookies["language"] = language
    said = {"zh": "没有找到，或您无权查看", "en": "not yours to see"}[language]
    for place in ("/nowhere/", "/matters/BX19990101-0001/", "/charter/9.9/"):
        page = client.get(place)
        assert page.status_code == 404 and said in page.content.decode()


def test_a_refusal_takes_the_place_of_the_whole_page_for_htmx(house: House) -> None:
    page = house.as_("clerk").get("/matters/BX19990101-0001/", headers={"HX-Request": "true"})
    assert page.headers["HX-Retarget"] == "body"


@pytest.mark.parametrize("username", ["hotline", "hotline2", "supervisor", "leader", "manager", "discipline"])
def test_the_page_of_a_matter_opens_the_findings_that_the_rule_opens(house: House, username: str) -> None:
    told = {"channel": "counter", "content": "吃拿卡要", "thanked": True, "confirmed_with_customer": True}
    secret = actions.open_matter(flow="report", step="recorded", data=told, by=house.staff["hotline"])
    plain = house.repair()
    actions.advance(
        matter=plain, step="dispatched", data={"crew": "cd-qx"}, by=house.staff["hotline"], revision=1
    )
    live.judge_touched()
    person = house.staff[username]
    for matter in (secret, plain):
        if not access.may(person, "matter.see", matter):
            continue
        rows = Verdict.objects.filter(subject=matter.number, superseded_at=None)
        ruled = set(access.visible(person, rows, "finding.see").values_list("id", flat=True))
        shown = {clock.id for part in clocks.of_matter(person, matter) for clock in part if clock.may_open}
        assert shown == ruled
