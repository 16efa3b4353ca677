"""A company adopts a pack by its settings and dated amendments; what took effect stays as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from shouwen.law.charter import Charter, from_text, load
from shouwen.law.charter.language import Limit, Threshold
from shouwen.law.charter.prove import prove
from shouwen.law.charter.tests.packs import errors, marked, write
from shouwen.law.facts.fact import Fact
from shouwen.law.judge import judge
from shouwen.law.worktime.instants import parse_iso

LIMIT = """\
limit: {from: repair.reported, to: repair.arrived, within: {area: {urban: 45min, rural: 90min}}}
breach: {points: -5}
examples:
- {name: kept, facts: [{repair.reported: "08:00", area: urban}, {repair.arrived: "08:45"}], then: kept}
- {name: late, facts: [{repair.reported: "08:00", area: urban}, {repair.arrived: "08:45:01"}], then: breached}
"""
COUNT = 'threshold: {breaches: "1", per: staff, in: month, reaches: 2}\n'
FORM = "form: {name: card, title: {zh: 卡, en: Card}, fields: {note: {title: {zh: 注, en: Note}, type: text, required: true}}}\n"
HEAD = """\
adopts: ../base
charter: mine
company: {zh: 我的公司, en: My company}
version: "7"
"""


def folder(tmp_path: Path, head: str) -> Path:
    write(
        tmp_path / "base",
        LIMIT,
        COUNT,
        FORM,
        "limit: {from: repair.reported, to: repair.done, within: $promptly}",
    )
    mine = tmp_path / "mine"
    mine.mkdir(exist_ok=True)
    (mine / "charter.yaml").write_text(HEAD + head, "utf-8")
    return mine


def limits(charter: Charter, day: date) -> dict[str, str]:
    found = {}
    for rule in charter.rules_of(Limit):
        step = rule.body.within.on(day) if rule.in_force(day) else None
        if step is not None:
            found[rule.clause.clause] = ", ".join(map(str, step.values.values()))
    return found


def test_a_pack_is_adopted_with_settings_and_nothing_is_copied(tmp_path: Path) -> None:
    charter = load(folder(tmp_path, "settings: {promptly: 20min}\n"))
    base = load(tmp_path / "base")
    assert (charter.name, charter.header.company.en, charter.version) == ("mine", "My company", "7")
    assert charter.clauses.keys() == base.clauses.keys() and charter.settings["promptly"] == "20min"
    assert charter.fingerprint != base.fingerprint
    assert from_text(charter.text).version_text == charter.version_text


def test_a_figure_gets_one_more_date(tmp_path: Path) -> None:
    charter = load(
        folder(
            tmp_path, 'amendments: [{clause: "1", from: 2026-07-01, set: {limit.within.area.urban: 30min}}]\n'
        )
    )
    assert limits(charter, date(2026, 6, 30))["1"] == "45min, 90min"
    assert limits(charter, date(2026, 7, 1))["1"] == "30min, 90min"
    assert [each.standing for each in prove(charter).clauses][:1] == ["proven"]


def test_anything_else_begins_a_successor_that_is_counted_too(tmp_path: Path) -> None:
    text = 'amendments: [{clause: "1", from: 2026-07-01, set: {breach.points: -7}, why: {zh: 从严, en: Stricter}}]\n'
    charter = load(folder(tmp_path, text))
    after = charter.clauses["1-2026-07-01"]
    assert charter.clauses["1"].until == date(2026, 6, 30) and after.effective == date(2026, 7, 1)
    assert after.breach is not None and after.breach.points == -700 and after.cites == ("MD-1",)
    assert after.reading is not None and after.reading.en == "Stricter"
    (threshold,) = charter.rules_of(Threshold)
    assert threshold.body.breaches == ("1", "1-2026-07-01")


@pytest.mark.parametrize(
    ("day", "clause", "points"), [("2026-06-30", "1", -500), ("2026-07-01", "1-2026-07-01", -700)]
)
def test_every_day_is_judged_by_what_was_in_force(day: str, clause: str, points: int, tmp_path: Path) -> None:
    text = 'amendments: [{clause: "1", from: 2026-07-01, set: {breach.points: -7}}]\n'
    charter = load(folder(tmp_path, text))
    begin = parse_iso(f"{day}T08:00", charter.zone)
    facts = [
        Fact("repair.reported", begin, "1", "a", data={"area": "urban"}),
        Fact("repair.arrived", begin + 3_600_000_000, "1", "b", staff="wang"),
    ]
    found = [
        v
        for v in judge(facts, charter, begin + 7_200_000_000).verdicts
        if v.rule.endswith("#limit") and v.points
    ]
    assert [(v.clause, v.points) for v in found] == [(clause, points)]


def test_amendments_follow_each_other(tmp_path: Path) -> None:
    text = """\
amendments:
- {clause: "1", from: 2027-01-01, set: {breach.points: -9}}
- {clause: "1", from: 2026-07-01, set: {breach.points: -7}}
"""
    charter = load(folder(tmp_path, text))
    spans = {
        number: (c.effective, c.until) for number, c in charter.clauses.items() if number.startswith("1")
    }
    assert spans == {
        "1": (None, date(2026, 6, 30)),
        "1-2026-07-01": (date(2026, 7, 1), date(2026, 12, 31)),
        "1-2027-01-01": (date(2027, 1, 1), None),
    }


def test_a_clause_is_repealed_after_its_last_day(tmp_path: Path) -> None:
    charter = load(folder(tmp_path, 'amendments: [{clause: "4", until: 2026-06-30}]\n'))
    assert "4" in limits(charter, date(2026, 6, 30)) and "4" not in limits(charter, date(2026, 7, 1))


def test_from_the_beginning_changes_stand_in_place_with_their_own_examples(tmp_path: Path) -> None:
    text = """\
amendments:
- clause: "3"
  add: {form.fields: {name: {title: {zh: 名, en: Name}, type: text}}}
  examples:
  - {name: both, form: card, data: {note: x, name: y}, then: filed}
  - {name: empty, form: card, data: {}, then: {refused: missing-field}}
"""
    charter = load(folder(tmp_path, text))
    assert set(charter.forms["card"].fields) == {"note", "name"}
    assert {each.clause.clause: each.standing for each in prove(charter).clauses}["3"] == "proven"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('amendments:\n- {clause: "9", until: 2026-06-30} # <-\n', "there is no clause 9"),
        (
            'amendments:\n- {clause: "1", set: {limit.witin.area: 30min}} # <-\n',
            "the clause has no place 'limit.witin.area'",
        ),
        (
            'amendments:\n- {clause: "1", set: {limit.within.area.urban: 30m}} # <-\n',
            "'30m' is not a time limit",
        ),
        ('amendments:\n- {clause: "1", set: {breach.tell: boss}} # <-\n', "there is no post 'boss'"),
        (
            'amendments:\n- {clause: "3", from: 2026-07-01, set: {form.fields: {}}} # <-\n',
            "the form of clause 3 has no dates",
        ),
        ('amendments:\n- {clause: "1"} # <-\n', "an amendment has set or add, or repeals with until"),
        ("settings:\n  promptly: 3h # <-\n", "'3h' is more than the most, 1h"),
        ("settings:\n  quickly: 3h # <-\n", "there is no setting 'quickly'"),
        ("amendment: [] # <-\n", "'amendment' is not known here"),
    ],
)
def test_what_is_wrong_is_told_where_it_is_written(text: str, what: str, tmp_path: Path) -> None:
    mine = folder(tmp_path, text)
    found = {(each.place.file, each.place.line, each.what.en) for each in errors(mine)}
    line = marked(mine / "charter.yaml")
    assert [each for each in found if each[2] == what and each[:2] == ("charter.yaml", line)] or (
        "quickly" in what and ("charter.yaml", line - 1, what) in found
    ), found


def test_nobody_adopts_himself_or_what_is_adopted(tmp_path: Path) -> None:
    mine = folder(tmp_path, "")
    (mine / "charter.yaml").write_text(HEAD.replace("../base", "../mine"), "utf-8")
    (error,) = errors(mine)
    assert error.what.en == "a charter cannot adopt itself"
    folder(tmp_path, "")
    other = tmp_path / "other"
    other.mkdir()
    (other / "charter.yaml").write_text(HEAD.replace("../base", "../mine"), "utf-8")
    (error,) = errors(other)
    assert error.what.en == "the charter that is adopted adopts another one itself"
