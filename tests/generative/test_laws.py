"""The laws of the judge, on whatever charter and whatever log: order, repetition, batches and time do not matter."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouwen.law.charter.charter import Charter
from shouwen.law.facts import Fact
from shouwen.law.judge import Verdict, judge
from shouwen.law.judge.compile import compile
from shouwen.law.judge.live import next_change, next_turn
from shouwen.law.judge.plain import judge_subjects
from shouwen.law.judge.words import why
from tests.generative.live import Live
from tests.generative.worlds import DAY, MINUTE, World, worlds

EXAMPLES = int(os.environ.get("SHOUWEN_EXAMPLES", "40"))
pytestmark = pytest.mark.slow
law = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@law
@given(world=worlds(), chance=st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(world: World, chance: object) -> None:
    shuffled = list(world.facts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert judge(shuffled, world.charter, world.now) == judge(world.facts, world.charter, world.now)


@law
@given(world=worlds())
def test_judging_twice_is_judging_once(world: World) -> None:
    twice = [*world.facts, *map(replace, world.facts)]
    assert judge(twice, world.charter, world.now) == judge(world.facts, world.charter, world.now)


@law
@given(world=worlds())
def test_what_has_not_happened_yet_does_not_count(world: World) -> None:
    past = [fact for fact in world.facts if fact.at <= world.now]
    assert judge(past, world.charter, world.now) == judge(world.facts, world.charter, world.now)


@law
@given(world=worlds(), sizes=st.lists(st.integers(1, 9), min_size=1, max_size=12))
def test_judging_batch_by_batch_is_judging_at_once(world: World, sizes: list[int]) -> None:
    """Facts arrive late and in any order; only what they touch is judged anew, from only what that needs."""
    live = Live(world.charter, world.now)
    live.adopt()
    waiting = [fact for fact in world.facts if fact.at <= world.now]
    for size in [*sizes, len(waiting)]:
        live.take(waiting[:size])
        waiting = waiting[size:]
    live.turn()
    assert live.judgement() == judge(world.facts, world.charter, world.now)


@law
@given(world=worlds(), wait=st.sampled_from([1, MINUTE, 5 * 60 * MINUTE, DAY, 3 * DAY, 35 * DAY]))
def test_time_changes_nothing_before_it_said_so(world: World, wait: int) -> None:
    """Verdicts of a stage are asked only while those of the stages before stand still: what they count touches them."""
    facts = [fact for fact in world.facts if fact.at <= world.now]
    later = world.now + wait
    stage = _still(facts, world.charter, world.now, later)
    after = {verdict.key: verdict for verdict in _before(stage, facts, world.charter, later)}
    for verdict in _before(stage, facts, world.charter, world.now):
        change = next_change(verdict, world.charter, world.now, facts)
        assert change is None or change > world.now
        if change is None or change > later:
            assert _lasting(after.pop(verdict.key)) == _lasting(verdict)
        else:
            after.pop(verdict.key)
    turn = next_turn(world.charter, world.now)
    assert not after or (turn is not None and turn <= later)


def _before(stage: int, facts: list[Fact], charter: Charter, now: int) -> list[Verdict]:
    """The verdicts up to a stage."""
    if stage == 1:
        return judge_subjects(facts, charter, now)
    named = compile(charter).named
    return [each for each in judge(facts, charter, now).verdicts if named[each.rule].stage <= stage]


def _still(facts: list[Fact], charter: Charter, now: int, later: int) -> int:
    """The stage up to which time alone acts: all before it say the same at both instants."""
    for stage in (1, 2):
        at_both = [{v.key: v.verdict for v in _before(stage, facts, charter, when)} for when in (now, later)]
        if at_both[0] != at_both[1]:
            return stage
    return 3


def _lasting(verdict: Verdict) -> Verdict:
    """A verdict without what is mere arithmetic on now."""
    verdict = replace(verdict, late_s=None)
    return replace(verdict, due=None, warn_at=None, provisional=False) if verdict.paused else verdict


@law
@given(world=worlds(), which=st.integers(0, 1000))
def test_a_late_fact_mends_only_what_it_touches(world: World, which: int) -> None:
    if not world.facts:
        return
    late: Fact = world.facts[which % len(world.facts)]
    others = [fact for fact in world.facts if fact is not late]
    live = Live(world.charter, world.now)
    live.adopt()
    live.take([fact for fact in others if fact.at <= world.now])
    live.take([late] if late.at <= world.now else [])
    live.turn()
    assert live.judgement() == judge(world.facts, world.charter, world.now)


@law
@given(world=worlds())
def test_every_verdict_has_its_sentence_and_its_evidence(world: World) -> None:
    ids = {fact.id for fact in world.facts}
    for verdict in judge(world.facts, world.charter, world.now).verdicts:
        words = why(verdict, world.charter)
        assert words.zh.endswith("。") and words.en.endswith(".")
        assert "None" not in words.en + words.zh and "?" not in words.en
        assert set(verdict.evidence) <= ids
