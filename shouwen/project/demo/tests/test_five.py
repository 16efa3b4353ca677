"""Five companies, five charters: in the month of each every kind of finding occurs, and the house takes all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from shouwen.law.charter import Charter, load
from shouwen.law.charter.flows import is_closed
from shouwen.law.judge.compile import compile
from shouwen.law.judge.plain import judge
from shouwen.law.judge.verdict import Verdict
from shouwen.project import demo
from shouwen.project.demo import company
from shouwen.project.demo.life import Life, live
from shouwen.project.demo.people import callers
from shouwen.project.settings import COMPANIES
from shouwen.works.duty.models import Verdict as Kept
from shouwen.works.journal import charters
from shouwen.works.matters.models import Matter
from shouwen.works.people.models import Posting

NOW = int(datetime(2026, 6, 25, 11, 30, tzinfo=ZoneInfo("Asia/Shanghai")).timestamp()) * 1_000_000
DAYS = 24


@cache
def lived(key: str, seed: int = 1) -> tuple[Charter, Life, tuple[Verdict, ...]]:
    charter = load(key)
    life = live(charter, company.of(key), callers(Random(1), 80), now=NOW, days=DAYS, seed=seed)
    return charter, life, judge(life.facts, charter, NOW).verdicts


each_company = pytest.mark.parametrize("key", COMPANIES)


@each_company
def test_every_post_of_the_charter_is_held_by_somebody_of_a_name_of_their_own(key: str) -> None:
    theirs = company.of(key)
    assert {plan.post for plan in theirs.staff} == set(load(key).posts)
    assert len({plan.name for plan in theirs.staff}) == len({plan.username for plan in theirs.staff})
    assert set(theirs.shown) <= {plan.username for plan in theirs.staff}


@pytest.mark.slow
@each_company
def test_every_clause_that_can_find_something_does(key: str) -> None:
    charter, _, verdicts = lived(key)
    assert {row.clause for row in compile(charter).rows} - {verdict.clause for verdict in verdicts} == set()


@pytest.mark.slow
@each_company
def test_every_kind_of_rule_gives_every_verdict_its_examples_know(key: str) -> None:
    charter, _, verdicts = lived(key)
    known: dict[str, set[str]] = defaultdict(set)
    for row in compile(charter).rows:
        examples = [each for each in charter.clauses[row.clause].examples if each.sort == "facts"]
        sorts = {type(each).__name__ for each in compile(charter).rows if each.clause == row.clause}
        if len(sorts) == 1:  # of a clause with rules of two kinds nobody knows whose words they are
            known[type(row).__name__] |= {each.word for one in examples for each in one.then} - {"none"}
    given: dict[str, set[str]] = defaultdict(set)
    for verdict in verdicts:
        given[type(compile(charter).named[verdict.rule]).__name__].add(verdict.verdict)
    assert {kind: words - given[kind] for kind, words in known.items() if words - given[kind]} == {}


@pytest.mark.slow
@each_company
def test_nearly_every_clause_is_seen_kept_and_seen_broken(key: str) -> None:
    charter, _, verdicts = lived(key)
    given: dict[str, set[str]] = defaultdict(set)
    for verdict in verdicts:
        given[verdict.clause].add(verdict.verdict)
    lacking = {
        number: words
        for number in given
        if (
            words := _shown(charter, number)
            & {"kept", "breached", "praised", "met", "fell-short"} - given[number]
        )
    }
    assert len(lacking) <= len(given) // 12, lacking


def _shown(charter: Charter, number: str) -> set[str]:
    examples = [each for each in charter.clauses[number].examples if each.sort == "facts"]
    return {each.word for example in examples for each in example.then}


@pytest.mark.slow
@each_company
def test_matters_go_through_every_flow_in_order_and_not_past_the_present(key: str) -> None:
    charter, life, _ = lived(key)
    assert {walk.flow for walk in life.matters} == set(charter.flows)
    for walk in life.matters:
        instants = [fact.at for fact in walk.facts]
        assert instants == sorted(instants) and instants[-1] <= NOW
    states = [walk.acts[-1].step for walk in life.matters]
    closed = sum(is_closed(charter.flows[w.flow], s) for w, s in zip(life.matters, states, strict=True))
    assert len(life.matters) * 0.5 < closed < len(life.matters)


@pytest.mark.slow
def test_the_same_seed_lives_the_same_month() -> None:
    _, first, _ = lived("after-sales")
    lived.cache_clear()
    assert lived("after-sales")[1].facts == first.facts != lived("after-sales", seed=2)[1].facts


@pytest.fixture
def after_sales(settings: Any) -> Iterator[None]:
    settings.COMPANY = settings.SHOUWEN_CHARTER = "after-sales"
    charters.current.cache_clear()
    yield
    charters.current.cache_clear()


@pytest.mark.django_db(transaction=True)
def test_the_house_of_another_company_takes_its_month_in(after_sales: None) -> None:
    demo.load(seed=3)
    assert [account.username for account in demo.accounts()] == list(company.of("after-sales").shown)
    assert set(Matter.objects.values_list("flow", flat=True)) == set(charters.current().flows)
    found = set(Kept.objects.filter(superseded_at=None).values_list("verdict", flat=True))
    assert {"kept", "breached", "overdue", "open", "undecided"} <= found
    assert Posting.objects.in_force().values("post").distinct().count() == len(charters.current().posts)
    charter, judged = charters.current(), set(Kept.objects.values_list("clause", flat=True))
    assert {row.clause for row in compile(charter).rows} - judged == set()
