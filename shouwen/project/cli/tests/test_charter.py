"""`shouwen charter` as people and programs call it: exit codes, both languages, JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from shouwen.law.charter.tests.packs import SMALL, write
from shouwen.project.cli import main

GOOD = """\
limit: {from: repair.reported, to: repair.arrived, within: 45min}
examples:
- {name: x, facts: [{repair.reported: "08:00"}], then: %s}"""


def call(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, ["charter", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_check_says_that_all_is_well(tmp_path: Path) -> None:
    result = call("check", write(tmp_path, GOOD % "open"))
    assert result.exit_code == 0
    assert "1 clauses, 1 rules, no error 共 1 条、1 项规则，没有错误" in result.output


def test_a_setting_that_a_clause_waits_for_is_an_error() -> None:
    result = call("check", SMALL)
    assert result.exit_code == 1
    assert "clause 8 waits for the setting quorum 第 8 条待设定 quorum" in result.output


def test_check_tells_every_error_and_leaves_with_1(tmp_path: Path) -> None:
    result = call("check", write(tmp_path, "limt: {}"))
    assert result.exit_code == 1
    assert "chapter.yaml:7  clause 1 第 1 条" in result.output
    assert "did you mean 'limit'?" in result.output


def test_check_json_holds_place_clause_and_both_languages(tmp_path: Path) -> None:
    (report,) = json.loads(call("check", write(tmp_path, "limt: {}"), "--json").output)
    (error,) = report["errors"]
    assert report["ok"] is False
    assert (error["file"], error["line"], error["clause"]) == ("chapter.yaml", 7, "1")
    assert set(error["what"]) == set(error["mend"]) == {"zh", "en"}


@pytest.mark.parametrize("name", ["check", "prove", "show", "facts"])
def test_what_is_not_there_leaves_with_2(name: str) -> None:
    assert call(name, "nowhere-at-all").exit_code == 2


@pytest.mark.parametrize("name", ["prove", "show", "facts"])
def test_a_broken_pack_leaves_with_1_and_says_why(name: str, tmp_path: Path) -> None:
    result = call(name, write(tmp_path, "limt: {}"))
    assert result.exit_code == 1
    assert "'limt' is not known here" in result.stderr


def test_prove_counts_by_kind_and_leaves_with_0() -> None:
    result = call("prove", SMALL, "--engine", "python")
    assert result.exit_code == 0
    assert "precede\t1\t" in result.output
    assert "clauses 条款\t7\t\t1\t1\t" in result.output


def test_prove_shows_expected_beside_got_and_leaves_with_1(tmp_path: Path) -> None:
    result = call("prove", write(tmp_path, GOOD % "kept"), "--engine", "python")
    assert result.exit_code == 1
    assert "expected 应为: kept\n  got 实为: open (due: 2026-03-02T08:45:00+08:00)" in result.output


def test_prove_json(tmp_path: Path) -> None:
    proof = json.loads(call("prove", write(tmp_path, GOOD % "open"), "--engine", "python", "--json").output)
    assert proof["standings"] == {"proven": 0, "in-force": 1, "handbook": 0, "waiting": 0, "failing": 0}
    assert proof["clauses"][0]["examples"] == [{"name": "x", "engine": "python", "passed": True}]


def test_show_lists_chapters_and_clauses() -> None:
    output = call("show", SMALL).output
    assert "$promptly = 30min" in output and "$quorum = —" in output
    assert "3\t投诉流程 The course of a complaint\tflow, form\tSM-3" in output


def test_show_prints_a_clause_as_it_stands() -> None:
    output = call("show", SMALL, "9").output
    assert "2-measures.yaml:66  small 1.0+" in output.split("\n")[0]
    assert output.split("\n")[2] == '- clause: "9"' and "客户的事就是自己的事" in output


def test_show_json_has_the_settings_filled_in() -> None:
    clause = json.loads(call("show", SMALL, "2", "--json").output)
    assert clause["limit"]["within"] == "30min"


def test_show_of_an_unknown_clause_names_the_near_one() -> None:
    result = call("show", SMALL, "99")
    assert result.exit_code == 2 and "did you mean '9'?" in result.stderr


def test_schema_is_json() -> None:
    assert json.loads(call("schema").output)["$schema"].startswith("https://json-schema.org/")


def test_facts_marks_needed_fields_and_names_the_clauses() -> None:
    rows = dict(line.split("\t", 1) for line in call("facts", SMALL).output.splitlines())
    assert rows["clerk.late"] == "迟到 Late\tminutes*: integer\t5, 6"
    assert "grade*: minor|grave, content: text" in rows["complaint.received"]


def test_facts_json_says_what_records_a_kind() -> None:
    kinds = {each["kind"]: each for each in json.loads(call("facts", SMALL, "--json").output)}
    assert kinds["complaint.heard"]["recorded_by"] == ["complaint/heard"]
    assert kinds["complaint.received"]["fields"]["grade"]["needed_by"] == ["1"]


def test_list_names_what_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "made", GOOD % "open")
    write(tmp_path / "torn", "limt: {}")
    monkeypatch.setenv("SHOUWEN_CHARTERS", str(tmp_path))
    found = {each["name"]: each for each in json.loads(call("list", "--json").output)}
    assert found["made"]["errors"] == 0 and found["torn"]["errors"] == 1
    assert call("list").output.startswith("name 名称\ttitle 标题")


def test_prove_all_counts_the_clauses_of_the_source(tmp_path: Path) -> None:
    folder = write(tmp_path, GOOD % "open")
    (folder / "catalogue.yaml").write_text("MD-1: limit\nMD-2: phrase\n", "utf-8")
    result = call("prove", "--all", folder)
    assert result.exit_code == 1
    assert result.output.splitlines()[1:] == [
        "made\tlimit\t1\t\t1\t\t\t\t",
        "made\tphrase\t1\t\t\t\t\t\t1",
        "made\tall 合计\t2\t\t1\t\t\t\t1",
    ]
    found = json.loads(call("prove", "--all", folder, "--json").output)
    assert (found["total"], found["states"]["missing"]) == (2, 1)
    assert found["charters"][0]["clauses"][0] == {
        "id": "MD-1",
        "kind": "limit",
        "state": "in-force",
        "clauses": ["1"],
        "rules": ["1#limit"],
        "examples": ["x"],
    }


def test_prove_all_is_content_when_nothing_is_missing(tmp_path: Path) -> None:
    folder = write(tmp_path, GOOD % "open")
    (folder / "catalogue.yaml").write_text("MD-1: limit\n", "utf-8")
    assert call("prove", "--all", folder).exit_code == 0
    (folder / "chapter.yaml").write_text(
        (folder / "chapter.yaml").read_text("utf-8").replace("open", "kept"), "utf-8"
    )
    assert call("prove", "--all", folder).exit_code == 1


def test_prove_needs_a_charter_or_all() -> None:
    assert call("prove").exit_code == 2


def test_mutants_names_what_no_example_notices(tmp_path: Path) -> None:
    folder = write(tmp_path, GOOD % "open")
    result = call("mutants", folder)
    assert result.exit_code == 1
    assert "chapter.yaml:3  clause 1 第 1 条  limit.within: 45min → 46min" in result.output
    (found,) = json.loads(call("mutants", folder, "--clause", "1", "--json").output)
    assert found["mutants"] == found["killed"] + len(found["survivors"]) > found["killed"] > 0
    assert call("mutants", folder, "--clause", "9").exit_code == 2


def test_an_adopted_clause_is_shown_as_it_stands_amended(tmp_path: Path) -> None:
    write(tmp_path / "base", GOOD % "open")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "charter.yaml").write_text(
        'adopts: ../base\ncharter: mine\ncompany: {zh: 我, en: I}\nversion: "1"\n'
        'amendments: [{clause: "1", set: {limit.within: 30min}}]\n',
        "utf-8",
    )
    assert "within: 30min" in call("show", tmp_path / "mine", "1").output


def test_diff_says_what_changed(tmp_path: Path) -> None:
    write(tmp_path / "a", GOOD % "open")
    write(tmp_path / "b", (GOOD % "open").replace("within: 45min", "within: 30min"))
    output = call("diff", tmp_path / "a", tmp_path / "b").output
    assert (
        "clause 1 第 1 条\n  时限 › 时限：由 45min 改为 30min\n  time limit › within: from 45min to 30min"
        in output
    )
    found = json.loads(call("diff", tmp_path / "a", tmp_path / "b", "--json").output)
    assert found["differences"][0]["path"] == "limit.within"
    assert "no difference" in call("diff", tmp_path / "a", tmp_path / "a").output


def test_check_notes_what_nobody_records_and_fails_when_strict(tmp_path: Path) -> None:
    folder = write(tmp_path, GOOD % "open")
    result = call("check", folder)
    assert result.exit_code == 0
    assert (
        "note 提示 chapter.yaml:3  clause 1 第 1 条\n  no step records facts of kind repair.reported"
        in result.output
    )
    (report,) = json.loads(call("check", folder, "--json").output)
    assert [each["what"]["en"] for each in report["notes"]][
        -1
    ] == "facts of kind repair.done are neither recorded nor read"
    assert call("check", folder, "--strict").exit_code == 1


def test_pages_are_written_into_a_folder(tmp_path: Path) -> None:
    folder = write(tmp_path / "made", GOOD % "open")
    assert call("pages", folder, "--to", tmp_path / "out").exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"README.md", "1.md"}
