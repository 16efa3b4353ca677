"""What a fact file may look like, and what is said of rows that are none."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from shouwen.law.facts import Fact, Problems, Unreadable, read_facts
from shouwen.law.worktime.instants import parse_iso

ZONE = "Asia/Shanghai"
ROW = '{"kind": "repair.arrived", "at": "2026-03-04T08:30:00", "subject": "BX-1", "area": "urban"}'
QUOTED = '"{""area"": ""urban""}"'
HEADER = "kind,at,subject,area\n"
LINE = "repair.arrived,2026-03-04T08:30:00,BX-1,urban\n"
FACT = Fact("repair.arrived", parse_iso("2026-03-04T08:30:00", ZONE), "BX-1", data={"area": "urban"})


def reading(tmp_path: Path, content: bytes | str, name: str = "log.csv") -> tuple[list[Fact], Problems]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    problems = Problems()
    return list(read_facts([path], ZONE, problems)), problems


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(HEADER + LINE, id="csv"),
        pytest.param((HEADER + LINE).replace("\n", "\r\n"), id="csv with Windows line ends"),
        pytest.param((HEADER + LINE).replace("\n", "\r"), id="csv with old Macintosh line ends"),
        pytest.param("\ufeff" + HEADER + LINE, id="csv with a byte order mark"),
        pytest.param((HEADER + LINE).replace(",", ";"), id="csv with semicolons"),
        pytest.param((HEADER + LINE).replace(",", "\t"), id="csv with tabs"),
        pytest.param((HEADER + LINE).encode("utf-16"), id="csv in UTF-16"),
        pytest.param(HEADER + "\n\n" + LINE + "\n", id="csv with blank lines"),
        pytest.param((HEADER + LINE).rstrip("\n"), id="csv without a last line end"),
        pytest.param(gzip.compress((HEADER + LINE).encode()), id="csv in gzip"),
        pytest.param(ROW, id="json lines"),
        pytest.param(gzip.compress(ROW.encode()), id="json lines in gzip"),
        pytest.param(ROW.replace('"area": "urban"', '"data": {"area": "urban"}'), id="json lines with data"),
        pytest.param(HEADER.replace("area", "data") + LINE.replace("urban", QUOTED), id="csv with data"),
        pytest.param(ROW.replace("08:30:00", "00:30:00Z"), id="json lines with an offset"),
    ],
)  # fmt: skip
def test_the_same_fact_in_every_guise(tmp_path: Path, content: bytes | str) -> None:
    facts, problems = reading(tmp_path, content)
    assert facts == [FACT]
    assert (problems.rows, problems.left_out) == (1, 0)


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("Repair Arrived,2026-03-04,BX-1,", "bad-kind", "noun.past_participle"),
        ("repair.arrived,4 March,BX-1,", "bad-time", "ISO 8601"),
        ("repair.arrived,0202-03-04,BX-1,", "bad-time", "1900"),
        ("repair.arrived,,BX-1,", "missing", "'at'"),
        ("repair.arrived,2026-03-04, ,", "missing", "'subject'"),
        ("repair.arrived,2026-03-04,BX-1", "wrong-width", "3 values under 4 columns"),
        ('repair.arrived,2026-03-04,"BX\n1",', "bad-value", "control character"),
        ('repair.arrived,2026-03-04,"BX"1,', "bad-quotes", "quotation mark"),
    ],
)
def test_a_malformed_row_is_left_out_with_its_line_and_the_cure(
    tmp_path: Path, line: str, code: str, said: str
) -> None:
    facts, problems = reading(tmp_path, HEADER + LINE + line + "\n")
    assert facts == [FACT]
    assert [(p.line, p.code) for p in problems.first] == [(3, code)]
    assert said in problems.first[0].words.en
    assert problems.first[0].words.en.startswith(f"{tmp_path}/log.csv:3: ")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("{", "not-json"),
        ("[1]", "not-json"),
        ('{"kind": "a.b", "kind": "a.b", "at": "2026-03-04", "subject": "1"}', "not-json"),
        ('{"kind": "a.b", "at": 1772582400, "subject": "1"}', "bad-time"),
        ('{"kind": "a.b", "at": "2026-03-04", "subject": true}', "bad-value"),
        ('{"kind": "a.b", "at": "2026-03-04", "subject": "\\ud800"}', "bad-encoding"),
        ('{"kind": "a.b", "at": "2026-03-04", "subject": "1", "photos": [1]}', "bad-data"),
        ('{"kind": "a.b", "at": "2026-03-04", "subject": "1", "n": NaN}', "not-json"),
        ('{"kind": "a.b", "at": "2026-03-04", "subject": "1", "n": 1e999}', "bad-data"),
        ('{"kind": "a.b", "at": "2026-03-04", "subject": "1", "n": 1, "data": {"n": 2}}', "bad-data"),
        ('{"kind": "a.b", "at": "2026-03-04", "subject": "1", "data": [1]}', "bad-data"),
    ],
)
def test_a_malformed_object_is_left_out(tmp_path: Path, row: str, code: str) -> None:
    facts, problems = reading(tmp_path, f"{ROW}\n\n{row}\n", "log.jsonl")
    assert facts == [FACT]
    assert [(p.line, p.code) for p in problems.first] == [(3, code)]


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    note = 'repair.noted,2026-03-04,BX-1,"two\nlines, ""quoted"""\n'
    facts, problems = reading(tmp_path, HEADER + note + "\n" + "bad,,,\n")
    assert facts[0].data == {"area": 'two\nlines, "quoted"'}
    assert [p.line for p in problems.first] == [5]


def test_a_quotation_mark_never_closed_costs_one_line(tmp_path: Path) -> None:
    facts, problems = reading(tmp_path, HEADER + 'repair.arrived,2026-03-04,BX-2,"oops\n' + LINE * 1)
    assert facts == [FACT]
    assert [(p.line, p.code) for p in problems.first] == [(2, "bad-quotes")]


def test_chinese_of_an_older_program_is_read_and_said(tmp_path: Path) -> None:
    facts, problems = reading(tmp_path, (HEADER + "repair.arrived,2026-03-04,BX-1,城区\n").encode("gb18030"))
    assert facts[0].data == {"area": "城区"}
    assert "GB18030" in problems.notes[0].words.en


def test_one_damaged_line_does_not_turn_the_rest_into_gibberish(tmp_path: Path) -> None:
    lines = [f"repair.arrived,2026-03-04,BX-{n},城区\n".encode() for n in range(9)]
    facts, problems = reading(
        tmp_path, HEADER.encode() + b"".join(lines) + b"repair.arrived,2026-03-04,\xb3,x\n"
    )
    assert {fact.data["area"] for fact in facts} == {"城区"}
    assert [(p.line, p.code) for p in problems.first] == [(11, "bad-encoding")]


def test_a_fact_that_stands_there_twice_is_read_once(tmp_path: Path) -> None:
    facts, problems = reading(tmp_path, HEADER + LINE * 3)
    assert facts == [FACT]
    assert (problems.rows, problems.repeated, problems.left_out) == (3, 2, 0)


def test_an_id_used_for_two_facts_is_reported_with_both_places(tmp_path: Path) -> None:
    header = "id,kind,at,subject\n"
    facts, problems = reading(tmp_path, header + "7,a.b,2026-03-04,1\n" + "7,a.b,2026-03-05,1\n")
    assert [fact.id for fact in facts] == ["7"]
    assert "log.csv:3" in problems.first[0].words.en and "log.csv:2" in problems.first[0].words.en


def test_an_empty_file_is_no_fact_and_no_fault(tmp_path: Path) -> None:
    for name in ("log.csv", "log.csv.gz", "log.parquet"):
        facts, problems = reading(tmp_path, gzip.compress(b"") if name.endswith("gz") else b"", name)
        assert (facts, problems.found) == ([], 0)
        assert "empty" in problems.notes[0].words.en


def test_a_compressed_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    lines = "".join(LINE.replace("BX-1", f"BX-{n * 7919 % 4001}") for n in range(4000))
    facts, problems = reading(tmp_path, gzip.compress((HEADER + lines).encode())[:-2000])
    assert 0 < len(facts) < 4000
    assert "broken-off" in problems.by_code


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        ("a,b\n1,2\n", "log.csv", "has no column kind, at, subject; it has: a, b"),
        ("kind,at,subject,note,note\n", "log.csv", "names note twice"),
        ("[{}]", "log.json", "one object a line"),
        ("nothing of the sort", "log.parquet", "damaged"),
    ],
)
def test_a_file_that_is_no_fact_file_is_refused_in_words(
    tmp_path: Path, content: str, name: str, said: str
) -> None:
    with pytest.raises(Unreadable) as refusal:
        reading(tmp_path, content, name)
    assert said in refusal.value.words.en


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refusal:
        list(read_facts([tmp_path / "nowhere.csv"], ZONE, Problems()))
    assert "nowhere.csv" in refusal.value.words.zh


def test_an_item_of_data_may_have_the_name_of_a_column(tmp_path: Path) -> None:
    row = '{"kind": "a.b", "at": "2026-03-04", "subject": "1", "data": {"kind": "home"}}'
    (of_json,), _ = reading(tmp_path, row)
    (of_csv,), _ = reading(tmp_path, "kind,at,subject,data.kind\na.b,2026-03-04,1,home\n")
    assert of_json == of_csv
    assert (of_csv.kind, of_csv.data) == ("a.b", {"kind": "home"})


def test_whole_numbers_may_be_codes(tmp_path: Path) -> None:
    row = json.dumps({"kind": "a.b", "at": "2026-03-04", "subject": 17, "staff": 4, "unit": None})
    facts, _ = reading(tmp_path, row)
    assert (facts[0].subject, facts[0].staff, facts[0].unit) == ("17", "4", None)


def test_progress_is_told_over_all_files(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(HEADER + LINE.replace("BX-1", name) * 5000)
    told: list[float] = []
    list(read_facts([tmp_path / "a.csv", tmp_path / "b.csv"], ZONE, Problems(), told.append))
    assert told == sorted(told)
    assert 0 <= told[0] < 0.5 <= told[-1] <= 1
