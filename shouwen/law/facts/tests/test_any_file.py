"""Laws: no file makes the reader fall, every row is a fact or counted, and what was written reads back."""

from __future__ import annotations

import gzip
import string
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwen.law.facts import Fact, Problems, Unreadable, canonical, read_facts, write_facts
from shouwen.law.facts.row import COLUMNS, EARLIEST, LATEST

ZONE = "Asia/Shanghai"
PIECES = [
    b"kind,at,subject,note",
    b"\n",
    b"\r\n",
    b"\r",
    b",",
    b'"',
    b'""',
    b"a.b,2026-03-04,1,x\n",
    b"{",
    b"}",
    b"\x00",
]
PIECES += [
    b'{"kind": "a.b", "at": "2026-03-04", "subject": "1"}\n',
    "城区".encode("gb18030"),
    "城区".encode(),
    b"\xff",
    b"[1]",
]
START = [
    b"",
    b"kind,at,subject,note\n",
    b'{"kind": "a.b"}\n',
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"PAR1",
    b"\x1f\x8b",
]
anything = st.lists(st.sampled_from(PIECES) | st.binary(max_size=8), max_size=20).map(b"".join)

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
codes = st.none() | st.text(string.ascii_letters + "-城区0 ", min_size=1, max_size=6).map(str.strip).map(
    lambda t: t or None
)
names = st.text(string.ascii_lowercase + "_", min_size=1, max_size=5) | st.sampled_from(
    [*COLUMNS, "data", "data.x"]
)
floats = st.floats(allow_nan=False, allow_infinity=False)
values = texts | st.integers(-(10**20), 10**20) | floats | st.booleans()
facts = st.builds(
    Fact,
    kind=st.sampled_from(["repair.reported", "repair.arrived"]),
    at=st.integers(EARLIEST, LATEST - 1),
    subject=codes.map(lambda code: code or "s"),
    id=st.just("") | st.uuids().map(str),
    recorded_at=st.none() | st.integers(EARLIEST, LATEST - 1),
    staff=codes,
    unit=codes,
    customer=codes,
    data=st.dictionaries(names, values, max_size=3),
)


def plain(fact: Fact) -> tuple[object, ...]:
    data = {name: canonical(value) for name, value in fact.data.items()}
    return (*(getattr(fact, name) for name in COLUMNS), data)


@pytest.mark.slow
@settings(max_examples=150)
@given(
    start=st.sampled_from(START),
    rest=anything,
    packed=st.booleans(),
    name=st.sampled_from(["f.csv", "f.jsonl", "f.pq"]),
)
def test_every_row_is_a_fact_or_counted(start: bytes, rest: bytes, packed: bool, name: str) -> None:
    problems = Problems()
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(gzip.compress(start + rest) if packed else start + rest)
        try:
            read = list(read_facts([path], ZONE, problems))
        except Unreadable as refusal:
            assert name in refusal.words.zh
            return
    assert problems.rows == len(read) + problems.repeated + problems.left_out
    assert len(read) == problems.facts


@pytest.mark.slow
@pytest.mark.parametrize("name", ["f.jsonl", "f.csv", "f.parquet", "f.jsonl.gz", "f.csv.gz"])
@settings(max_examples=60)
@given(written=st.lists(facts, max_size=8, unique_by=lambda fact: fact.id))
def test_what_was_written_reads_back(name: str, written: list[Fact]) -> None:
    problems = Problems()
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write_facts(written, path, ZONE)
        read = list(read_facts([path], ZONE, problems))
    assert [plain(fact) for fact in read] == [plain(fact) for fact in written]
    assert (problems.found, problems.facts) == (0, len(written))
