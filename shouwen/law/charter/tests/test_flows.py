"""The flow machine: what is allowed is what no check refuses, and no data can crash it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwen.law.charter import Charter, load
from shouwen.law.charter.flows import Allowed, check_step, next_steps, steps_from, try_step
from shouwen.law.charter.forms import Refusal, file_form, phone_digits
from shouwen.law.facts.fact import Fact
from shouwen.law.worktime.instants import parse_iso
from tests.packs import charter_of, clause, said

SHOP = Path(__file__).parents[3] / "works" / "matters" / "tests" / "charter"
TAKEN = {"channel": "phone", "area": "near", "content": "灯不亮"}
SPRING = parse_iso("2026-03-02T08:00", "Asia/Shanghai")
CALLED = Fact("job.called", SPRING + 5, "J")


@cache
def shop() -> Charter:
    return load(str(SHOP))


def tried(
    state: str | None, step: str, data: Any = (), posts: Any = ("clerk",), facts: Any = ()
) -> Allowed | Refusal:
    return try_step(shop(), "job", state, step, dict(data), posts, facts)


def code(answer: Allowed | Refusal) -> str:
    return answer.code if isinstance(answer, Refusal) else "allowed"


def test_the_first_step_makes_the_state_and_names_the_fact() -> None:
    answer = tried(None, "taken", TAKEN)
    assert answer == Allowed("taken", "job.taken", {**TAKEN, "urgent": False, "told": False}, False)


def test_a_step_that_stays_leaves_the_state() -> None:
    assert tried("sent", "checked", posts=["fitter"]) == Allowed("sent", "job.checked", {}, False)


@pytest.mark.parametrize(
    ("state", "step", "data", "posts", "told"),
    [
        (None, "nowhere", {}, ["clerk"], "unknown-step"),
        ("done", "sent", {}, [], "closed"),
        ("taken", "again", {}, [], "wrong-state"),
        (None, "sent", {"crew": "crew"}, ["clerk"], "wrong-state"),
        ("taken", "taken", TAKEN, ["clerk"], "wrong-state"),
        ("taken", "sent", {}, ["fitter"], "not-your-post"),
        ("taken", "sent", {}, [], "not-your-post"),
        ("taken", "sent", {"crew": " "}, ["clerk"], "missing-field"),
        ("taken", "sent", {"crew": ["crew"]}, ["clerk"], "bad-field"),
        (None, "taken", {**TAKEN, "area": "moon"}, ["clerk"], "bad-field"),
        (None, "taken", {**TAKEN, "other": 1}, ["clerk"], "bad-field"),
        (None, "taken", {**TAKEN, "channel": "counter"}, ["clerk"], "must-be-confirmed"),
        (None, "taken", {**TAKEN, "urgent": "on"}, ["clerk"], "missing-field"),
        ("sent", "done", {"swept": False}, ["fitter"], "must-be-confirmed"),
        ("sent", "checked", {"extra": 1}, ["fitter"], "bad-field"),
    ],
)  # fmt: skip
def test_the_reason_told_is_the_first_of_the_written_order(
    state: str | None, step: str, data: dict[str, object], posts: list[str], told: str
) -> None:
    assert code(tried(state, step, data, posts)) == told


def test_a_closed_matter_takes_only_the_steps_that_name_its_state() -> None:
    open_now = [name for name, _ in steps_from(shop().flows["job"], "done")]
    assert open_now == ["again"] and code(tried("done", "dropped")) == "closed"


def test_what_has_to_come_first_is_asked_of_the_facts_of_the_matter() -> None:
    taken = Fact("job.taken", SPRING + 1, "J", data={"area": "near"})
    done = {"swept": True}
    refusal = tried("sent", "done", done, ["fitter"], [taken])
    assert isinstance(refusal, Refusal) and (refusal.code, refusal.clause) == ("not-preceded", "2")
    assert "检查" in refusal.words.zh
    assert (
        code(tried("sent", "done", done, ["fitter"], [taken, Fact("job.checked", SPRING + 2, "J")]))
        == "allowed"
    )
    far = Fact("job.taken", SPRING + 1, "J", data={"area": "far"})
    assert code(tried("sent", "done", done, ["fitter"], [far])) == "allowed"


def test_what_is_carried_comes_from_the_latest_fact_and_stands_in_every_later_one() -> None:
    facts = [
        Fact("job.again", SPRING + 9, "J", data={"area": "far"}),
        Fact("job.taken", SPRING + 1, "J", data={"area": "near"}),
    ]
    answer = tried("taken", "sent", {"crew": "crew"}, facts=facts)
    assert isinstance(answer, Allowed) and answer.data == {"area": "far", "crew": "crew"}


def test_facts_are_asked_for_only_where_a_rule_needs_them() -> None:
    def never() -> list[Fact]:
        raise AssertionError("asked for the facts")

    assert (
        code(try_step(shop(), "job", "taken", "sent", {"crew": "crew"}, ["clerk"], never, at=1, carried={}))
        == "allowed"
    )


def test_every_step_of_the_state_is_offered_with_what_stands_against_it() -> None:
    offered = {
        step.name: step.refusal and step.refusal.code
        for step in next_steps(shop(), "job", "sent", ["fitter"], [CALLED])
    }
    assert offered == {"called": None, "checked": None, "done": None, "dropped": "not-your-post"}


def test_a_page_shows_everything_that_is_wrong_with_a_form_at_once() -> None:
    wrong = check_step(shop(), "job", "taken", {"channel": "fax", "content": "x", "urgent": True})
    assert [(each.field, each.code) for each in wrong] == [
        ("channel", "bad-field"),
        ("area", "missing-field"),
        ("content", "bad-field"),
        ("why", "missing-field"),
    ]


@pytest.mark.parametrize(
    ("field", "typed", "read"),
    [
        ("minutes", " 12 ", 12),
        ("minutes", "１２", 12),
        ("minutes", "1.5", None),
        ("minutes", True, None),
        ("minutes", "1e999999999", None),
        ("fee", "12.50", 12.5),
        ("fee", "12.505", None),
        ("fee", "NaN", None),
        ("share", "0.25", 0.25),
        ("share", "1e-999999999", None),
        ("on", "2026-02-30", None),
        ("on", "2026-02-28", "2026-02-28"),
        ("at_time", "2026-02-28T08:00", "2026-02-28T08:00:00"),
        ("at_time", "2026-02-28", None),
        ("note", "a\x00b", None),
        ("note", "\ud800", None),
        ("note", "字" * 4001, None),
        ("with", "a b", None),
    ],
)  # fmt: skip
def test_a_value_is_read_into_the_type_of_its_field_or_refused(
    field: str, typed: object, read: object
) -> None:
    values, refusals = file_form(shop().forms["call"], {field: typed})
    assert (values.get(field), [refusal.field for refusal in refusals]) == (
        read,
        [] if read is not None else [field],
    )


def test_telephone_numbers_are_read_however_they_are_typed() -> None:
    assert phone_digits("+86 138-1234-5678") == "8613812345678"
    assert phone_digits("１３８　１２３４　５６７８") == "13812345678"
    assert phone_digits("call me") == ""


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["near", "phone", "true", "1e9", "2026-01-01"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
steps = st.sampled_from(sorted(shop().flows["job"].steps)) | st.text(max_size=4)
states = st.none() | st.sampled_from(sorted(shop().flows["job"].steps)) | st.just("gone")
field_names = st.sampled_from([name for form in shop().forms.values() for name in form.fields]) | st.text(
    max_size=5
)
posts = st.sets(st.sampled_from(["clerk", "agent", "fitter", "head"]))
facts = st.lists(
    st.sampled_from(
        [Fact("job.taken", SPRING + 1, "J", data={"area": "near"}), Fact("job.checked", SPRING + 2, "J")]
    )
)


@given(states, steps, st.dictionaries(field_names, anything, max_size=6), posts, facts)
@settings(max_examples=150)
def test_no_data_crashes_it_and_what_is_allowed_is_what_no_check_refuses(
    state: str | None, step: str, data: dict[str, object], held: set[str], known: list[Fact]
) -> None:
    answer = try_step(shop(), "job", state, step, data, held, known)
    if isinstance(answer, Refusal):
        assert answer.words.zh and answer.words.en
        return
    flow = shop().flows["job"]
    assert step in [name for name, _ in steps_from(flow, state)]
    assert held & set(flow.steps[step].who)
    assert not check_step(shop(), "job", step, data)
    assert {offer.name for offer in next_steps(shop(), "job", state, held, known)} >= {step}


@given(st.dictionaries(field_names, anything, max_size=6))
@settings(max_examples=100)
def test_a_filed_form_files_again_as_the_same(data: dict[str, object]) -> None:
    for form in shop().forms.values():
        values, refusals = file_form(form, data)
        if not refusals:
            assert file_form(form, values) == (values, ())


def test_a_step_waits_for_what_is_picked_and_for_whom_it_is_about() -> None:
    facts = {
        "job.opened": {"title": said("opened")},
        "job.told": {
            "title": said("told"),
            "data": {"item": {"type": "text"}, "person": {"type": "staff"}},
            "about": "person",
        },
    }
    step = {"title": said("open"), "records": "job.opened", "who": "clerk", "ends": True}
    head = {
        "name": "job",
        "title": said("job"),
        "prefix": "J",
        "start": ["opened"],
        "steps": {"opened": step},
    }
    picked = {"job.told": {"item": "star", "staff": "ann"}}
    rules = [clause("1", flow=head), clause("2", precede={"what": picked, "before": "job.opened"})]
    charter = charter_of({"facts": facts, "posts": {"clerk": said("clerk")}}, rules)

    def told(item: str, staff: str, person: str) -> Fact:
        return Fact("job.told", SPRING, "J", staff=staff, data={"item": item, "person": person})

    def answer(*known: Fact) -> str:
        return code(try_step(charter, "job", None, "opened", {}, ["clerk"], known, at=SPRING))

    assert answer(told("star", "bo", "ann")) == "allowed"
    assert (
        answer(told("star", "ann", "bo")) == answer(told("moon", "bo", "ann")) == answer() == "not-preceded"
    )
