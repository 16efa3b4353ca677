"""What stands against a step beside post and form: training, one's own request, tiers, what is forbidden."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from shouwen.law.charter import Charter, load
from shouwen.law.charter.flows import Allowed, next_steps, try_step
from shouwen.law.charter.forms import Refusal
from shouwen.law.charter.tests.packs import HEADER, write
from shouwen.law.facts import Fact
from shouwen.law.worktime.instants import parse_iso

FLOW = """\
flow:
  name: job
  title: {zh: 事项, en: Job}
  prefix: JB
  start: [asked]
  carry: [area, n]
  steps:
    asked: {title: {zh: 申请, en: Ask}, records: repair.reported, who: [crew, head], form: ask}
    granted: {title: {zh: 批准, en: Grant}, records: repair.done, who: [crew, head], after: asked, form: sign, ends: true}
form:
  - name: ask
    title: {zh: 申请单, en: Request}
    fields:
      area: {title: {zh: 地段, en: Area}, type: choice, of: [urban, rural]}
      n: {title: {zh: 天数, en: Days}, type: integer}
  - {name: sign, title: {zh: 签字, en: Signature}, fields: {word: {title: {zh: 意见, en: Opinion}, type: text}}}
"""
TIERS = """\
approval:
  flow: job
  step: granted
  where: {area: urban}
  needs: [word]
  not_by: asked
  tiers: [{when: {n: {at_most: 1}}, by: crew}, {when: {n: {at_most: 3}}, by: head}]
"""
LADDER = "assign: {flow: job, step: granted, by: {area: {urban: [crew, head], rural: head}}}"
ACCESS = "access: {on: repair.done, where: {word: {given: true}}, allowed: {word: {not: bribe}}}"
TRAIN = "train: {module: safety, title: {zh: 安全, en: Safety}, for: crew}"
LATER = "effective: 2026-06-01\n" + TRAIN
AT = parse_iso("2026-03-02T09:00", "Asia/Shanghai")


@cache
def charter(*clauses: str) -> Charter:
    with TemporaryDirectory() as folder:
        return load(write(Path(folder) / "made", FLOW, *clauses, header=HEADER))


def grant(made: Charter, posts: Collection[str], data: dict[str, Any], **more: Any) -> tuple[str, str | None]:
    """Code and clause of the answer; `area`, `n` are what the matter carries, the rest is filled in."""
    carried = {name: data[name] for name in ("area", "n") if name in data}
    filled = {name: value for name, value in data.items() if name not in carried}
    asked = [Fact("repair.reported", AT, "1", "a", staff="ann", data=carried)]
    answer = try_step(made, "job", "asked", "granted", filled, posts, asked, at=AT, **more)
    return ("allowed", None) if isinstance(answer, Allowed) else (answer.code, answer.clause)


@pytest.mark.parametrize(
    ("posts", "data", "answer"),
    [
        (["crew"], {"n": 1}, "allowed"),
        (["head"], {"n": 1}, "not-your-tier"),
        (["crew"], {"n": 2}, "not-your-tier"),
        (["head"], {"n": 3}, "allowed"),
        (["crew", "head"], {"n": 4}, "not-your-tier"),
        (["crew"], {}, "missing-field"),
    ],
)
def test_the_first_tier_that_fits_says_who_signs(posts: list[str], data: dict[str, Any], answer: str) -> None:
    code, clause = grant(charter(TIERS), posts, {"area": "urban", "word": "yes", **data})
    assert (code, clause) == (answer, None if answer == "allowed" else "2")


def test_an_approval_asks_only_where_its_condition_holds() -> None:
    assert grant(charter(TIERS), ["crew"], {"area": "rural", "n": 9}) == ("allowed", None)
    assert grant(charter(TIERS), ["crew"], {"n": 1}) == ("missing-field", "2")


def test_what_a_signature_needs_has_to_be_known() -> None:
    assert grant(charter(TIERS), ["crew"], {"area": "urban", "n": 1}) == ("missing-field", "2")


def test_nobody_signs_a_request_of_their_own() -> None:
    data = {"area": "urban", "n": 1, "word": "yes"}
    assert grant(charter(TIERS), ["crew"], data, staff="ann") == ("own-request", "2")
    assert grant(charter(TIERS), ["crew"], data, staff="bo") == ("allowed", None)


def test_a_ladder_goes_by_the_value_of_a_field() -> None:
    assert grant(charter(LADDER), ["crew"], {"area": "urban"}) == ("allowed", None)
    assert grant(charter(LADDER), ["crew"], {"area": "rural"}) == ("not-your-tier", "2")
    assert grant(charter(LADDER), ["head"], {}) == ("missing-field", "2")


def test_what_is_forbidden_is_not_recorded() -> None:
    assert grant(charter(ACCESS), ["head"], {"word": "bribe"}) == ("forbidden", "2")
    assert grant(charter(ACCESS), ["head"], {"word": "fine"}) == ("allowed", None)
    assert grant(charter(ACCESS), ["head"], {}) == ("allowed", None)


def test_who_has_not_passed_takes_no_step_by_that_post() -> None:
    made = charter(TRAIN)
    assert grant(made, ["crew"], {}, trained=[]) == ("not-trained", "2")
    assert grant(made, ["crew", "head"], {}, trained=[]) == ("allowed", None)
    assert grant(made, ["crew"], {}, trained=["safety"]) == ("allowed", None)
    assert grant(made, ["crew"], {}, trained=None) == ("allowed", None)


def test_a_rule_asks_nothing_before_it_is_in_force() -> None:
    assert grant(charter(LATER), ["crew"], {}, trained=[]) == ("allowed", None)


def test_the_first_reason_is_told() -> None:
    made = charter(TIERS, LADDER, ACCESS, TRAIN)
    data: dict[str, Any] = {"area": "urban", "n": 9, "word": "bribe", "extra": "x"}
    told = [grant(made, ["crew"], data, trained=[], staff="ann")[0]]
    told.append(grant(made, ["crew"], data, trained=["safety"], staff="ann")[0])
    told.append(grant(made, ["crew"], data, trained=["safety"], staff="bo")[0])
    told.append(grant(made, ["crew"], {**data, "extra": None}, trained=["safety"])[0])
    del data["extra"]
    told.append(grant(made, ["crew"], data, trained=["safety"])[0])
    told.append(grant(made, ["crew"], {**data, "n": 1}, trained=["safety"])[0])
    assert told == ["not-trained", "own-request", "bad-field", "bad-field", "not-your-tier", "forbidden"]


def test_open_steps_say_what_keeps_somebody_from_them() -> None:
    asked = [Fact("repair.reported", AT, "1", "a", staff="ann", data={"area": "urban", "n": 1})]
    (offer,) = next_steps(charter(TIERS, TRAIN), "job", "asked", ["crew"], asked, staff="ann", trained=[])
    assert isinstance(offer.refusal, Refusal)
    assert offer.refusal.code == "not-trained"
