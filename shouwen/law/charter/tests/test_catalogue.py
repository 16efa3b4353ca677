"""The catalogue of the source: read beside the chapters, and nothing may be cited that it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from shouwen.law.charter import from_text, load
from shouwen.law.charter.tests.packs import errors, write

LIMIT = "limit: {from: repair.reported, to: repair.arrived, within: 45min}"


def pack(folder: Path, catalogue: str) -> Path:
    write(folder, LIMIT)
    (folder / "catalogue.yaml").write_text(catalogue, encoding="utf-8")
    return folder


def test_the_catalogue_is_no_chapter_and_no_part_of_the_rules(tmp_path: Path) -> None:
    with_one = load(pack(tmp_path / "a", "MD-1: limit\nMD-2: principle\n"))
    without = load(write(tmp_path / "b", LIMIT))
    assert with_one.catalogue == {"MD-1": "limit", "MD-2": "principle"}
    assert with_one.fingerprint == without.fingerprint
    assert from_text(with_one.text).catalogue == {}


@pytest.mark.parametrize(
    ("catalogue", "what", "line"),
    [
        ("MD-11: limit\n", "the catalogue has no 'MD-1'", 4),
        ("# one\nMD-1: limits\n", "'limits' is no kind of clause", 2),
        ("- MD-1\n", "a catalogue is written as number: kind", 1),
        ("MD-1: limit\nMD-1: flow\n", "the key 'MD-1' stands twice (first in line 1)", 2),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_told(catalogue: str, what: str, line: int, tmp_path: Path) -> None:
    assert (what, line) in [(error.what.en, error.place.line) for error in errors(pack(tmp_path, catalogue))]


def test_a_setting_cites_what_stands_in_the_catalogue(tmp_path: Path) -> None:
    folder = pack(tmp_path, "MD-1: limit\n")
    header = folder / "charter.yaml"
    header.write_text(
        header.read_text("utf-8").replace("unit: count}", "unit: count, cites: [MD-7]}"), "utf-8"
    )
    (error,) = errors(folder)
    assert (error.place.file, error.what.en) == ("charter.yaml", "the catalogue has no 'MD-7'")
