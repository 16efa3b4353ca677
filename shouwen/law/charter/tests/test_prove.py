"""Examples are run for real; a clause is proven only by both sides of its boundary."""

from __future__ import annotations

from pathlib import Path

import pytest

from shouwen.law.charter import load
from shouwen.law.charter.prove import Proof, prove
from shouwen.law.charter.tests.packs import errors, small, write

LIMIT = "limit: {from: repair.reported, to: repair.arrived, within: 45min}\nbreach: {points: -5}\nexamples:\n"
KEPT = '- {name: kept, facts: [{repair.reported: "08:00"}, {repair.arrived: "08:45"}], then: kept}\n'
LATE = '- {name: late, facts: [{repair.reported: "08:00"}, {repair.arrived: "08:45:01"}], then: %s}\n'


def proof_of(tmp_path: Path, text: str) -> Proof:
    return prove(load(write(tmp_path, text)))


def test_the_small_pack_is_proven_on_every_kind() -> None:
    proof = prove(small())
    assert proof.failures == ()
    assert {each.clause.clause: each.standing for each in proof.clauses} == {
        **dict.fromkeys("1234567", "proven"),
        "8": "waiting",
        "9": "handbook",
    }
    assert proof.counts["limit"] == {"proven": 2}


@pytest.mark.slow
def test_both_engines_agree_on_the_small_pack() -> None:
    proof = prove(small(), "both")
    assert proof.failures == ()
    assert {outcome.engine for each in proof.clauses for outcome in each.outcomes} == {
        "python",
        "duckdb",
        "flow",
    }


@pytest.mark.parametrize(
    ("examples", "standing"), [("", "in-force"), (KEPT, "in-force"), (KEPT + LATE % "breached", "proven")]
)
def test_one_side_alone_proves_nothing(examples: str, standing: str, tmp_path: Path) -> None:
    text = LIMIT + examples if examples else LIMIT.replace("examples:\n", "")
    assert [each.standing for each in proof_of(tmp_path, text).clauses] == [standing]


@pytest.mark.parametrize(
    "then",
    [
        "kept",
        "none",
        "[breached, breached]",
        "{breached: 2s}",
        "{breached: {points: -4}}",
        "{breached: {money: -5}}",
        '{breached: {due: "08:46"}}',
        "{breached: {unit: crew-1}}",
        "{breached: {provisional: true}}",
    ],
)
def test_whatever_an_example_insists_on_is_compared(then: str, tmp_path: Path) -> None:
    (failure,) = proof_of(tmp_path, LIMIT + KEPT + LATE % then).failures
    assert failure.example == "late"
    assert failure.place.line == 11
    assert failure.got == "breached (by: 1s, due: 2026-03-02T08:45:00+08:00, points: -5)"


def test_an_example_may_insist_on_everything(tmp_path: Path) -> None:
    proof = proof_of(
        tmp_path, LIMIT + LATE % '{breached: {by: 1s, points: -5, due: "08:45", provisional: false}}'
    )
    assert proof.failures == ()


def test_a_failing_example_fails_its_clause(tmp_path: Path) -> None:
    assert [each.standing for each in proof_of(tmp_path, LIMIT + KEPT + LATE % "kept").clauses] == ["failing"]


@pytest.mark.parametrize(
    ("time", "due"),
    [("08:00", "08:45"), ("+1d 23:30", "+2d 00:15"), ("2026-05-01 08:00", "2026-05-01 08:45")],
)
def test_times_of_examples(time: str, due: str, tmp_path: Path) -> None:
    text = (
        LIMIT + f'- {{name: x, facts: [{{repair.reported: "{time}"}}], then: {{open: {{due: "{due}"}}}}}}\n'
    )
    assert proof_of(tmp_path, text).failures == ()


def test_a_form_and_its_wrong_outcome(tmp_path: Path) -> None:
    form = """\
form: {name: card, title: {zh: 卡, en: Card}, fields: {note: {title: {zh: 注, en: Note}, type: text, required: true}}}
examples:
- {name: filed, form: card, data: {note: x}, then: filed}
- {name: wrong, form: card, then: {refused: bad-field, field: note}}
"""
    (failure,) = proof_of(tmp_path, form).failures
    assert (failure.example, failure.got) == (
        "wrong",
        "refused (code: missing-field, field: note, clause: 1)",
    )


@pytest.mark.parametrize(
    ("now", "then", "passes"),
    [
        ("08:36", '{open: {warn: "08:35"}}', True),
        ("08:36", '{open: {warn: "08:34"}}', False),
        ("08:44", "{open: {tell: []}}", True),
        ("08:46", "{overdue: {tell: [crew]}}", True),
        ("09:15", "{overdue: {tell: [crew, head]}}", True),
        ("09:14", "{overdue: {tell: [crew, head]}}", False),
        ("09:15", "{overdue: {tell: crew}}", False),
        ("08:46", "{overdue: {bearer: crew-1}}", True),
        ("08:46", "{overdue: {bearer: wang}}", False),
    ],
)
def test_what_follows_is_part_of_an_example(now: str, then: str, passes: bool, tmp_path: Path) -> None:
    text = (
        "limit: {from: repair.reported, to: repair.arrived, within: 45min, answers: from}\nwarn: 10min\n"
        "breach: {points: -5, to: unit, tell: crew}\nescalate: [{after: 30min, tell: head}]\nexamples:\n"
        f'- {{name: x, facts: [{{repair.reported: "08:00", unit: crew-1, staff: wang}}], now: "{now}", then: {then}}}\n'
    )
    assert (proof_of(tmp_path, text).failures == ()) is passes


@pytest.mark.parametrize(
    ("facts", "then", "passes"),
    [
        ('{repair.reported: "08:00", subject: [a, b, c]}', "{open: {times: 3}}", True),
        ('{repair.reported: "08:00", subject: [a, b, c]}', "{open: {times: 2}}", False),
        ('{repair.reported: ["08:00", "08:15"], subject: [a, b]}', "[{open: {due: '09:00'}}, open]", True),
        ('{repair.reported: ["08:00", "08:15"], subject: [a, b]}', "{open: {times: 2, due: '09:00'}}", False),
    ],
)
def test_many_facts_and_outcomes_in_short(facts: str, then: str, passes: bool, tmp_path: Path) -> None:
    limit = "limit: {from: repair.reported, to: repair.arrived, within: %s}\nexamples:\n"
    example = f"- {{name: many, facts: [{facts}], then: {then}}}\n"
    within = "1h" if "08:15" in facts else "45min"
    assert (proof_of(tmp_path, limit % within + example).failures == ()) is passes


def test_lists_of_a_fact_are_equally_long(tmp_path: Path) -> None:
    fact = '{repair.reported: "08:00", subject: [a, b], area: [urban]}'
    text = LIMIT + f"- {{name: many, facts: [{fact}], then: open}}\n"
    (error,) = errors(write(tmp_path, text))
    assert "equally long" in error.what.en
