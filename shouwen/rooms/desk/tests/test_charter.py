"""The charter on the desk: found by kind, chapter and words; every example in words; findings about words."""

from __future__ import annotations

from functools import cache

import pytest
from django.test import Client
from django.utils import timezone

from shouwen.law.charter import Charter, load
from shouwen.law.facts.fact import Fact
from shouwen.law.judge import judge
from shouwen.rooms.desk import examples, spoken
from shouwen.rooms.desk.pages.charter import lines
from shouwen.works.people.tests.cast import assemble

PACKS = ("power-hall", "call-centre", "group-services", "heating", "after-sales")


@cache
def pack(name: str) -> Charter:
    return load(name)


@pytest.mark.slow
@pytest.mark.parametrize("name", PACKS)
def test_every_example_of_a_pack_is_told_in_words(name: str) -> None:
    charter = pack(name)
    for clause in charter.clauses.values():
        for example in clause.examples:
            shown = examples.shown(charter, example)
            assert shown.happened and shown.outcomes, (clause.clause, example.name)
            assert all(each.zh and each.en for each in (*shown.happened, *shown.outcomes))


@pytest.mark.slow
def test_every_clause_is_of_a_kind_by_which_it_is_found() -> None:
    assert all(line.kinds for line in lines(pack("heating")).values())


@pytest.fixture
def reader(db: None) -> Client:
    cast = assemble({"agent": "hotline", "fitter": "crew", "head": "supervisor", "inspector": "discipline"})
    client = Client()
    client.force_login(cast.owner)
    client.cookies["language"] = "zh"
    return client


@pytest.mark.parametrize(
    ("query", "there", "elsewhere"),
    [
        ("?kind=limit", "2.1.4", "1.2.1c"),
        ("?q=请走好", "1.2.1c", "2.1.4"),
        ("?q=45 分钟", "2.1.4", "1.2.1c"),
        ("?kind=phrase&q=再见", "1.2.1c", "2.1.4"),
    ],
)
def test_the_list_is_narrowed_by_kind_and_by_what_rules_say(
    reader: Client, query: str, there: str, elsewhere: str
) -> None:
    page = reader.get(f"/charter/{query}", headers={"HX-Request": "true"}).content.decode()
    assert f"/charter/{there}/" in page and f"/charter/{elsewhere}/" not in page and "<html" not in page


def test_a_chapter_is_shown_alone_and_one_that_is_not_there_is_empty(reader: Client) -> None:
    one = reader.get("/charter/?chapter=1").context
    assert [title for title, _ in one["chapters"]] == [pack("power-hall").chapters[1].title]
    assert reader.get("/charter/?chapter=999").context["chapters"] == []


def test_a_long_charter_is_folded_until_something_is_asked_for(reader: Client) -> None:
    assert reader.get("/charter/").context["is_folded"]
    assert not reader.get("/charter/?kind=limit").context["is_folded"]


def test_the_page_of_a_clause_shows_its_words_and_leads_on(reader: Client) -> None:
    page = reader.get("/charter/1.2.1c/").content.decode()
    assert "须说：“请走好”、“再见”" in page and 'rel="next"' in page


@pytest.mark.slow
def test_a_finding_about_words_shows_them_and_what_is_better_said() -> None:
    charter = pack("power-hall")
    at = round(timezone.now().timestamp()) * 1_000_000
    said = {"text": "这个不知道。", "speaker": "staff", "channel": "hall", "situation": "none"}
    facts = [
        Fact("speech.said", at, "T1", "1", None, "wang", "hall", None, said),
        Fact("speech.ended", at + 60_000_000, "T1", "2", None, "wang", "hall", None, {}),
    ]
    found = [
        each
        for each in judge(facts, charter, at + 120_000_000).verdicts
        if each.verdict == "breached" and each.words
    ]
    shown = [spoken.of(each, facts, charter) for each in found]
    charged = [each for each in shown if each and not each.lacking]
    assert [(each.text, [word.zh for word in each.words]) for each in charged] == [
        ("这个不知道。", ["不知道"])
    ]
    assert charged[0].better[0].zh == "我马上为您查询"
