"""What the live side is told: the groups a fact touches, what they need, and when time acts."""

from __future__ import annotations

from pathlib import Path

import pytest

from shouwen.law.charter import Charter
from shouwen.law.facts import Fact
from shouwen.law.judge import Verdict, judge
from shouwen.law.judge.consequences import borne_by, consequences
from shouwen.law.judge.live import (
    group_needs,
    groups_of,
    next_change,
    next_turn,
    standing_groups,
)
from shouwen.law.judge.plain import judge_subjects
from shouwen.law.judge.tests.packs import at, log, small

MINUTE = 60_000_000


@pytest.fixture
def charter(tmp_path: Path) -> Charter:
    return small(tmp_path)


def only(charter: Charter, key: str, now: str) -> Verdict:
    return next(verdict for verdict in judge(log(), charter, at(now)).verdicts if verdict.key == key)


def test_a_fact_touches_the_groups_it_counts_in(charter: Charter) -> None:
    dropped = next(fact for fact in log() if fact.kind == "job.dropped")
    assert groups_of(dropped, charter, at("13:00")) == {
        "4#score|u|2026-03",
        "6#threshold.2|u|all",
        "7#target.4|u|2026-03-02",
    }


def test_a_verdict_touches_what_counts_its_clause(charter: Charter) -> None:
    late = only(charter, "1#limit|j2|f05", "13:00")
    assert groups_of(late, charter, at("13:00")) == {"6#threshold|u|2026-03", "7#target|u|2026-03-02"}


def test_a_membership_touches_every_period_since(charter: Charter) -> None:
    joined = log()[0]
    days = ("2026-02-28", "2026-03-01", "2026-03-02")
    assert groups_of(joined, charter, at("13:00")) == {f"5#cadence|u|{day}" for day in days}


def test_a_group_needs_its_period_and_its_members(charter: Charter) -> None:
    needs = group_needs("5#cadence|u|2026-03-02", charter)
    assert (needs.kinds, needs.standing) == (frozenset({"job.done"}), frozenset({"crew.joined"}))
    assert (needs.field, needs.value) == ("unit", "u")
    assert (needs.from_at, needs.to_at) == (at("00:00"), at("2026-03-03T00:00"))


def test_a_rolling_window_needs_everything_of_its_key(charter: Charter) -> None:
    needs = group_needs("6#threshold.2|u|all", charter)
    assert (needs.from_at, needs.to_at, needs.value) == (None, None, "u")


def test_a_key_may_hold_bars(charter: Charter) -> None:
    assert group_needs("7#target.4|u|v|2026-03-02", charter).value == "u|v"


def test_time_acts_at_the_warning_the_due_time_and_each_escalation(charter: Charter) -> None:
    now, steps = at("11:20"), []
    while now is not None:
        verdicts = {verdict.key: verdict for verdict in judge_subjects(log(), charter, now)}
        now = next_change(verdicts["1#limit|j6|f14"], charter, now, log())
        steps += [now] if now else []
    assert steps == [at("12:40"), at("12:50") + 1, at("13:20"), at("14:50")]


def test_while_the_clock_stands_time_acts_when_its_longest_stop_is_over(charter: Charter) -> None:
    standing = only(charter, "1#limit|j8|f16", "13:39")
    assert standing.paused and standing.due == at("14:19")
    assert next_change(standing, charter, at("13:39"), log()) == at("13:55")


def test_what_is_decided_is_not_changed_by_time(charter: Charter) -> None:
    assert next_change(only(charter, "1#limit|j1|f02", "13:00"), charter, at("13:00"), log()) is None


def test_a_cadence_opens_its_groups_by_time_alone(charter: Charter) -> None:
    now = at("2026-03-03T00:00")
    assert next_turn(charter, now - 1) == now
    assert standing_groups(log(), charter, now) == {"5#cadence|u|2026-03-03"}


def test_an_open_obligation_announces_what_will_follow(charter: Charter) -> None:
    notices = consequences(only(charter, "1#limit|j6|f14", "11:30"), charter)
    assert [(notice.at, notice.cause, notice.tell) for notice in notices] == [
        (at("12:40"), "warn", ()),
        (at("12:50"), "breach", ("chief",)),
        (at("13:20"), "escalate", ("chief",)),
        (at("14:50"), "escalate", ("manager",)),
    ]


def test_what_was_closed_keeps_only_what_had_happened(charter: Charter) -> None:
    late = only(charter, "1#limit|j3|f09", "13:00")
    assert [notice.cause for notice in consequences(late, charter)] == ["warn", "breach", "escalate"]


def test_praise_is_told_when_the_work_was_done(charter: Charter) -> None:
    (notice,) = consequences(only(charter, "1#limit|j1|f02", "13:00"), charter)
    assert (notice.at, notice.cause, notice.tell) == (at("08:08"), "praise", ("manager",))


def test_staff_bears_it_else_the_unit(charter: Charter) -> None:
    assert borne_by(only(charter, "1#limit|j2|f05", "13:00"), charter) == ("staff", "ann")
    assert borne_by(only(charter, "1#limit|j3|f09", "13:00"), charter) == ("unit", "u")
    assert borne_by(only(charter, "4#score|j3|f10", "13:00"), charter) == ("unit", "u")


def test_an_unknown_group_is_an_error(charter: Charter) -> None:
    with pytest.raises(ValueError, match="write rule"):
        group_needs("nonsense", charter)


def test_a_fact_without_a_key_touches_nothing(charter: Charter) -> None:
    nobody = Fact("job.dropped", at("10:00"), "j9", "x")
    assert groups_of(nobody, charter, at("13:00")) == {"4#score||2026-03"}
