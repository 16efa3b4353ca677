"""Whose turn it is: the room refuses exactly what the judge would call a breach."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from shouwen.law.charter import Charter
from shouwen.law.charter.queues import next_for, refusal, waiting
from shouwen.law.facts import Fact
from shouwen.law.judge import judge
from shouwen.law.worktime.instants import parse_iso
from tests.packs import charter_of, clause

RULES: list[dict[str, Any]] = [
    clause(
        "1",
        queue={
            "arrive": "ticket.drawn",
            "serve": "ticket.called",
            "leave": "ticket.left",
            "per": "queue",
            "first": {"precedence": {"not": "none"}},
        },
    ),
    clause(
        "2",
        queue={
            "empty_before": "shift.closed",
            "arrive": "ticket.drawn",
            "done": ["ticket.called", "ticket.left"],
            "per": "unit",
        },
    ),
]


def hall() -> Charter:
    return charter_of({}, RULES)


def at(text: str) -> int:
    return parse_iso(f"2026-03-02T{text}", "Asia/Shanghai")


def drawn(time: str, number: str, precedence: str = "none", queue: str = "hall/pay") -> Fact:
    data = {"number": number, "queue": queue, "precedence": precedence}
    return Fact("ticket.drawn", at(time), number, f"d{number}", unit="hall", data=data)


def called(time: str, number: str, queue: str = "hall/pay") -> Fact:
    data = {"number": number, "queue": queue, "counter": "hall/1"}
    return Fact("ticket.called", at(time), number, f"c{number}{time}", staff="ann", unit="hall", data=data)


MORNING = [
    drawn("08:30", "A1"),
    drawn("08:31", "A2"),
    drawn("08:32", "A3", "old"),
    drawn("08:33", "B1", queue="hall/ask"),
]


def test_precedence_first_then_arrival() -> None:
    turns = waiting(hall(), "ticket.called", "hall/pay", MORNING, at("08:40"))
    assert [turn.fact.subject for turn in turns] == ["A3", "A1", "A2"]
    assert [turn.prior for turn in turns] == [True, False, False]
    assert turns[0].reason.zh == "下一位：优先照顾，优先客户中按先后" and turns[0].clause == "1"


def test_somebody_else_is_refused_with_the_clause() -> None:
    told = refusal(hall(), called("08:40", "A1"), MORNING)
    assert told is not None and (told.code, told.clause) == ("not-next", "1")
    assert "A3" in told.words.zh and "A3" in told.words.en
    assert refusal(hall(), called("08:40", "A3"), MORNING) is None
    assert refusal(hall(), called("08:40", "B1", "hall/ask"), MORNING) is None


def test_nobody_goes_home_while_people_wait() -> None:
    close = Fact("shift.closed", at("17:30"), "hall/1", staff="ann", unit="hall", data={"counter": "hall/1"})
    told = refusal(hall(), close, MORNING)
    assert told is not None and (told.code, told.clause) == ("still-waiting", "2")
    assert "A1、A2、A3等" in told.words.zh and "4" in told.words.en
    done = [called("09:00", number) for number in ("A1", "A2", "A3", "B1")]
    assert refusal(hall(), close, [*MORNING, *done]) is None


def test_yesterday_does_not_wait_any_more() -> None:
    charter = hall()
    later = at("08:40") + 24 * 3600 * 1_000_000
    assert waiting(charter, "ticket.called", "hall/pay", MORNING, later) == ()
    assert waiting(charter, "ticket.called", "elsewhere", MORNING, at("08:40")) == ()
    assert waiting(charter, "truck.loaded", "hall/pay", MORNING, at("08:40")) == ()


TEAM: dict[str, Any] = {
    "of": "customer.given",
    "among": {"from": "post.filled"},
    "per": "unit",
    "every": "month",
    "ability": "skill",
}
HEADER: dict[str, Any] = {
    "facts": {
        "customer.given": {"title": {"zh": "分户", "en": "Given"}},
        "post.filled": {"title": {"zh": "上岗", "en": "Filled"}, "data": {"skill": {"type": "number"}}},
    }
}


def test_who_has_least_then_who_is_ablest() -> None:
    charter = charter_of(HEADER, [clause("1", assign={"even": TEAM})])
    skills = {"ann": 3, "bo": 4.5, "cho": None}
    team = [
        Fact("post.filled", at("08:00"), name, name, staff=name, unit="u", data={"skill": skill})
        for name, skill in skills.items()
    ]
    given_ = Fact("customer.given", at("09:00"), "k1", "g1", staff="bo", unit="u")
    first = next_for(charter, "customer.given", "u", team, at("08:30"))
    assert [(each.staff, each.load, each.ability) for each in first] == [
        ("bo", 0, 4.5),
        ("ann", 0, 3.0),
        ("cho", 0, None),
    ]
    then = next_for(charter, "customer.given", "u", [*team, given_], at("10:00"))
    assert [each.staff for each in then] == ["ann", "cho", "bo"]
    assert "1 件" in then[2].reason.zh and then[2].clause == "1"


@settings(max_examples=60, deadline=None)
@given(
    data=st.lists(
        st.tuples(
            st.integers(0, 5),
            st.sampled_from(["drawn", "called", "left"]),
            st.sampled_from("abc"),
            st.sampled_from(["none", "old", None]),
        ),
        max_size=12,
    ),
    whom=st.sampled_from("abcd"),
)
def test_what_is_not_refused_is_never_a_breach(data: list[Any], whom: str) -> None:
    facts = [
        Fact(
            f"ticket.{kind}",
            at(f"08:0{minute}"),
            name,
            f"f{place}",
            unit="hall",
            data={"queue": "q", "precedence": prior},
        )
        for place, (minute, kind, name, prior) in enumerate(data)
    ]
    call = Fact("ticket.called", at("09:00"), whom, "call", unit="hall", data={"queue": "q"})
    verdicts = judge([*facts, call], hall(), at("10:00")).verdicts
    (verdict,) = (each for each in verdicts if each.key == "1#queue|q|call")
    told = refusal(hall(), call, facts)
    assert (told is not None) == (verdict.verdict == "breached")
