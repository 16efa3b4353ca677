"""What a map can say, in rows and the facts they state."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwen.law.charter.errors import CharterErrors
from shouwen.law.charter.source import read as read_yaml
from shouwen.law.facts import Fact, Problems, Unreadable
from shouwen.law.facts.maps import load_map, map_schema, read_log
from shouwen.law.worktime.instants import format_iso

ZONE = "Asia/Shanghai"
HEAD = """
map: tickets
title: {zh: 工单, en: Tickets}
dates: ["%d/%m/%Y %H:%M"]
missing: ["?"]
subject: no
"""
LOG = """\
no,state,group,opened,changed
1,New,A,4/3/2026 08:00,4/3/2026 08:01
1,Work,A,4/3/2026 08:00,4/3/2026 08:10
2,New,?,4/3/2026 09:00,4/3/2026 09:00
1,Work,B,4/3/2026 08:00,4/3/2026 08:20
1,Done,B,4/3/2026 08:00,4/3/2026 08:30
2,Work,B,4/3/2026 09:00,4/3/2026 09:30
"""


def mapped(tmp_path: Path, statements: str, log: str = LOG, head: str = HEAD) -> tuple[list[Fact], Problems]:
    (tmp_path / "map.yaml").write_text(head + dedent(statements))
    (tmp_path / "log.csv").write_text(log)
    problems = Problems()
    return list(read_log([tmp_path / "log.csv"], load_map(tmp_path / "map.yaml"), ZONE, problems)), problems


def said(facts: list[Fact]) -> list[str]:
    """Each fact as `subject kind HH:MM unit data...`, in the order of time."""
    ordered = sorted(facts, key=lambda fact: (fact.subject, fact.at, fact.kind))
    return [
        " ".join([f.subject, f.kind.split(".")[1], format_iso(f.at, ZONE)[11:16], *filter(None, [f.unit]), *map(str, f.data.values())])
        for f in ordered
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "{kind: t.moved, at: changed, when: {state: Work}}",
            ["1 moved 08:10", "1 moved 08:20", "2 moved 09:30"],
        ),
        (
            "{kind: t.moved, at: changed, rows: first, when: {state: Work}}",
            ["1 moved 08:10", "2 moved 09:30"],
        ),
        ("{kind: t.moved, at: changed, rows: last, when: {state: Work}}", ["1 moved 08:20", "2 moved 09:30"]),
        ("{kind: t.moved, at: changed, when: {state: {becomes: Work}}}", ["1 moved 08:10", "2 moved 09:30"]),
        ("{kind: t.moved, at: changed, when: {state: {leaves: [New, Work]}}}", ["1 moved 08:30"]),
        ("{kind: t.moved, at: changed, when: {state: {not: [Work, New]}}}", ["1 moved 08:30"]),
        ("{kind: t.moved, at: changed, when: {group: {given: false}}}", ["2 moved 09:00"]),
        (
            "{kind: t.moved, at: changed, unit: group, when: {group: {changed: true, given: true}}}",
            ["1 moved 08:01 A", "1 moved 08:20 B", "2 moved 09:30 B"],
        ),
        (
            "{kind: t.opened, at: opened, rows: first, data: {end: {column: state, row: last}, via: {value: web}}}",
            ["1 opened 08:00 Done web", "2 opened 09:00 Work web"],
        ),
        (
            "{kind: t.opened, at: opened, rows: first, data: {since: {column: changed, type: datetime}}}",
            ["1 opened 08:00 2026-03-04T08:01:00+08:00", "2 opened 09:00 2026-03-04T09:00:00+08:00"],
        ),
    ],
)
def test_rows_state_facts(tmp_path: Path, statement: str, expected: list[str]) -> None:
    facts, problems = mapped(tmp_path, f"facts: [{statement}]")
    assert said(facts) == expected
    assert (problems.rows, problems.found) == (6, 0)


def test_one_row_may_state_several_facts_and_another_none(tmp_path: Path) -> None:
    facts, problems = mapped(
        tmp_path,
        """
        facts:
          - {kind: t.opened, at: opened, when: {state: Done}}
          - {kind: t.done, at: changed, when: {state: Done}}
        """,
    )
    assert said(facts) == ["1 opened 08:00", "1 done 08:30"]
    assert (problems.rows, problems.facts, problems.unused) == (6, 2, 5)


def test_values_are_translated_and_what_is_not_in_the_table_is_reported(tmp_path: Path) -> None:
    statement = "facts: [{kind: t.moved, at: changed, data: {state: {column: state, table: states}}}]\n"
    facts, problems = mapped(tmp_path, statement + "tables: {states: {New: new, Work: working}}")
    assert {fact.data["state"] for fact in facts} == {"new", "working"}
    assert [(p.line, p.code) for p in problems.first] == [(6, "not-in-table")]
    facts, problems = mapped(tmp_path, statement + 'tables: {states: {New: new, "*": other}}')
    assert {fact.data["state"] for fact in facts} == {"new", "other"}
    assert problems.found == 0


def test_rows_are_sorted_by_the_column_that_says_when(tmp_path: Path) -> None:
    head, *lines = LOG.splitlines(keepends=True)
    facts, _ = mapped(
        tmp_path,
        "order: changed\nfacts: [{kind: t.moved, at: changed, when: {state: {becomes: Work}}}]",
        head + "".join(reversed(lines)),
    )
    assert said(facts) == ["1 moved 08:10", "2 moved 09:30"]


def test_a_row_with_faults_is_counted_once_and_the_others_go_on(tmp_path: Path) -> None:
    log = LOG.replace("4/3/2026 09:00,4/3/2026 09:00", "soon,31/2/2026 09:00")
    facts, problems = mapped(
        tmp_path, "facts: [{kind: t.opened, at: opened}, {kind: t.moved, at: changed}]", log
    )
    assert [(p.line, p.rows) for p in problems.first] == [(4, 1), (4, 0)]
    assert (problems.rows, problems.left_out, problems.unused) == (6, 1, 0)
    assert "'soon' is not a time; the map says the format is: %d/%m/%Y %H:%M" in problems.first[0].words.en
    assert len({fact.subject for fact in facts}) == 2


def test_the_zone_of_the_log_goes_before_that_of_the_charter(tmp_path: Path) -> None:
    facts, _ = mapped(tmp_path, "zone: UTC\nfacts: [{kind: t.opened, at: opened, rows: first}]")
    assert said(facts)[0] == "1 opened 16:00"


def test_a_column_the_log_does_not_have_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refusal:
        mapped(tmp_path, "facts: [{kind: t.opened, at: begun}]")
    assert "has no column begun; it has: no, state" in refusal.value.words.en


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        ("facts: [{kind: Opened, at: opened}]", "'Opened' is not a kind of fact"),
        ("facts: [{kind: t.opened}]", "'at' is missing"),
        ("facts: [{kind: t.opened, at: opened, wen: {state: New}}]", "did you mean 'when'?"),
        ("facts: [{kind: t.opened, at: opened, unit: {column: group, table: t}}]", "no value table 't'"),
        ("facts: [{kind: t.opened, at: {column: opened, value: 1}}]", "exactly one of column and value"),
        ("facts: []", "at least one"),
        ("zone: Mars\nfacts: [{kind: t.opened, at: opened}]", "no time zone 'Mars'"),
        ("encoding: morse\nfacts: [{kind: t.opened, at: opened}]", "no encoding 'morse'"),
    ],
)
def test_a_wrong_map_is_refused_with_file_line_and_cure(tmp_path: Path, statements: str, told: str) -> None:
    with pytest.raises(CharterErrors) as refusal:
        mapped(tmp_path, statements)
    assert told in str(refusal.value)
    assert all(error.place.file == "map.yaml" and error.place.line > 1 for error in refusal.value.errors)


def test_the_schema_knows_what_the_loader_knows(tmp_path: Path) -> None:
    text = HEAD + "facts: [{kind: t.opened, at: opened, when: {state: {becomes: New}, group: [A, B]}}]"
    jsonschema.validate(read_yaml("map.yaml", text.encode()).data, map_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(read_yaml("map.yaml", (text + "\nmood: good").encode()).data, map_schema())


cells = st.sampled_from(
    ["1", "2", "", "?", "New", "Work", "4/3/2026 08:00", "32/3/2026", "\ud83d", '"', "a,b"]
)
STATEMENTS = """
facts:
  - {kind: t.opened, at: opened, rows: first}
  - {kind: t.moved, at: changed, unit: group, when: {group: {changed: true}}}
  - {kind: t.done, at: changed, when: {state: Work}}
"""


@pytest.mark.slow
@given(lines=st.lists(st.lists(cells, min_size=4, max_size=6).map(",".join), max_size=8))
def test_every_row_states_something_or_is_counted(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("log")
    (folder / "map.yaml").write_text(HEAD + STATEMENTS)
    text = "\n".join(["no,state,group,opened,changed", *lines])
    (folder / "log.csv").write_bytes(text.encode("utf-8", "surrogatepass"))
    problems = Problems()
    facts = list(read_log([folder / "log.csv"], load_map(folder / "map.yaml"), ZONE, problems))
    assert len(facts) == problems.facts
    stating = problems.rows - problems.left_out - problems.unused
    assert 0 <= stating <= problems.rows
    assert bool(facts) <= bool(problems.rows)
    assert len(facts) + problems.repeated >= stating
