"""`shouwen judge` as people and scripts call it: what goes to which stream, and the exit codes."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from shouwen.law.facts import Problems, read_facts
from shouwen.project.cli.judge import command

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
MONTH = EXAMPLES / "power-hall" / "march.jsonl"
AT = "2026-03-24T10:00"


def run(
    *arguments: object,
    charter: object = "power-hall",
    engine: str = "python",
    env: dict[str, str] | None = None,
) -> Result:
    options = ["--charter", charter, "--engine", engine, *arguments]
    return CliRunner().invoke(
        command, [str(each) for each in options], env={"LANG": "en_GB.UTF-8", "LC_ALL": "", **(env or {})}
    )


def test_the_summary_goes_by_clause() -> None:
    done = run(MONTH, "--now", AT)
    assert done.exit_code == 0, done.stderr
    (line,) = [line for line in done.stdout.splitlines() if line.startswith(" 2.1.4 ")]
    assert line.split()[-5:] == ["1", "·", "1", "39min", "1h44min"]
    assert "31 rows read, 31 facts, 42 verdicts." in done.stdout
    assert "overdue by 1 hour 5 minutes" in done.stdout


@pytest.mark.parametrize(
    ("env", "option", "word"),
    [({"LANG": "zh_CN.UTF-8"}, (), "条款"), ({}, ("--lang", "zh"), "条款"), ({}, (), "Clause")],
)
def test_the_language_follows_the_locale_or_the_option(
    env: dict[str, str], option: tuple[str, ...], word: str
) -> None:
    assert word in run(MONTH, "--now", AT, *option, env=env).stdout


def test_json_is_one_object_and_nothing_else() -> None:
    done = run(MONTH, "--now", AT, "--json")
    summary = json.loads(done.stdout)
    clause = next(each for each in summary["clauses"] if each["clause"] == "2.1.4")
    assert clause["counts"] == {
        "kept": 1,
        "praised": 0,
        "met": 0,
        "breached": 1,
        "overdue": 1,
        "fell-short": 0,
        "open": 0,
        "undecided": 1,
    }
    assert (clause["median_s"], clause["p95_s"], clause["points"]) == (2340, 6270, -10)
    assert clause["worst"][0]["subject"] == "BX-2603-0004"
    assert (summary["rows"], summary["facts"], summary["verdicts"], summary["problems_found"]) == (
        31,
        31,
        42,
        0,
    )


def test_verdicts_as_json_lines_leave_standard_output_to_them() -> None:
    done = run(MONTH, "--now", AT, "--format", "jsonl")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(records) == 42 and set(records[0]["why"]) == {"zh", "en"}
    assert "42 verdicts" in done.stderr


@pytest.mark.slow
def test_every_format_holds_every_verdict(tmp_path: Path) -> None:
    for form in ("jsonl", "parquet", "xlsx"):
        assert run(MONTH, "--now", AT, "--format", form, "--out", tmp_path / f"v.{form}").exit_code == 0
    assert len((tmp_path / "v.jsonl").read_text().splitlines()) == 42
    assert pq.read_table(tmp_path / "v.parquet").num_rows == 42
    assert openpyxl.load_workbook(tmp_path / "v.xlsx")["Verdicts"].max_row == 43


def test_rows_that_are_left_out_are_said_and_change_the_exit_code(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("\n".join(['{"kind": "Repair"}'] * 12))
    done = run(MONTH, bad, "--now", AT, "--problems", tmp_path / "p.csv")
    assert done.exit_code == 1
    assert "12 rows were malformed and left out:" in done.stdout and "... and 2 more" in done.stdout
    assert "bad.jsonl:1: kind 'Repair' is not a kind of fact" in done.stdout
    rows = list(csv.DictReader((tmp_path / "p.csv").read_text("utf-8-sig").splitlines()))
    assert [row["line"] for row in rows] == [str(number) for number in range(1, 13)]


def test_kinds_the_charter_does_not_know_are_counted(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("kind,at,subject\nrepair.arived,2026-03-04,1\n")
    assert "Kinds of fact the charter does not know: repair.arived (1)." in run(tmp_path / "log.csv").stdout


def test_now_may_be_the_last_fact(tmp_path: Path) -> None:
    assert json.loads(run(MONTH, "--now", "last", "--json").stdout)["now"] == "2026-03-24T06:58:00+08:00"


def test_the_facts_that_were_read_can_be_kept(tmp_path: Path) -> None:
    run(MONTH, "--now", AT, "--facts", tmp_path / "facts.parquet")
    kept, given = (
        list(read_facts([path], "Asia/Shanghai", Problems())) for path in (tmp_path / "facts.parquet", MONTH)
    )
    assert kept == given


@pytest.mark.parametrize(
    ("arguments", "charter", "told"),
    [
        ((MONTH,), "power-hal", "did you mean 'power-hall'"),
        (("nowhere.csv",), "power-hall", "nowhere.csv: cannot be read"),
        ((EXAMPLES / "README.md",), "power-hall", "has no column kind, at, subject"),
        ((MONTH, "--map", EXAMPLES / "README.md"), "power-hall", "README.md"),
        ((MONTH, "--now", "soon"), "power-hall", "'soon' is not an ISO 8601 time"),
        ((MONTH, "--format", "xlsx"), "power-hall", "--format xlsx needs --out FILE"),
        ((MONTH, "--out", "x.csv"), "power-hall", "--out needs --format"),
        ((MONTH, "--format", "jsonl", "--json"), "power-hall", "name a file with --out"),
        ((MONTH, "--format", "xlsx", "--out", "/nowhere/x.xlsx"), "power-hall", "/nowhere/x.xlsx"),
    ],
)
def test_what_cannot_be_judged_ends_with_the_cure(
    arguments: tuple[object, ...], charter: str, told: str
) -> None:
    done = run(*arguments, charter=charter)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr and "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_mapped_log_is_judged(tmp_path: Path) -> None:
    head = "Unique Key,Created Date,Closed Date,Agency,Complaint Type,Status,Due Date,Resolution Description,Borough,Open Data Channel Type"
    row = "7,06/26/2018 10:58:54 AM,06/26/2018 12:50:01 PM,NYPD,Traffic,Closed,06/26/2018 06:58:54 PM,done,QUEENS,PHONE"
    (tmp_path / "log.csv").write_text(f"{head}\n{row}\n")
    nyc = EXAMPLES / "nyc311"
    done = run(
        tmp_path / "log.csv", "--map", nyc / "map.yaml", "--now", "last", "--json", charter=nyc / "charter"
    )
    counts = {each["clause"]: each["counts"]["kept"] for each in json.loads(done.stdout)["clauses"]}
    assert counts["1.1"] == 1


def test_the_quicker_engine_is_chosen_by_size(tmp_path: Path) -> None:
    from shouwen.project.judging import LARGE, engine_for

    large = tmp_path / "large.csv"
    with large.open("wb") as out:
        out.truncate(LARGE)
    assert (engine_for([MONTH]), engine_for([MONTH, large])) == ("python", "duckdb")
