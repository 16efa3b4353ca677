"""Mistakes in charter.yaml, in whole files and in names of packs."""

from __future__ import annotations

from pathlib import Path

import pytest

from shouwen.law.charter import CharterErrors, NoCharter, load
from shouwen.law.charter.tests.packs import HEADER, errors, marked, write

LIMIT = "limit: {from: repair.reported, to: repair.arrived, within: $promptly}"
MISTAKES = {
    "no version": ('version: "1"\n', "", "'version' is missing", "add version"),
    "version as a number": ('version: "1"', "version: 1  # <-", "'version' has to be text", "put a number in quotes"),
    "unknown key": ("prefix: MD", "prefix: MD\nzones: UTC  # <-", "'zones' is not known here", "did you mean 'zone'?"),
    "no such zone": ("prefix: MD", "prefix: MD\nzone: Asia/Shanghigh  # <-", "no time zone", "Asia/Shanghai"),
    "no such day": ("effective: 2024-01-01", "effective: 2024-13-01  # <-", "is not a day", "year-month-day"),
    "setting out of range": (
        "default: 30min, least: 5min, most: 1h}", "default: 2h, most: 1h}  # <-", "is more than the most", "within the range",
    ),
    "setting of the wrong unit": ("unit: count}", "unit: count, default: many}  # <-", "'many' is not a count", "whole number"),
    "calendar never open": ('{mon-fri: ["09:00-17:00"]}}', "{mon: closed}}  # <-", "never open", "give at least one day"),
    "span not readable": ('["09:00-17:00"]}}', '["9-17"]}}  # <-', "'9-17' is no span of hours", "write 08:30-12:00"),
    "field type unknown": ("n: {type: integer}}}", "n: {type: int}}}  # <-", "'type' cannot be 'int'", "'integer'"),
    "kind of fact unreadable": ("repair.done:", "RepairDone:  # <-\n   ", "'RepairDone' is not a kind of fact", "noun.past_participle"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_the_header(name: str, tmp_path: Path) -> None:
    old, new, what, mend = MISTAKES[name]
    assert old in HEADER
    folder = write(tmp_path, LIMIT, header=HEADER.replace(old, new))
    line = marked(folder / "charter.yaml") if "# <-" in new else 1
    found = [
        error for error in errors(folder) if (error.place.file, error.place.line) == ("charter.yaml", line)
    ]
    assert any(what in error.what.en and mend in error.mend.en for error in found), errors(folder)


def test_errors_of_chapters_are_told_although_the_header_is_broken(tmp_path: Path) -> None:
    folder = write(tmp_path, "limt: {}", header=HEADER.replace('version: "1"\n', ""))
    assert {error.place.file for error in errors(folder)} == {"charter.yaml", "chapter.yaml"}


def test_a_clause_number_is_taken_once_over_all_chapters(tmp_path: Path) -> None:
    folder = write(tmp_path, LIMIT)
    (folder / "later.yaml").write_bytes((folder / "chapter.yaml").read_bytes())
    (error,) = errors(folder)
    assert "the number '1' is taken" in error.what.en
    assert (error.place.file, error.place.line) == ("later.yaml", 3)
    assert error.other is not None and (error.other.file, error.other.line) == ("chapter.yaml", 3)


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (b"chapter: [\n", 2, "the YAML cannot be read here"),
        (b"a: 1\n\xff\xfe\n", 2, "not in UTF-8"),
        (b"chapter: {zh: a, en: a}\n---\nclauses: []\n", 2, "more than one YAML document"),
        (b"x: " + b"[" * 21 + b"]" * 21, 1, "nested more than 20 deep"),
        (b"# " + b"x" * (1 << 20), 1, "more than 1 MiB"),
        (b"a: *b\n", 1, "aliases are not taken: *b"),
        (b"? [a, b]\n: c\n", 1, "a key is a single word"),
        (b"- clause\n", 1, "has to be a mapping"),
        (b"", 1, "has to be a mapping"),
        (b"a: \x00b\n", 1, "the YAML cannot be read here"),
    ],
)
def test_a_file_that_cannot_be_read(content: bytes, line: int, what: str, tmp_path: Path) -> None:
    folder = write(tmp_path, LIMIT)
    (folder / "odd.yaml").write_bytes(content)
    assert any(
        error.place.file == "odd.yaml" and error.place.line == line and what in error.what.en
        for error in errors(folder)
    ), errors(folder)


def test_an_unknown_name_is_told_with_the_near_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "made", LIMIT)
    monkeypatch.setenv("SHOUWEN_CHARTERS", str(tmp_path))
    with pytest.raises(NoCharter) as found:
        load("mode")
    assert "did you mean 'made'?" in found.value.errors[0].mend.en


def test_a_name_no_file_can_have_is_only_unknown() -> None:
    with pytest.raises(NoCharter):
        load("\0")


def test_a_setting_that_is_given_is_checked_too(tmp_path: Path) -> None:
    folder = write(tmp_path, LIMIT)
    with pytest.raises(CharterErrors, match="is less than the least"):
        load(folder, {"promptly": "1min"})
    with pytest.raises(CharterErrors, match="no setting 'prompt'"):
        load(folder, {"prompt": "1min"})
